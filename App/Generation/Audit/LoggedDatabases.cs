namespace GovernanceDashboard.Generation.Audit;

/// <summary>Which databases' use is logged, by which server, and where numbers are missing.</summary>
internal sealed class LoggedDatabases
{
    /// <summary>Numbers that the second server's log lost.</summary>
    public const int Lost = 137;

    private readonly HashSet<DatabaseSpec> _unlogged = [];

    public LoggedDatabases(Story story)
    {
        IsClean = story.Size.IsClean;
        if (IsClean)
        {
            return;
        }

        // Never the first of a family: what the story tells of is logged.
        var candidates = story.Catalogue.Databases.FindAll(one =>
            one.Family.IsSensitive && one != story.Catalogue.Databases.Find(first => first.Family == one.Family)
        );
        for (var i = 3; i < candidates.Count; i += 15)
        {
            _unlogged.Add(candidates[i]);
            Unlogged.Add(candidates[i]);
        }
    }

    public static DateTimeOffset GapBegan { get; } = StoryCalendar.At(7, 11, 2);

    public static DateTimeOffset GapEnded { get; } = StoryCalendar.At(7, 11, 5, 30);

    /// <summary>The servers that write logs.</summary>
    public static string[] Writers { get; } = ["hs2-01", "hs2-02", "hs2-03"];

    /// <summary>Databases that nobody switched logging on for.</summary>
    public List<DatabaseSpec> Unlogged { get; } = [];

    private bool IsClean { get; }

    public bool IsLogged(DatabaseSpec database) => !_unlogged.Contains(database);

    /// <summary>Index into <see cref="Writers"/>.</summary>
    public static int WriterOf(DatabaseSpec database) => database.Id % Writers.Length;

    /// <summary>Whether the log of the database's server has a gap.</summary>
    public bool HasGap(DatabaseSpec database) => !IsClean && WriterOf(database) == 1;

    /// <summary>Whether what happened then was lost.</summary>
    public bool IsLost(DatabaseSpec database, DateTimeOffset at) => HasGap(database) && at >= GapBegan && at < GapEnded;
}
