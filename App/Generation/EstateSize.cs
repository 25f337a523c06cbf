namespace GovernanceDashboard.Generation;

/// <summary>How large an estate to make, and from which seed.</summary>
/// <param name="People">Identities, departed ones included; a few have two accounts.</param>
/// <param name="ServiceAccounts">At least the story's own eight, also where fewer are asked for.</param>
/// <param name="Groups">Directory groups, nested ones included; at least those of the story, also where fewer are asked for.</param>
public sealed record EstateSize(int Tables, int People, int ServiceAccounts, int Groups, int Seed)
{
    /// <summary>The story does not fit into fewer tables.</summary>
    public const int FewestTables = 50;

    /// <summary>The story does not fit fewer people.</summary>
    public const int FewestPeople = 60;

    /// <summary>Below this many tables the story is told in miniature: fewer families, and files that a person can read.</summary>
    internal const int FullStory = 2_000;

    /// <summary>What a first run makes: 45,000 tables, 20,000 people, 300 service accounts, 2,000 nested groups.</summary>
    public static EstateSize Demo { get; } = new(45_000, 20_000, 300, 2_000, 20_260_301);

    /// <summary>The same company and the same 230 days, without any violation planted or left by chance.</summary>
    public bool IsClean { get; init; }

    internal bool IsMiniature => Tables < FullStory;

    /// <summary>A size in the demonstration's proportions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than <see cref="FewestTables"/> or <see cref="FewestPeople"/>.</exception>
    public static EstateSize For(int tables, int people, int seed)
    {
        var size = new EstateSize(tables, people, people * 3 / 200, people / 10, seed);
        size.ThrowIfTooSmall();
        return size;
    }

    internal void ThrowIfTooSmall()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Tables, FewestTables);
        ArgumentOutOfRangeException.ThrowIfLessThan(People, FewestPeople);
    }
}
