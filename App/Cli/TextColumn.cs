namespace GovernanceDashboard.Cli;

/// <summary>One column of a printed table: its heading, and whether it holds numbers (then it is aligned to the right).</summary>
internal readonly record struct TextColumn(string Heading, bool IsNumber = false)
{
    public static implicit operator TextColumn(string heading) => new(heading);

    public static TextColumn Number(string heading) => new(heading, IsNumber: true);
}
