using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>Writes an invented estate in the sources' own formats. The same size and seed give the same bytes on every machine.</summary>
public sealed class EstateGenerator
{
    /// <summary>The instant that every generated estate describes, UTC.</summary>
    public static DateTimeOffset DescribedAt => StoryCalendar.Now;

    /// <summary>
    /// Writes hive/, hdfs/, ranger/, directory/, governance/ and truth.json under <paramref name="folder"/>, over what is there.
    /// About 4 s and 65 MB of files, 125 MB of memory, at the demonstration's size; cancelled or failed, it leaves files half written.
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
        progress.Report(new("Making up people and groups", 0, size.People));
        var names = new NamePool(size.Seed);
        var workforce = new Workforce(size, names);
        var catalogue = new Catalogue(size, workforce);
        var groups = new DirectoryGroups(size, workforce, names, catalogue.Families);
        ScimFiles.Write(Folder("directory"), workforce, groups, isForReading, progress, cancellationToken);

        HiveFiles.Write(Folder("hive"), catalogue, new Dice(size.Seed, "hive"), progress, cancellationToken);

        HdfsFiles.Write(Folder("hdfs"), catalogue, progress, cancellationToken);

        progress.Report(new("Making up policies and tags", 0));
        var roles = new RoleBook(size, workforce, groups, catalogue.Families);
        var policies = new PolicyBook(size, catalogue, workforce, groups, roles);
        var ranger = Folder("ranger");
        RangerFiles.WritePolicies(Path.Combine(ranger, "service-policies.json"), policies, isForReading);
        RangerFiles.WriteRoles(Path.Combine(ranger, "roles.json"), roles, isForReading);
        RangerFiles.WriteUserStore(Path.Combine(ranger, "userstore.json"), workforce, groups, isForReading);
        cancellationToken.ThrowIfCancellationRequested();
        TagFile.Write(Path.Combine(ranger, "tags.json"), catalogue, new Dice(size.Seed, "tags"), isForReading);

        GovernanceFiles.Write(Folder("governance"), size, catalogue, workforce);
        Truth.Write(Path.Combine(folder, "truth.json"), Truth.Entries(catalogue, workforce, groups, policies));

        string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
    }
}
