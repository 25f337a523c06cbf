using GovernanceDashboard.Generation.Audit;

namespace GovernanceDashboard.Generation;

/// <summary>Writes how much of the use of each database is logged, and that the log of changes is whole. No two rows speak of the same time.</summary>
internal static class LogCoverageFile
{
    public static void Write(string path, Story story)
    {
        var logged = story.Logged;
        using var file = new CsvFile(path, "scope,channel,from,to,state,reason");
        Row("query:*", "changes", StoryCalendar.LogBegan, null, "full", "change log of the platform");
        foreach (var database in story.Catalogue.Databases)
        {
            var scope = "db:" + database.Name;
            if (!logged.IsLogged(database))
            {
                Row(scope, "hive", StoryCalendar.LogBegan, null, "none", "audit was never switched on");
                story.Planted.Add(
                    new("unlogged-sensitive", [scope], StoryCalendar.LogBegan, null, database.Tables.Count)
                );
            }
            else if (logged.HasGap(database))
            {
                Row(scope, "hive", StoryCalendar.LogBegan, LoggedDatabases.GapBegan, "full", null);
                Row(
                    scope,
                    "hive",
                    LoggedDatabases.GapBegan,
                    LoggedDatabases.GapEnded,
                    "partial",
                    "numbers are missing"
                );
                Row(scope, "hive", LoggedDatabases.GapEnded, null, "full", null);
            }
            else
            {
                Row(scope, "hive", StoryCalendar.LogBegan, null, "full", null);
            }

            foreach (var channel in (string[])["files", "view", "dashboard"])
            {
                Row(scope, channel, StoryCalendar.LogBegan, null, "full", null);
            }
        }

        void Row(string scope, string channel, DateTimeOffset from, DateTimeOffset? to, string state, string? reason) =>
            file.Row(
                scope,
                channel,
                StoryCalendar.Text(from),
                to is { } end ? StoryCalendar.Text(end) : null,
                state,
                reason
            );
    }
}
