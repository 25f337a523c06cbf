using System.Globalization;

namespace GovernanceDashboard.Generation.Records;

/// <summary>Writes what people declared: zones, retention, approvals, commitments, costs, waivers. Where the estate is not clean, each breaks somewhere.</summary>
internal static class DeclaredRecords
{
    public const int RetentionOfTelemetry = 400;
    public const int RetentionOfBusiness = 3_650;

    /// <summary>The family whose class came into its flow before anybody had approved it.</summary>
    private const string ApprovedLate = "conversations";

    /// <summary>The family whose approval ran out.</summary>
    private const string RunOut = "mouse-raw";

    private static readonly DateTimeOffset s_late = StoryCalendar.At(8, 3);
    private static readonly DateTimeOffset s_ranOut = StoryCalendar.At(9, 1);

    public static void Write(string folder, Story story)
    {
        WriteZones(Path.Combine(folder, "zones.csv"), story);
        WriteApprovals(Path.Combine(folder, "approvals.csv"), story);
        WriteCommitments(Path.Combine(folder, "commitments.csv"), story);
        WriteCosts(Path.Combine(folder, "costs.csv"), story);
        WriteWaivers(Path.Combine(folder, "waivers.csv"), story);
    }

    private static void WriteZones(string path, Story story)
    {
        using var file = new CsvFile(path, "scope,zone");
        foreach (var database in story.Catalogue.Databases)
        {
            file.Row("db:" + database.Name, DataZoneOf.Database(database));
        }
    }

    private static void WriteApprovals(string path, Story story)
    {
        using var file = new CsvFile(path, "id,kind,scope,approver,purpose,from,to");
        var approver = story.Workforce.HeadOf(story.Workforce.Departments.Find(one => one.Name == "Legal")!).Login;
        var number = 100;
        foreach (var family in story.Catalogue.Families)
        {
            var from = family.IsTelemetry ? StoryCalendar.At(3, 20) : StoryCalendar.At(3, 20).AddYears(-3);
            DateTimeOffset? to = family.IsTelemetry ? StoryCalendar.Now.AddMonths(6) : null;
            if (!story.Size.IsClean && family.Key == ApprovedLate)
            {
                from = s_late;
                Plant("class-without-approval", family, Tables(family).Min(table => table.CreatedAt), from);
            }
            else if (!story.Size.IsClean && family.Key == RunOut)
            {
                to = s_ranOut;
                Plant("approval-expired", family, s_ranOut, null);
            }

            Add("class", "group:" + family.Group, "Use as the privacy review describes it", from, to);
            if (family.IsTelemetry)
            {
                Add("gate", "group:" + family.Group, "Start of capture", StoryCalendar.At(4, 2), null);
            }
        }

        foreach (var table in story.Lineage.Datasets)
        {
            if (table != story.Lineage.Unapproved)
            {
                Add("dataset", "table:" + table.FullName, "Model training", table.CreatedAt, null);
            }
        }

        IEnumerable<TableSpec> Tables(DatabaseFamily family) =>
            story.Catalogue.Tables.Where(table => table.Database.Family == family);

        // Tables that held the class while nothing approved it.
        void Plant(string rule, DatabaseFamily family, DateTimeOffset from, DateTimeOffset? to) =>
            story.Planted.Add(
                new(
                    rule,
                    ["group:" + family.Group],
                    from,
                    to,
                    Tables(family).Count(table => table.CreatedAt < (to ?? StoryCalendar.Now))
                )
            );

        void Add(string kind, string scope, string purpose, DateTimeOffset from, DateTimeOffset? to) =>
            file.Row(
                string.Create(CultureInfo.InvariantCulture, $"APV-{number++}"),
                kind,
                scope,
                approver,
                purpose,
                StoryCalendar.Text(from),
                to is { } end ? StoryCalendar.Text(end) : null
            );
    }

    private static void WriteCommitments(string path, Story story)
    {
        using var file = new CsvFile(path, "id,review,text,check,parameters,scope,from");
        var since = StoryCalendar.Text(StoryCalendar.ProgrammeBegan);
        var people = story.Workforce.CountedPeople / 2;
        var raw = story.Catalogue.Families.Where(family => family.IsRaw).ToList();
        foreach (var family in raw)
        {
            var id = "COM-audience-" + family.Key;
            Add(
                id,
                $"{family.Group}: fewer than half of the company's people can read it",
                "audience",
                $"{{\"max_people\":{people.ToString(CultureInfo.InvariantCulture)}}}",
                "group:" + family.Group
            );
            if (!story.Size.IsClean)
            {
                story.Planted.Add(
                    new(
                        "commitment-broken",
                        ["commitment:" + id, "group:" + family.Group],
                        StoryCalendar.EveryoneItemAdded,
                        null,
                        1
                    )
                );
            }

            Add(
                "COM-retention-" + family.Key,
                $"{family.Group}: nothing is kept for more than {RetentionOfTelemetry} days",
                "retention",
                $"{{\"max_days\":{RetentionOfTelemetry}}}",
                "group:" + family.Group
            );
            var promise = "COM-pause-" + family.Key;
            var broken = story
                .Planted.Where(entry => entry.Rule == "capture-during-pause")
                .Where(entry => entry.Subjects.Contains("flow:" + CaptureRecords.Flow(family)))
                .ToList();
            if (broken.Count > 0)
            {
                // Each capture in a pause breaks the promise while it lasts.
                story.Planted.Add(
                    new(
                        "commitment-broken",
                        ["commitment:" + promise, "group:" + family.Group],
                        broken.Min(entry => entry.From),
                        broken.Max(entry => entry.To),
                        1
                    )
                );
            }

            Add(
                promise,
                $"{family.Group}: nothing is captured while a person pauses",
                "pause",
                "{}",
                "group:" + family.Group
            );
        }

        void Add(string id, string text, string check, string parameters, string scope) =>
            file.Row(id, "Privacy review of the laptop programme", text, check, parameters, scope, since);
    }

    private static void WriteCosts(string path, Story story)
    {
        using var file = new CsvFile(path, "scope,bytes,rate_per_gb_month,currency");
        foreach (var tables in story.Catalogue.Tables.GroupBy(table => table.Database.Family))
        {
            var bytes = tables.Sum(table => table.Rows) * 400;
            file.Row("group:" + tables.Key.Group, bytes.ToString(CultureInfo.InvariantCulture), "0.023", "USD");
        }
    }

    private static void WriteWaivers(string path, Story story)
    {
        using var file = new CsvFile(path, "id,finding_rule,scope,reason,requester,approver,from,to");
        var (asks, approves) = (story.Log.Administrators[0], story.Workforce.Accounts[0].Login);
        if (story.Size.IsClean || asks == approves || story.Owners.Unowned.Count < 2)
        {
            return;
        }

        Add("WVR-1", story.Owners.Unowned[0], StoryCalendar.At(6, 1), StoryCalendar.At(12, 1));
        Add("WVR-2", story.Owners.Unowned[1], StoryCalendar.At(5, 1), StoryCalendar.At(8, 1));

        void Add(string id, DatabaseSpec database, DateTimeOffset from, DateTimeOffset to) =>
            file.Row(
                id,
                "table-without-owner",
                "db:" + database.Name,
                "Ownership is being settled",
                asks,
                approves,
                StoryCalendar.Text(from),
                StoryCalendar.Text(to)
            );
    }
}
