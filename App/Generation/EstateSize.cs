namespace GovernanceDashboard.Generation;

/// <summary>How large an estate to make, and from which seed.</summary>
/// <param name="People">Identities, departed ones included; a few have two accounts.</param>
/// <param name="Groups">Directory groups, nested ones included; raised to what the story needs where too few are asked for.</param>
public sealed record EstateSize(int Tables, int People, int ServiceAccounts, int Groups, int Seed)
{
    /// <summary>Below this many tables the story is told in miniature: fewer families, and files that a person can read.</summary>
    internal const int FullStory = 2_000;

    /// <summary>What a first run makes: 45,000 tables, 20,000 people, 300 service accounts, 2,000 nested groups.</summary>
    public static EstateSize Demo { get; } = new(45_000, 20_000, 300, 2_000, 20_260_301);

    internal bool IsMiniature => Tables < FullStory;

    /// <summary>A size in the demonstration's proportions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 50 tables or 60 people: the story does not fit.</exception>
    public static EstateSize For(int tables, int people, int seed)
    {
        var size = new EstateSize(tables, people, Math.Max(8, people * 3 / 200), Math.Max(30, people / 10), seed);
        size.ThrowIfTooSmall();
        return size;
    }

    internal void ThrowIfTooSmall()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Tables, 50);
        ArgumentOutOfRangeException.ThrowIfLessThan(People, 60);
        ArgumentOutOfRangeException.ThrowIfLessThan(ServiceAccounts, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(Groups, 1);
    }
}
