using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Directory;
using GovernanceDashboard.Import.Governance;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Import;

/// <summary>Walks an import's folder and hands every file to its importer; what none of them reads is reported by name.</summary>
internal sealed class SourceFolder(
    string folder,
    DateTimeOffset takenAt,
    ImportLedger ledger,
    IProgress<WorkProgress> progress,
    CancellationToken cancellationToken
)
{
    private static readonly ImmutableArray<string> s_later = ["hdfs", "lineage", "audit"];

    public MetastoreReader Hive { get; } = new(takenAt);

    public RangerReader Ranger { get; } = new(takenAt, ledger);

    public ScimReader Directory { get; } = new();

    public GovernanceReader Governance { get; } = new();

    public void Read()
    {
        ReadHive();
        foreach (var file in Files("ranger", ".json"))
        {
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
        foreach (var name in s_later.Where(name => System.IO.Directory.Exists(Path.Combine(folder, name))))
        {
            ledger.Warn($"The folder {name}/ was not read: there is no importer for it yet.");
        }
    }

    private void ReadHive()
    {
        var files = Files("hive", ".csv").ToLookup(file => file.Title);
        foreach (var title in MetastoreReader.Order)
        {
            foreach (var file in files[title])
            {
                Hive.Read(file);
            }
        }

        foreach (
            var file in files.Where(group => !MetastoreReader.Order.Contains(group.Key)).SelectMany(group => group)
        )
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

    /// <summary>The files of one subfolder with the expected extension, by name; the others are refused.</summary>
    private IEnumerable<ImportFile> Files(string subfolder, string extension)
    {
        var path = Path.Combine(folder, subfolder);
        if (!System.IO.Directory.Exists(path))
        {
            yield break;
        }

        foreach (var file in System.IO.Directory.GetFiles(path).Order(StringComparer.Ordinal))
        {
            var name = $"{subfolder}/{Path.GetFileName(file)}";
            var source = new ImportFile(file, name, ledger, progress, cancellationToken);
            if (Path.GetExtension(file).Equals(extension, StringComparison.OrdinalIgnoreCase))
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
