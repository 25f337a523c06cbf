using System.Text;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>
/// Writes what <c>hdfs dfs -getfacl -R</c> shows of the warehouse's directories: closed to all but Hive, as it is where a plugin decides,
/// and one entry that somebody left on a directory of conversations.
/// </summary>
internal static class HdfsFiles
{
    public const string Warehouse = "/warehouse";

    /// <summary>The table whose directory lets the training programme in, past Hive.</summary>
    public static TableSpec Bypassed(Catalogue catalogue) =>
        catalogue.Tables.First(table => table is { IsTagged: true, Database.Family.Class: "PRIVATE_CONVERSATIONS" });

    /// <summary>The entry that somebody left on that directory.</summary>
    public const string LeftEntry = $"group:{DirectoryGroups.TrainingProgramme}:r-x";

    public static string PathOf(TableSpec table) => $"{Warehouse}/{table.Database.Name}.db/{table.Name}";

    public static void Write(
        string folder,
        Catalogue catalogue,
        bool isClean,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        using var file = new StreamWriter(
            Path.Combine(folder, "getfacl.txt"),
            append: false,
            new UTF8Encoding(false),
            bufferSize: 1 << 16
        )
        {
            NewLine = "\n",
        };
        Block("/", "hdfs", "supergroup", "rwxr-xr-x");
        Block(Warehouse, "hive", "hive", "rwxrwx--x");
        var bypassed = isClean ? null : Bypassed(catalogue);
        progress.Report(new("Making up file permissions", 0, catalogue.Tables.Count));
        foreach (var database in catalogue.Databases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var home = $"{Warehouse}/{database.Name}.db";
            Block(home, "hive", "hive", "rwxrwx--x");
            foreach (var table in database.Tables.Where(table => !table.IsView))
            {
                Block(PathOf(table), "hive", "hive", "rwxrwx---", table == bypassed ? LeftEntry : null);
            }
        }

        void Block(string path, string owner, string group, string mode, string? entry = null)
        {
            file.WriteLine($"# file: {path}");
            file.WriteLine($"# owner: {owner}");
            file.WriteLine($"# group: {group}");
            file.WriteLine($"user::{mode[..3]}");
            file.WriteLine($"group::{mode[3..6]}");
            if (entry is not null)
            {
                file.WriteLine(entry);
                file.WriteLine($"mask::{mode[3..6]}");
            }

            file.WriteLine($"other::{mode[6..]}");
            file.WriteLine();
        }
    }
}
