using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>Why somebody can or cannot read files past Hive, path by path.</summary>
internal static class FilesText
{
    public static object Document(FilesExplained files) =>
        new
        {
            coverage = files.Coverage,
            level = files.Level,
            bypass = files.IsBypass,
            sentence = files.Sentence,
            places = files.Places.Select(place => new
            {
                location = place.Location,
                partition = place.IsPartition,
                level = place.Level,
                sentence = place.Sentence,
                steps = place.Steps.Select(Document),
                refusing = place.Refusing.Select(Document),
            }),
        };

    public static void Print(TextOutput text, FilesExplained? files)
    {
        if (files is null)
        {
            return;
        }

        text.Line();
        text.Line($"Files: {files.Sentence}");
        foreach (var place in files.Places)
        {
            text.Line($"- {place.Location}: {place.Sentence}");
            foreach (var step in place.Steps.Concat(place.Refusing))
            {
                text.Line($"    {step.Path} {step.Sentence}");
            }
        }
    }

    private static object Document(FileStep step) =>
        new
        {
            path = step.Path,
            allowed = step.IsAllowed,
            sentence = step.Sentence,
        };
}
