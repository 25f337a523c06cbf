using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Governance;

/// <summary>Gathers what people declared, from CSV files named after their record type (product definitions, "Formats of our own").</summary>
internal sealed class GovernanceReader
{
    private static readonly string[] s_attributes = ["department", "level", "region", "employment"];

    private const int MostNamed = 5;

    private readonly Dictionary<string, GroupRows> _groups = new(StringComparer.Ordinal);
    private readonly List<string> _joined = [];
    private string? _lastGroup;
    private readonly Dictionary<(string Attribute, string Name), DatedFact<Population>> _populations = [];
    private readonly Dictionary<(IntendedAccess Fact, DateTimeOffset? From), DatedFact<IntendedAccess>> _intended = [];
    private readonly Dictionary<(string Scope, string Identity), DatedFact<DataOwner>> _owners = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>The types that are one fact a row.</summary>
    public GovernanceFiles Records { get; } = new();

    public ImmutableArray<DatedFact<TableGroup>> TableGroups =>
        _read.Contains("table-groups") ? [.. _groups.Select(group => group.Value.ToFact(group.Key))] : default;

    public ImmutableArray<DatedFact<Population>> Populations =>
        _read.Contains("populations") ? [.. _populations.Values] : default;

    public ImmutableArray<DatedFact<IntendedAccess>> IntendedAccess =>
        _read.Contains("intended-access") ? [.. _intended.Values] : default;

    public ImmutableArray<DatedFact<DataOwner>> DataOwners =>
        _read.Contains("data-owners") ? [.. _owners.Values] : default;

    public void Read(ImportFile file)
    {
        switch (file.Title)
        {
            case "table-groups":
                file.ReadCsv(["group"], ["rule", "pin", "accountable_exec"], row => AddGroup(row, file));
                break;
            case "populations":
                file.ReadCsv(["name", "attribute", "value"], [], row => AddPopulation(row, file));
                break;
            case "intended-access":
                file.ReadCsv(
                    ["scope", "principal_or_rule"],
                    ["purpose", "level", "approved_by", "approval_id", "from", "to"],
                    row => AddIntended(row, file)
                );
                break;
            case "data-owners":
                file.ReadCsv(["scope", "identity"], ["team"], row => AddOwner(row, file));
                break;
            default:
                if (!Records.Read(file))
                {
                    file.RefuseWhole("no record type that is read has this name");
                }

                return;
        }

        _read.Add(file.Title);
    }

    /// <summary>Says what was joined that somebody may have meant apart. Call once, after the last file.</summary>
    public void Say(ImportLedger ledger)
    {
        foreach (var joined in _joined.Take(MostNamed))
        {
            ledger.Warn(joined);
        }

        if (_joined.Count > MostNamed)
        {
            ledger.Warn($"{_joined.Count - MostNamed} more rows of table groups were joined with earlier ones.");
        }
    }

    private void AddGroup(CsvRecord row, ImportFile file)
    {
        var name = row.Name(0, "group");
        var rule = row.Text(1);
        var exec = row.Text(3);
        List<TableName> pins = [];
        foreach (
            var pin in (row.Text(2) ?? "").Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            pins.Add(
                TableName.TryParse(pin, out var table)
                    ? table
                    : throw new InvalidDataException("a pin is not of the form db.table")
            );
        }

        if (rule is null && pins.Count == 0)
        {
            throw new InvalidDataException("neither rule nor pin");
        }

        var group = _groups.TryGetValue(name, out var known) ? known : new GroupRows(file.Name, row.Line);
        if (exec is not null && group.Exec is not null && exec != group.Exec)
        {
            throw new InvalidDataException("a second accountable_exec for one group");
        }

        _groups[name] = group;
        // A row for each rule is the format; one that stands apart, or says the same again, may be another group of the same name.
        if (known is not null && (_lastGroup != name || group.Says(rule, pins)))
        {
            _joined.Add(
                $"{file.Name}, line {row.Line}: table group '{name}' was begun on line {known.Line} of {known.File} already; {(group.Says(rule, pins) ? "this row says what an earlier one says" : "what this row says was joined with it")}. Give it another name if another group was meant."
            );
        }

        _lastGroup = name;
        group.Exec ??= exec;
        group.Pins.UnionWith(pins);
        if (rule is not null)
        {
            group.Rules.Add(rule);
        }

        file.Accept();
    }

    private void AddPopulation(CsvRecord row, ImportFile file)
    {
        var attribute = row.Name(1, "attribute").ToLowerInvariant();
        if (!s_attributes.Contains(attribute))
        {
            throw new InvalidDataException($"attribute is none of {string.Join(", ", s_attributes)}");
        }

        var population = new Population(row.Name(0, "name"), attribute, row.Name(2, "value"));
        if (
            _populations.Values.Any(known =>
                known.Value.Attribute == attribute && known.Value.Value == population.Value
            )
        )
        {
            throw new InvalidDataException(
                "a second population of the same value: populations of one attribute are disjoint"
            );
        }

        if (!_populations.TryAdd((attribute, population.Name), new(population, Source: file.Name)))
        {
            throw new InvalidDataException("a second population of the same name");
        }

        file.Accept();
    }

    private void AddIntended(CsvRecord row, ImportFile file)
    {
        var intended = new IntendedAccess(
            Scope(row.Name(0, "scope")),
            row.Name(1, "principal_or_rule"),
            row.Text(2),
            row.Text(3),
            row.Text(4),
            row.Text(5)
        );
        var from = Instant(row.Text(6), "from");
        var to = Instant(row.Text(7), "to");
        if (to <= from)
        {
            throw new InvalidDataException("'to' is not after 'from'");
        }

        if (!_intended.TryAdd((intended, from), new(intended, from, to, file.Name)))
        {
            throw new InvalidDataException("the same declaration from the same instant stands there twice");
        }

        file.Accept();
    }

    private void AddOwner(CsvRecord row, ImportFile file)
    {
        var owner = new DataOwner(Scope(row.Name(0, "scope")), row.Name(1, "identity"), row.Text(2));
        if (!_owners.TryAdd((owner.Scope, owner.Identity), new(owner, Source: file.Name)))
        {
            throw new InvalidDataException("the same owner of the same scope stands there twice");
        }

        file.Accept();
    }

    private static string Scope(string scope)
    {
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? "" : scope[..colon];
        return kind is "table" or "db" or "group" && colon + 1 < scope.Length
            ? scope
            : throw new InvalidDataException("scope is not table:, db: or group: and a name");
    }

    /// <summary>ISO-8601; without a zone it is UTC.</summary>
    private static DateTimeOffset? Instant(string? text, string column)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : throw new InvalidDataException($"'{column}' is no ISO-8601 instant");
    }

    private sealed class GroupRows(string file, long line)
    {
        public string File => file;

        /// <summary>Of its first row.</summary>
        public long Line => line;

        public SortedSet<string> Rules { get; } = new(StringComparer.Ordinal);

        public SortedSet<TableName> Pins { get; } = [];

        public string? Exec { get; set; }

        /// <summary>Whether nothing of it is new.</summary>
        public bool Says(string? rule, List<TableName> pins) =>
            (rule is null || Rules.Contains(rule)) && pins.TrueForAll(Pins.Contains);

        public DatedFact<TableGroup> ToFact(string name) => new(new(name, [.. Rules], [.. Pins], Exec), Source: file);
    }
}
