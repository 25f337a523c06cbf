using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Directory;
using GovernanceDashboard.Import.Governance;
using GovernanceDashboard.Import.Hdfs;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Import;

/// <summary>Walks an import's folder and hands every file to its importer; what none of them reads is reported by name.</summary>
/// <param name="folder">Null where only a live metastore is read.</param>
/// <param name="metastore">Read in place of hive/*.csv; null for the files.</param>
internal sealed class SourceFolder(
    string? folder,
    MetastoreSession? metastore,
    DateTimeOffset takenAt,
    ImportLedger ledger,
    IProgress<WorkProgress> progress,
    CancellationToken cancellationToken
)
{
    private const string HiveSite = "hive-site.xml";
    private const string HdfsSite = "hdfs-site.xml";
    private static readonly ImmutableArray<string> s_later = ["lineage", "audit"];

    private GrantReader? _grants;

    public MetastoreReader Hive { get; } = new(takenAt);

    public GrantReader Grants => _grants ??= new(Hive);

    /// <summary>Somebody meant Ranger to be read, whether or not anything in its files could be used.</summary>
    public bool HasRangerFiles { get; private set; }

    public HiveSettings HiveSettings { get; } = new(ledger);

    public HdfsReader Hdfs { get; } = new(ledger);

    public RangerReader Ranger { get; } = new(takenAt, ledger);

    public ScimReader Directory { get; } = new();

    public GovernanceReader Governance { get; } = new();

    public void Read()
    {
        ReadHive();
        ReadHdfs();
        foreach (var file in Files("ranger", ".json"))
        {
            HasRangerFiles = true;
            Ranger.Read(file);
        }

        foreach (var file in Files("directory", ".json"))
        {
            Directory.Read(file);
        }

        foreach (var file in Files("governance", ".csv"))
        {
            Governance.Read(file);
        }

        Directory.Resolve(ledger);
        Ranger.Policies.Finish();
        foreach (
            var name in s_later.Where(name =>
                folder is not null && System.IO.Directory.Exists(Path.Combine(folder, name))
            )
        )
        {
            ledger.Warn($"The folder {name}/ was not read: there is no importer for it yet.");
        }
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

    // After the metastore: what a listing is good for is where tables lie.
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

        Hdfs.Expect(Hive.Locations());
        Hdfs.ReadListings(listings);
        Hdfs.Finish();

        static bool IsSettings(ImportFile file) => file.Name.EndsWith(HdfsSite, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The files of one subfolder with the expected extension, by name; the others are refused.</summary>
    /// <param name="settings">The name of one more file that belongs there; null for none.</param>
    private IEnumerable<ImportFile> Files(string subfolder, string extension, string? settings = null)
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
                Path.GetExtension(file).Equals(extension, StringComparison.OrdinalIgnoreCase)
                || Path.GetFileName(file).Equals(settings, StringComparison.OrdinalIgnoreCase)
            )
            {
                progress.Report(new($"Reading {name}", 0));
                yield return source;
            }
            else if (!Path.GetFileName(file).StartsWith("README", StringComparison.OrdinalIgnoreCase))
            {
                source.RefuseWhole($"only *{extension} files are read here");
            }
        }
    }
}
