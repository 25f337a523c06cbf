using System.Globalization;
using System.Text;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Generation.Records;

namespace GovernanceDashboard.Generation.Audit;

/// <summary>
/// Writes Ranger's audit logs as it lays them out on HDFS, a file a month and server (a day each would be thousands of them), one plain and the others
/// gzip. A server numbers its events on and on.
/// </summary>
internal static class AuditFiles
{
    private const string FileReader = "hdfs_ranger_audit_nn-01.log";
    private const int LookBackDays = 90;

    public static void Write(
        string folder,
        Story story,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        progress.Report(new("Making up audit logs", 0));
        var logged = story.Logged;
        var policies = story.Policies.All.ToLookup(policy => policy.Name, policy => policy.Id, StringComparer.Ordinal);
        var reads = new DailyReads(story, logged).Reads;
        var next = new int[LoggedDatabases.Writers.Length];
        var months = reads
            .GroupBy(read => (read.At.Month, Writer: LoggedDatabases.WriterOf(read.Table.Database)))
            .OrderBy(month => month.Key);
        foreach (var month in months)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (number, writer) = month.Key;
            next[writer] = WriteMonth(
                folder,
                number,
                writer,
                next[writer],
                month,
                !story.Size.IsClean,
                policies,
                story.Captures
            );
        }

        if (!story.Size.IsClean)
        {
            PlantGap(story);
            PlantUnread(story, reads);
            PlantFileRead(folder, story);
        }
    }

    /// <returns>The number of the server's next event.</returns>
    private static int WriteMonth(
        string folder,
        int month,
        int writer,
        int number,
        IEnumerable<LoggedRead> reads,
        bool hasGap,
        ILookup<string, long> policies,
        CaptureRecords captures
    )
    {
        var name = LoggedDatabases.Writers[writer];
        var stamp = string.Create(CultureInfo.InvariantCulture, $"2026{month:00}");
        var text = new StringBuilder();
        var isBeforeGap = hasGap && writer == 1 && month == LoggedDatabases.GapBegan.Month;
        foreach (var read in reads.OrderBy(read => read.At).ThenBy(read => read.Table.Id))
        {
            if (isBeforeGap && read.At >= LoggedDatabases.GapEnded)
            {
                number += LoggedDatabases.Lost;
                isBeforeGap = false;
            }

            var (table, at) = (read.Table, read.At);
            var policy = policies[table.Database.Name + ": readers"].FirstOrDefault(-1);
            // What a tag may deny, contractors do not ask for.
            var isCareful = read.Reader.Person is { EmploymentType: "Contractor" };
            var asked = isCareful ? table.Columns.Where(column => column.Class is null) : table.Columns;
            // Of what flows fill all columns are asked for, but for the one that nobody needs.
            var isWhole = !isCareful && captures.Filled.Contains(table);
            var columns = string.Join(
                ',',
                asked
                    .Where(column =>
                        captures.Unread is not var (_, field, tables) || column.Name != field || !tables.Contains(table)
                    )
                    .Take(isWhole ? table.Columns.Length : 3)
                    .Select(column => column.Name)
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"{{\"repoType\":3,\"repo\":\"{PolicyBook.HiveService}\",\"reqUser\":\"{read.Reader.Login}\",\"evtTime\":\"{at:yyyy-MM-dd HH:mm:ss}.000\",\"access\":\"SELECT\",\"resource\":\"{table.Database.Name}/{table.Name}/{columns}\",\"resType\":\"@column\",\"action\":\"select\",\"result\":1,\"policy\":{policy},\"enforcer\":\"ranger-acl\",\"agentHost\":\"{name}\",\"logType\":\"RangerAudit\",\"id\":\"{name}-{number}\",\"seq_num\":{number},\"event_count\":{read.Count}}}\n"
            );
            number++;
        }

        var path = Path.Combine(
            Directory.CreateDirectory(Path.Combine(folder, "hiveServer2", stamp)).FullName,
            $"hiveServer2_ranger_audit_{name}.log"
        );
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (writer == 0)
        {
            File.WriteAllBytes(path, bytes);
        }
        else
        {
            StoredGzip.Write(path + ".gz", bytes);
        }

        return number;
    }

    private static void PlantGap(Story story) =>
        story.Planted.Add(
            new(
                "log-gap",
                ["writer:" + LoggedDatabases.Writers[1]],
                LoggedDatabases.GapBegan,
                LoggedDatabases.GapEnded,
                LoggedDatabases.Lost
            )
        );

    // Only what was logged in full and there for all of the look-back says that nobody read.
    private static void PlantUnread(Story story, IEnumerable<LoggedRead> reads)
    {
        var since = StoryCalendar.Now.AddDays(-LookBackDays);
        if (story.Captures.Unread is not var (flow, field, tables))
        {
            return;
        }

        var judged = tables.FindAll(table => table.CreatedAt <= since && story.Logged.IsLogged(table.Database));
        if (reads.Any(read => read.At >= since && judged.Contains(read.Table)))
        {
            story.Planted.Add(
                new("minimisation-candidate", ["flow:" + flow, "field:" + field], null, null, judged.Count)
            );
        }
    }

    // One of the training programme went to the files themselves, which nobody had meant to be readable.
    private static void PlantFileRead(string folder, Story story)
    {
        var at = StoryCalendar.DirectoryOpened.AddDays(49);
        var table = HdfsFiles.Bypassed(story.Catalogue);
        var office = DirectoryGroups.Closure(story.Groups[DirectoryGroups.ConversationReaders]);
        var reader = DirectoryGroups
            .Closure(story.Groups[DirectoryGroups.TrainingProgramme])
            .Where(one => one is { IsEnabled: true, Person: { Status: "Active", EmploymentType: "Employee" } })
            .Except(office)
            .OrderBy(one => one.Login, StringComparer.Ordinal)
            .First();
        var path = HdfsFiles.PathOf(table) + "/000000_0";
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"repoType\":1,\"repo\":\"warehouse_hdfs\",\"reqUser\":\"{reader.Login}\",\"evtTime\":\"{at:yyyy-MM-dd HH:mm:ss}.000\",\"access\":\"open\",\"resource\":\"{path}\",\"resType\":\"path\",\"action\":\"read\",\"result\":1,\"policy\":-1,\"enforcer\":\"hadoop-acl\",\"agentHost\":\"nn-01\",\"logType\":\"RangerAudit\",\"id\":\"nn-01-0\",\"seq_num\":0,\"event_count\":1}}\n"
        );
        var target = Directory.CreateDirectory(Path.Combine(folder, "hdfs", "202608")).FullName;
        File.WriteAllText(Path.Combine(target, FileReader), line, new UTF8Encoding(false));
        story.Planted.Add(new("misuse", ["login:" + reader.Login, "table:" + table.FullName], at, null, 1));
    }
}
