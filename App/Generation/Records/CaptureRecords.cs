using System.Globalization;

namespace GovernanceDashboard.Generation.Records;

/// <summary>Writes what the capture programme recorded of whom: flows and their states, captures, pauses, data subjects, retention.</summary>
internal sealed class CaptureRecords
{
    private const string PlantedField = "app_name";

    /// <summary>Columns at the beginning of a table that say which row it is.</summary>
    private const int KeyColumns = 3;

    private static readonly DateTimeOffset s_assessed = StoryCalendar.At(3, 27);
    private static readonly DateTimeOffset s_suspended = StoryCalendar.At(9, 21);
    private static readonly DateTimeOffset s_resumed = StoryCalendar.At(10, 5);

    private readonly Story _story;
    private readonly Dice _dice;
    private readonly List<Capture> _captures = [];
    private readonly List<(string Subject, string Flow, DateTimeOffset From, DateTimeOffset To, string Kind)> _pauses =
    [];
    private readonly Dictionary<DatabaseFamily, List<TableSpec>> _tables = [];

    public CaptureRecords(Story story)
    {
        _story = story;
        _dice = new Dice(story.Size.Seed, "captures");
        foreach (var family in story.Catalogue.Families.Where(IsFlow))
        {
            var mine = story
                .Catalogue.Tables.Where(table => table.Database.Family == family && !table.IsUnclassified)
                .OrderBy(table => table.CreatedAt)
                .Take(story.Size.IsMiniature ? 3 : 8)
                .ToList();
            if (mine.Count > 0)
            {
                _tables.Add(family, mine);
                Record(family, mine);
            }
        }

        Filled = [.. _tables.Values.SelectMany(tables => tables)];
        if (!story.Size.IsClean)
        {
            Unread = UnreadField();
            PlantDuringPauses();
            PlantWhileSuspended();
        }
    }

    /// <summary>The tables into which flows capture: who reads them asks for every column.</summary>
    public HashSet<TableSpec> Filled { get; }

    /// <summary>The field that nobody reads; null in the clean twin.</summary>
    public (string Flow, string Field, List<TableSpec> Tables)? Unread { get; }

    public void Write(string folder)
    {
        WriteFlows(Path.Combine(folder, "flows.csv"));
        WritePauses(Path.Combine(folder, "pauses.csv"));
        WriteCaptures(Path.Combine(folder, "captures.csv"));
        WriteSubjects(Path.Combine(folder, "subjects.csv"));
        WriteRetention(Path.Combine(folder, "retention.csv"));
    }

    private static bool IsFlow(DatabaseFamily family) => family.IsRaw || family.Key is "conversations" or "comms";

    public static string Flow(DatabaseFamily family) => "FLOW-" + family.Key;

    // One session a fortnight of each subject into each table: never in a pause, never while the flow is suspended.
    private void Record(DatabaseFamily family, List<TableSpec> tables)
    {
        var subjects = _dice.Sample(
            _story
                .Workforce.Accounts.Take(_story.Workforce.People.Count)
                .Where(one => one is { IsEnabled: true, Person.Status: "Active" })
                .Where(one => one.Person!.Region?.StartsWith("US-", StringComparison.Ordinal) == true)
                .Where(one => !_story.Days.JoinedAt.ContainsKey(one.Login))
                .ToList(),
            _story.Size.IsMiniature ? 4 : 25
        );
        // A table is made for its first rows: data and table are of one age.
        foreach (var table in tables)
        {
            _captures.Add(Session(family, table, subjects[0].Login, table.CreatedAt));
        }

        foreach (var subject in subjects)
        {
            var paused = Pause(subject.Login, family);
            foreach (var table in tables)
            {
                for (var day = table.CreatedAt.AddDays(1); day < StoryCalendar.Now.AddDays(-1); day = day.AddDays(14))
                {
                    var from = DayOf(day).AddSeconds(_dice.Between(15 * 3_600, 20 * 3_600));
                    var session = Session(family, table, subject.Login, from);
                    var isSuspended =
                        family.Key == "screen-raw" && session.To > s_suspended && session.From < s_resumed;
                    if (!isSuspended && (session.To <= paused.From || session.From >= paused.To))
                    {
                        _captures.Add(session);
                    }
                }
            }
        }
    }

    private (DateTimeOffset From, DateTimeOffset To) Pause(string subject, DatabaseFamily family)
    {
        // Not on a day on which one of the tables was made.
        DateTimeOffset from;
        do
        {
            from = DayOf(StoryCalendar.At(5, 4).AddDays(_dice.Below(120))).AddHours(_dice.Between(14, 18));
        } while (
            _tables[family].Exists(table => table.CreatedAt > from.AddDays(-1) && table.CreatedAt < from.AddDays(4))
        );

        var to = from.AddHours(_dice.Between(2, 60));
        _pauses.Add((subject, Flow(family), from, to, _dice.Chance(0.8) ? "pause" : "opt-out"));
        return (from, to);
    }

    private Capture Session(DatabaseFamily family, TableSpec table, string subject, DateTimeOffset from) =>
        new(family, table, subject, from, from.AddMinutes(_dice.Between(20, 180)), _dice.Between(50, 5_000));

    private void PlantDuringPauses()
    {
        foreach (var (subject, flow, from, to, _) in _dice.Sample(_pauses, _story.Size.IsMiniature ? 3 : 40))
        {
            var (family, tables) = _tables.First(one => Flow(one.Key) == flow);
            var table = tables.Find(one => one.CreatedAt < from);
            if (table is null || (family.Key == "screen-raw" && to > s_suspended))
            {
                continue;
            }

            var begin = from.AddMinutes(15);
            var during = new Capture(
                family,
                table,
                subject,
                begin,
                begin.AddMinutes(_dice.Between(10, 90)),
                _dice.Between(20, 900)
            );
            _captures.Add(during);
            Plant("capture-during-pause", during);
        }
    }

    private void PlantWhileSuspended()
    {
        var (family, tables) = _tables.First(one => one.Key.Key == "screen-raw");
        var subjects = _captures
            .Where(one => one.Family == family)
            .Select(one => one.Subject)
            .Distinct(StringComparer.Ordinal)
            .Take(_story.Size.IsMiniature ? 2 : 15)
            .ToList();
        foreach (var subject in subjects)
        {
            var begin = s_suspended.AddDays(_dice.Between(1, 12)).AddSeconds(_dice.Between(15 * 3_600, 20 * 3_600));
            var during = new Capture(family, tables[0], subject, begin, begin.AddMinutes(30), _dice.Between(20, 900));
            _captures.Add(during);
            Plant("written-while-suspended", during);
        }
    }

    private void Plant(string rule, Capture capture) =>
        _story.Planted.Add(
            new(
                rule,
                ["login:" + capture.Subject, "flow:" + Flow(capture.Family), "table:" + capture.Table.FullName],
                capture.From,
                capture.To,
                capture.Rows
            )
        );

    private void WriteFlows(string path)
    {
        using var file = new CsvFile(
            path,
            "id,name,purpose,lawful_basis,allowed_fields,notice_version,state,state_from,jurisdictions,assessment_due,assessed_at,residual_risk,signed_off_by,consent"
        );
        var signer = _story.Workforce.HeadOf(_story.Workforce.Departments.Find(one => one.Name == "Legal")!).Login;
        var isFirst = true;
        foreach (var (family, tables) in _tables)
        {
            var fields = tables.SelectMany(table => table.Columns).Select(column => column.Name).Distinct().ToList();
            var (notice, due) = ("N-2026-04", StoryCalendar.Now.AddMonths(6));
            if (!_story.Size.IsClean && isFirst)
            {
                PlantField(family, tables, fields);
            }

            if (!_story.Size.IsClean && family.Key == "prompts-raw")
            {
                due = StoryCalendar.At(7, 1);
                _story.Planted.Add(new("assessment-overdue", ["flow:" + Flow(family)], due, null, 1));
                notice = null;
                _story.Planted.Add(
                    new("notice-missing", ["flow:" + Flow(family)], StoryCalendar.ProgrammeBegan, null, 1)
                );
            }

            isFirst = false;
            Add("running", StoryCalendar.ProgrammeBegan);
            if (family.Key == "screen-raw")
            {
                Add("suspended", s_suspended);
                Add("running", s_resumed);
            }

            void Add(string state, DateTimeOffset since) =>
                file.Row(
                    Flow(family),
                    family.Group,
                    "Training of models that work with office applications",
                    "legitimate interest",
                    string.Join(';', fields),
                    notice,
                    state,
                    StoryCalendar.Text(since),
                    "US",
                    StoryCalendar.Text(due),
                    StoryCalendar.Text(s_assessed),
                    "medium",
                    signer,
                    "pause and opt-out"
                );
        }
    }

    // Of the second flow: the first has a field that its list does not name.
    private (string, string, List<TableSpec>)? UnreadField()
    {
        if (_tables.Skip(1).FirstOrDefault() is not { Key: { } family, Value: { } tables })
        {
            return null;
        }

        var field = tables
            .SelectMany(table => table.Columns.SkipLast(table.PartitionKeys).Skip(KeyColumns))
            .Where(column => column.Class is null)
            .GroupBy(column => column.Name, StringComparer.Ordinal)
            .OrderByDescending(column => column.Count())
            .ThenBy(column => column.Key, StringComparer.Ordinal)
            .First()
            .Key;
        return (Flow(family), field, tables.FindAll(table => table.Columns.Any(column => column.Name == field)));
    }

    private void PlantField(DatabaseFamily family, List<TableSpec> tables, List<string> fields)
    {
        var name = fields.Contains(PlantedField) ? PlantedField : fields[^1];
        fields.Remove(name);
        var holding = tables.FindAll(table => table.Columns.Any(column => column.Name == name));
        _story.Planted.Add(
            new(
                "field-not-allowed",
                ["flow:" + Flow(family), "field:" + name, .. holding.Select(table => "table:" + table.FullName)],
                _captures.Where(one => holding.Contains(one.Table)).Min(one => one.From),
                null,
                holding.Count
            )
        );
    }

    private void WritePauses(string path)
    {
        using var file = new CsvFile(path, "subject,flow,from,to,kind");
        foreach (var (subject, flow, from, to, kind) in _pauses)
        {
            file.Row(subject, flow, StoryCalendar.Text(from), StoryCalendar.Text(to), kind);
        }
    }

    private void WriteCaptures(string path)
    {
        using var file = new CsvFile(path, "flow,table,subject,from,to,rows");
        foreach (var one in _captures)
        {
            file.Row(
                Flow(one.Family),
                one.Table.FullName,
                one.Subject,
                StoryCalendar.Text(one.From),
                StoryCalendar.Text(one.To),
                one.Rows.ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private void WriteSubjects(string path)
    {
        using var file = new CsvFile(path, "table,subject,jurisdiction,first_at,last_at,rows");
        var regions = _story
            .Workforce.Accounts.Where(one => one.Person is not null)
            .ToDictionary(one => one.Login, one => one.Person!.Region, StringComparer.Ordinal);
        foreach (var of in _captures.GroupBy(one => (one.Table, one.Subject)))
        {
            file.Row(
                of.Key.Table.FullName,
                of.Key.Subject,
                regions[of.Key.Subject],
                StoryCalendar.Text(of.Min(one => one.From)),
                StoryCalendar.Text(of.Max(one => one.To)),
                of.Sum(one => one.Rows).ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private void WriteRetention(string path)
    {
        using var file = new CsvFile(path, "scope,days,legal_ground,last_written_column");
        foreach (var family in _story.Catalogue.Families)
        {
            var days = family.IsTelemetry ? DeclaredRecords.RetentionOfTelemetry : DeclaredRecords.RetentionOfBusiness;
            var ground = family.IsTelemetry ? "privacy review" : "commercial law";
            file.Row("group:" + family.Group, days.ToString(CultureInfo.InvariantCulture), ground, "dt");
        }

        if (_story.Size.IsClean)
        {
            return;
        }

        // A table that its owner promised to keep for three months only.
        foreach (var tables in _tables.Values)
        {
            const int days = 90;
            var table = tables[^1];
            var rows = _captures.FindAll(one => one.Table == table);
            var deadline = rows.Count == 0 ? StoryCalendar.Now : rows.Min(one => one.From).AddDays(days);
            if (deadline >= StoryCalendar.Now)
            {
                continue;
            }

            file.Row("table:" + table.FullName, days.ToString(CultureInfo.InvariantCulture), "owner's promise", "dt");
            _story.Planted.Add(
                new(
                    "retention-overdue",
                    ["table:" + table.FullName],
                    deadline,
                    null,
                    (long)(StoryCalendar.Now - deadline).TotalDays
                )
            );
        }
    }

    private static DateTimeOffset DayOf(DateTimeOffset instant) => new(instant.Date, TimeSpan.Zero);

    private sealed record Capture(
        DatabaseFamily Family,
        TableSpec Table,
        string Subject,
        DateTimeOffset From,
        DateTimeOffset To,
        int Rows
    );
}
