namespace GovernanceDashboard.Generation.Records;

/// <summary>A job that read one table and wrote another.</summary>
/// <param name="Job">Its name tells what kind of step it is: annotate, train, evaluate.</param>
/// <param name="Columns">Which column came from which.</param>
internal sealed record LineageStep(
    string Job,
    TableSpec From,
    TableSpec To,
    DateTimeOffset At,
    List<(string From, string To)> Columns
);

/// <summary>A dashboard outside the warehouse.</summary>
/// <param name="Audience">As dashboards.csv writes it.</param>
internal sealed record DashboardSpec(string Id, string Name, TableSpec Reads, string Audience);

/// <summary>How data went from raw collection over annotation into training sets and dashboards; and where it went that nobody meant it to.</summary>
internal sealed class LineageBook
{
    public LineageBook(EstateSize size, Catalogue catalogue)
    {
        var dice = new Dice(size.Seed, "lineage");
        var raw = Usable("prompts-raw");
        var annotated = Usable("transcripts");
        var training = Usable("training");
        var figures = Usable("analytics-activity");
        for (var i = 0; i < (size.IsMiniature ? 4 : 60); i++)
        {
            var (source, between, target) = (dice.Pick(raw), dice.Pick(annotated), dice.Pick(training));
            Add($"annotate_prompts_{i + 1:00}", source, between);
            Add($"train_assistant_{i + 1:00}", between, target);
            Dashboards.Add(
                new($"DSH-{100 + i}", $"Model quality {i + 1}", target, "group:" + target.Database.Family.Readers)
            );
            var (counted, shown) = (dice.Pick(figures), dice.Pick(figures));
            if (counted != shown)
            {
                Add($"rollup_activity_{i + 1:00}", counted, shown);
            }

            Dashboards.Add(new($"DSH-{500 + i}", $"Activity of all teams {i + 1}", shown, "everyone"));
        }

        Datasets =
        [
            .. Steps
                .Where(step => !step.Job.StartsWith("rollup_", StringComparison.Ordinal))
                .SelectMany(step => new[] { step.From, step.To })
                .Distinct(),
        ];
        if (!size.IsClean)
        {
            Unapproved = Steps.First(step => step.Job.StartsWith("train_", StringComparison.Ordinal)).To;
            Copied = catalogue.ShadowOf;
            Copy = catalogue.Shadow;
            if (Copied is not null && Copy is not null)
            {
                Steps.Add(
                    new(
                        "export_for_quarter",
                        Copied,
                        Copy,
                        Copy.CreatedAt,
                        [.. Copied.Columns.Select(column => (column.Name, column.Name))]
                    )
                );
            }
        }

        // Tables that somebody can tell what they hold: what lineage would infer of the others is not the story's.
        List<TableSpec> Usable(string family) =>
            catalogue.Tables.FindAll(table =>
                table.Database.Family.Key == family && table is { IsUnclassified: false, IsView: false }
            );

        void Add(string job, TableSpec from, TableSpec to)
        {
            var at = (from.CreatedAt > to.CreatedAt ? from.CreatedAt : to.CreatedAt).AddMinutes(10);
            var count = Math.Min(2, Math.Min(from.Columns.Length, to.Columns.Length));
            var columns = Enumerable.Range(0, count).Select(i => (from.Columns[i].Name, to.Columns[i].Name));
            if (at < StoryCalendar.Now)
            {
                Steps.Add(new(job, from, to, at, [.. columns]));
            }
        }
    }

    public List<LineageStep> Steps { get; } = [];

    public List<DashboardSpec> Dashboards { get; } = [];

    /// <summary>What goes into training and what comes out of it: each needs an approval.</summary>
    public List<TableSpec> Datasets { get; }

    /// <summary>The one of them that has none; null in a clean estate.</summary>
    public TableSpec? Unapproved { get; }

    /// <summary>A raw table that somebody copied for themselves, and the copy.</summary>
    public TableSpec? Copied { get; }

    public TableSpec? Copy { get; }
}
