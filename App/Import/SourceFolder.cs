using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Directory;
using GovernanceDashboard.Import.Governance;
using GovernanceDashboard.Import.Hdfs;
using GovernanceDashboard.Import.History;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Import.Lineage;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Import;

/// <summary>Walks an import's folder and hands every file to its importer; what none of them reads is reported by name.</summary>
/// <param name="folder">Null where only a live metastore is read.</param>
/// <param name="metastore">Read in place of hive/*.csv; null for the files.</param>
/// <param name="loggedPaths">Paths whose permissions the change logs of earlier imports change.</param>
internal sealed class SourceFolder(
    string? folder,
    MetastoreSession? metastore,
    IReadOnlyCollection<string> loggedPaths,
    DateTimeOffset takenAt,
    ImportLedger ledger,
    IProgress<WorkProgress> progress,
    CancellationToken cancellationToken
)
{
    private const string HiveSite = "hive-site.xml";
    private const string HdfsSite = "hdfs-site.xml";

    private GrantReader? _grants;
    private LineageReader? _lineage;

    public MetastoreReader Hive { get; } = new(takenAt);

    public GrantReader Grants => _grants ??= new(Hive);

    /// <summary>Somebody meant Ranger to be read, whether or not anything in its files could be used.</summary>
    public bool HasRangerFiles { get; private set; }

    public HiveSettings HiveSettings { get; } = new(ledger);

    public HdfsReader Hdfs { get; } = new(ledger);

    public RangerReader Ranger { get; } = new(takenAt, ledger);

    public DirectoryReader Directory { get; } = new(ledger);

    public GovernanceReader Governance { get; } = new();

    /// <summary>Read later than the others, while the snapshot is written: they may be larger than memory.</summary>
    public ImmutableArray<ImportFile> AuditLogs { get; private set; } = [];

    public LineageReader Lineage => _lineage ??= new(takenAt, ledger, TablesByLocation);

    public void Read()
    {
        ReadHive();
        var governance = Files("governance", ".csv").ToLookup(file => file.Title == "dashboards");
        foreach (var file in governance[false])
        {
            Governance.Read(file);
        }

        Governance.Say(ledger);

        ReadHdfs();
        foreach (var file in Files("ranger", ".json"))
        {
            HasRangerFiles = true;
            Ranger.Read(file);
        }

        Directory.Read(Files("directory", [".ldif", ".ldf", ".json", ".csv"]));

        foreach (var file in governance[true])
        {
            Lineage.ReadDashboards(file);
        }

        foreach (var file in Files("lineage", [".json", ".jsonl"]))
        {
            Lineage.Read(file);
        }

        Lineage.Finish();
        AuditLogs = AuditFiles();
        Directory.Resolve();
        PhaseEnd.Release(); // before the draft is built of it
        Ranger.Policies.Finish();
        Ranger.Tags.Finish();
    }

    private void ReadHive()
    {
        var files = Files("hive", ".csv", HiveSite).ToLookup(file => file.Title);
        Hive.KeepsPartitionNames = files.Contains("part_privs");
        foreach (var file in files["hive-site"])
        {
            HiveSettings.Read(file);
        }

        if (metastore is not null)
        {
            ReadMetastore(metastore);
            foreach (var file in files.Where(group => group.Key != "hive-site").SelectMany(group => group))
            {
                file.RefuseWhole("the metastore is read live in this import, and not from files");
            }

            return;
        }

        foreach (var file in MetastoreReader.Order.SelectMany(title => files[title]))
        {
            Hive.Read(file);
        }

        foreach (var file in GrantReader.Order.SelectMany(title => files[title]))
        {
            Grants.Read(file);
        }

        var known = MetastoreReader.Order.Concat(GrantReader.Order).Append("hive-site").ToHashSet();
        foreach (var file in files.Where(group => !known.Contains(group.Key)).SelectMany(group => group))
        {
            if (MetastoreReader.IsPassedOver(file.Title))
            {
                ledger.Warn($"{file.Name} was passed over: it says nothing about who can read what.");
            }
            else
            {
                file.RefuseWhole("no table of the metastore that is read has this name");
            }
        }
    }

    private void ReadMetastore(MetastoreSession session)
    {
        Hive.KeepsPartitionNames = true; // of those alone that grants name
        foreach (var query in MetastoreQueries.Needed.Concat(MetastoreQueries.Optional))
        {
            if (session.Table(query.Table) is null)
            {
                continue;
            }

            var table = new MetastoreTable(session, query, ledger, progress, cancellationToken);
            if (MetastoreReader.Order.Contains(table.Title))
            {
                Hive.Read(table);
            }
            else if (GrantReader.Order.Contains(table.Title))
            {
                Grants.Read(table);
            }
            else
            {
                table.ReadCsv(["SCHEMA_VERSION"], [], _ => table.Accept());
            }
        }
    }

    // After the metastore and the change log: what a listing is good for is where tables lie, and what happened to a path keeps it.
    private void ReadHdfs()
    {
        var files = Files("hdfs", ".txt", HdfsSite).ToArray();
        foreach (var file in files.Where(IsSettings))
        {
            Hdfs.ReadSettings(file);
        }

        var listings = files.Where(file => !IsSettings(file)).ToArray();
        if (listings.Length > 0 && !Hive.HasTables)
        {
            foreach (var file in listings)
            {
                file.RefuseWhole("needs hive/TBLS.csv and hive/SDS.csv in the same import, to know where tables lie");
            }

            return;
        }

        var told = Governance.Records.ChangeEvents;
        var logged = told.IsDefault ? [] : ChangeLog.Paths(told.Select(fact => fact.Value));
        Hdfs.Expect(Hive.Locations(), [.. loggedPaths, .. logged]);
        Hdfs.ReadListings(listings);
        Hdfs.Finish();

        static bool IsSettings(ImportFile file) => file.Name.EndsWith(HdfsSite, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>By name, from folders within folders: writers lay them out by service and day (sources 3).</summary>
    private ImmutableArray<ImportFile> AuditFiles()
    {
        var root = folder is null ? null : Path.Combine(folder, "audit");
        if (folder is null || !System.IO.Directory.Exists(root))
        {
            return [];
        }

        var files = ImmutableArray.CreateBuilder<ImportFile>();
        foreach (
            var path in System
                .IO.Directory.GetFiles(root, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var file = new ImportFile(path, name, ledger, progress, cancellationToken);
            var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
            if (Path.GetExtension(plain).ToLowerInvariant() is ".log" or ".jsonl" or ".json")
            {
                files.Add(file);
            }
            else if (!Path.GetFileName(path).StartsWith("README", StringComparison.OrdinalIgnoreCase))
            {
                file.RefuseWhole("only *.log, *.jsonl and *.json files are read here, each plain or .gz");
            }
        }

        return files.ToImmutable();
    }

    private Dictionary<string, TableName> TablesByLocation() =>
        Hive.TableLocations()
            .GroupBy(table => table.Location.TrimEnd('/'), table => table.Name, StringComparer.Ordinal)
            .Where(tables => tables.Count() == 1) // a shared place tells no table
            .ToDictionary(tables => tables.Key, tables => tables.Single(), StringComparer.Ordinal);

    private IEnumerable<ImportFile> Files(string subfolder, string extension, string? settings = null) =>
        Files(subfolder, [extension], settings);

    /// <summary>The files of one subfolder with an expected extension, by name; the others are refused.</summary>
    /// <param name="settings">The name of one more file that belongs there; null for none.</param>
    private IEnumerable<ImportFile> Files(string subfolder, string[] extensions, string? settings = null)
    {
        var path = folder is null ? null : Path.Combine(folder, subfolder);
        if (!System.IO.Directory.Exists(path))
        {
            yield break;
        }

        foreach (var file in System.IO.Directory.GetFiles(path).Order(StringComparer.Ordinal))
        {
            var name = $"{subfolder}/{Path.GetFileName(file)}";
            var source = new ImportFile(file, name, ledger, progress, cancellationToken);
            if (
                extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
                || Path.GetFileName(file).Equals(settings, StringComparison.OrdinalIgnoreCase)
            )
            {
                progress.Report(new($"Reading {name}", 0));
                yield return source;
            }
            else if (!Path.GetFileName(file).StartsWith("README", StringComparison.OrdinalIgnoreCase))
            {
                source.RefuseWhole(
                    $"only {string.Join(", ", extensions.Select(extension => $"*{extension}"))} files are read here"
                );
            }
        }
    }
}
