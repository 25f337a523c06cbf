using GovernanceDashboard.Domain;
using GovernanceDashboard.Generation.Audit;
using GovernanceDashboard.Generation.Records;

namespace GovernanceDashboard.Generation;

/// <summary>Writes an invented estate in the sources' own formats. The same size and seed give the same bytes on every machine.</summary>
public sealed class EstateGenerator
{
    /// <summary>The instant that every generated estate describes, UTC.</summary>
    public static DateTimeOffset DescribedAt => StoryCalendar.Now;

    /// <summary>
    /// Writes hive/, hdfs/, ranger/, directory/, lineage/, audit/, governance/ and truth.json under <paramref name="folder"/>, over what is there.
    /// About 6 s and 160 MB of files, 370 MB of memory, at the demonstration's size; cancelled or failed, it leaves files half written.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is too small to tell the story.</exception>
    public Task WriteAsync(
        EstateSize size,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        size.ThrowIfTooSmall();
        // Chance and formatting, hardly any waiting: one thread of the pool does it all, so that the caller's stays free.
        return Task.Run(() => Write(size, folder, progress, cancellationToken), cancellationToken);
    }

    private static void Write(
        EstateSize size,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var isForReading = size.IsMiniature;
        progress.Report(new("Making up people, groups and what happened to them", 0, size.People));
        var story = new Story(size);
        var (workforce, catalogue, groups) = (story.Workforce, story.Catalogue, story.Groups);
        ScimFiles.Write(Folder("directory"), workforce, groups, isForReading, progress, cancellationToken);

        HiveFiles.Write(Folder("hive"), catalogue, new Dice(size.Seed, "hive"), progress, cancellationToken);

        HdfsFiles.Write(Folder("hdfs"), catalogue, size.IsClean, progress, cancellationToken);

        progress.Report(new("Making up policies and tags", 0));
        var ranger = Folder("ranger");
        RangerFiles.WritePolicies(Path.Combine(ranger, "service-policies.json"), story.Policies, isForReading);
        RangerFiles.WriteRoles(Path.Combine(ranger, "roles.json"), story.Roles, isForReading);
        RangerFiles.WriteUserStore(Path.Combine(ranger, "userstore.json"), workforce, groups, isForReading);
        story.History.Write(Path.Combine(ranger, "policy-versions.json"), isForReading);
        cancellationToken.ThrowIfCancellationRequested();
        TagFile.Write(Path.Combine(ranger, "tags.json"), size, catalogue, isForReading);

        progress.Report(new("Making up records and the change log", 0));
        var governance = Folder("governance");
        GovernanceFiles.Write(governance, story);
        story.Log.Write(Path.Combine(governance, "change-events.csv"));
        LineageFiles.WriteRuns(Path.Combine(Folder("lineage"), "runs.jsonl"), story);
        AuditFiles.Write(Folder("audit"), story, progress, cancellationToken);
        Truth.Write(Path.Combine(folder, "truth.json"), size.IsClean ? [] : Truth.Entries(story));

        string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
    }
}
