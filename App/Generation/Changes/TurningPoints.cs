namespace GovernanceDashboard.Generation.Changes;

/// <summary>What the story turns on, told in the log: the mistakes, and what the company said about its programme.</summary>
internal static class TurningPoints
{
    private const string Programme = "programme:laptop-telemetry";

    private static readonly (DateTimeOffset At, string Text)[] s_diary =
    [
        (
            StoryCalendar.At(3, 9, 15),
            "Notice to all staff: about a third of the people of some departments move to the training programme."
        ),
        (StoryCalendar.At(4, 6), "The laptop programme begins to record in the United States."),
        (StoryCalendar.At(9, 17, 18), "A petition against the programme has more than 1,600 signatures."),
        (StoryCalendar.At(10, 5, 16), "Exemptions are widened: capture may be paused for sensitive tasks."),
        (
            StoryCalendar.At(10, 12, 14),
            "Notice to all staff: tables of the programme were readable more widely than intended."
        ),
        (
            StoryCalendar.At(10, 13, 9),
            "The incident is marked closed; cause, duration and number of people are not stated."
        ),
    ];

    public static void Tell(Story story)
    {
        foreach (var (at, text) in story.Size.IsClean ? s_diary[..4] : s_diary)
        {
            story.Log.Note(at, Programme, text);
        }

        if (story.Size.IsClean)
        {
            return;
        }

        var actor = story.Log.Administrators[0];
        story.Log.Unasked(
            StoryCalendar.MistakenNesting,
            "membership",
            "group:" + DirectoryGroups.MistakenReaders,
            null,
            "group:" + DirectoryGroups.TrainingProgramme,
            actor,
            "directory-console"
        );
        story.Log.Unasked(
            StoryCalendar.DirectoryOpened,
            "path",
            "path:" + HdfsFiles.PathOf(HdfsFiles.Bypassed(story.Catalogue)),
            null,
            HdfsFiles.LeftEntry,
            actor,
            "hdfs"
        );
    }
}
