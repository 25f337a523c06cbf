namespace GovernanceDashboard.Generation;

/// <summary>When the story's events happened. All instants are UTC.</summary>
internal static class StoryCalendar
{
    /// <summary>The change log is complete from here on.</summary>
    public static DateTimeOffset LogBegan { get; } = At(3, 1);

    /// <summary>A Monday: some 6,500 people were reassigned.</summary>
    public static DateTimeOffset Reassignment { get; } = At(3, 9);

    /// <summary>The laptop programme began to record.</summary>
    public static DateTimeOffset ProgrammeBegan { get; } = At(4, 6);

    /// <summary>The policy that opens telemetry to everyone got its offending item.</summary>
    public static DateTimeOffset EveryoneItemAdded { get; } = At(5, 18, 16, 20);

    /// <summary>A large group was nested into a reader group by mistake.</summary>
    public static DateTimeOffset MistakenNesting { get; } = At(6, 2, 9, 5);

    /// <summary>A whole database was opened to everyone, for a week.</summary>
    public static DateTimeOffset DatabaseOpened { get; } = At(6, 12, 14, 2);

    public static DateTimeOffset DatabaseClosed { get; } = At(6, 19, 8, 40);

    /// <summary>One of the many whom the database was open to read it.</summary>
    public static DateTimeOffset Misuse { get; } = At(6, 14, 21, 13);

    /// <summary>Somebody let the training programme into a directory.</summary>
    public static DateTimeOffset DirectoryOpened { get; } = At(7, 2, 8, 15);

    /// <summary>A database was opened to everyone for 40 minutes, between two nightly exports.</summary>
    public static DateTimeOffset BrieflyOpened { get; } = At(8, 5, 11, 10);

    public static DateTimeOffset BrieflyClosed { get; } = At(8, 5, 11, 50);

    /// <summary>What the files describe: 230 days from 1 March.</summary>
    public static DateTimeOffset Now { get; } = At(10, 17);

    public static DateTimeOffset At(int month, int day, int hour = 0, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

    /// <summary>As the files write an instant: whole seconds.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
