namespace GovernanceDashboard.Generation;

/// <summary>Writes how much of the use of each database is logged, and that the log of changes is whole.</summary>
internal static class LogCoverageFile
{
    public static void Write(string path, Story story)
    {
        using var file = new CsvFile(path, "scope,channel,from,to,state,reason");
        file.Field("query:*").Field("changes").Field(StoryCalendar.Text(StoryCalendar.LogBegan)).Field(null);
        file.Field("full").Field("change log of the platform").EndRow();
    }
}
