namespace GovernanceDashboard.Generation;

/// <summary>When the story's events happened. All instants are UTC.</summary>
internal static class StoryCalendar
{
    /// <summary>Some 6,500 people were reassigned.</summary>
    public static DateTimeOffset Reassignment { get; } = At(2026, 3, 9);

    /// <summary>The laptop programme began to record.</summary>
    public static DateTimeOffset ProgrammeBegan { get; } = At(2026, 4, 6);

    /// <summary>The policy that opens telemetry to everyone got its offending item.</summary>
    public static DateTimeOffset EveryoneItemAdded { get; } = new(2026, 5, 18, 16, 20, 0, TimeSpan.Zero);

    /// <summary>A large group was nested into a reader group by mistake.</summary>
    public static DateTimeOffset MistakenNesting { get; } = new(2026, 6, 2, 9, 5, 0, TimeSpan.Zero);

    /// <summary>What the files describe: 230 days from 1 March.</summary>
    public static DateTimeOffset Now { get; } = At(2026, 10, 17);

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
