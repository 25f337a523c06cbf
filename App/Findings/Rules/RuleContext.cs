using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Findings.Rules.Use;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What rules are asked about: one estate at one instant, its groups, and its governance records over all time.</summary>
public sealed class RuleContext
{
    private const double Unclassified = 4;

    private readonly Lazy<ILookup<TableName, HeldFact<CapturedRows>>> _capturesByTable;
    private readonly Lazy<PolicyAges> _ages;
    private readonly Lazy<DeclaredAudiences> _audiences;
    private readonly Lazy<AccessWays> _ways;
    private readonly Lazy<OutsideWays> _outside;
    private readonly Lazy<ImmutableArray<CommitmentStanding>> _commitments;
    private readonly Lazy<DeclaredAudience> _audience;
    private readonly Lazy<LoggedTime> _loggedTime;
    private readonly Lazy<ImmutableArray<HeldFact<LogCoverage>>> _unaudited;

    public RuleContext(
        AccessIndex index,
        TableGroupIndex groups,
        GovernanceHistory records,
        ImmutableArray<HeldFact<LineageEdge>> lineage,
        EstateChanges? changes = null
    )
    {
        (Index, Groups, Records, Lineage) = (index, groups, records, lineage);
        Changes = changes ?? EstateChanges.None;
        Scopes = new(index, groups);
        _capturesByTable = new(() => records.Captures.ToLookup(capture => capture.Value.Table));
        _ages = new(() => new(Changes, Now));
        _audiences = new(() => new(this));
        _ways = new(() => new(this));
        _outside = new(() => new(this));
        _commitments = new(() => CommitmentBook.Judge(this));
        _audience = new(() => new(this, Memberships));
        _loggedTime = new(() => new(this));
        _unaudited = new(() =>
            Index.Authorizer == Authorizer.Ranger
                ? UnauditedTime.Of(
                    [.. Facts.Policies.Select(SinceItsVersion)],
                    [.. Facts.Classifications.Select(one => new HeldFact<Classification>(one, Now, Now, null, null))],
                    [.. Facts.Tables.Select(table => table.Name)]
                )
                : []
        );
    }

    public AccessIndex Index { get; }

    public TableGroupIndex Groups { get; }

    public GovernanceHistory Records { get; }

    /// <summary>Lineage edges over all time.</summary>
    public ImmutableArray<HeldFact<LineageEdge>> Lineage { get; }

    /// <summary>Direct memberships over all time; at least those that lead to somebody whom a declared audience, an access exception or a dashboard names.</summary>
    public ImmutableArray<HeldFact<Membership>> Memberships { get; init; } = [];

    /// <summary>What logs tell of use; nothing where <see cref="With"/> was not called.</summary>
    public LoggedUse Use { get; private set; } = LoggedUse.None;

    /// <summary>Where the numbers of logs break, over all time: by writer, then instant.</summary>
    public ImmutableArray<NumberGap> NumberGaps { get; init; } = [];

    /// <summary>Which columns were read, and when last: of the tables that flows fill and of the views over them.</summary>
    public ImmutableArray<ColumnsRead> ColumnsRead { get; init; } = [];

    public ScopeTables Scopes { get; }

    /// <summary>What began or ended before the judged instant.</summary>
    public EstateChanges Changes { get; }

    /// <summary>How each commitment of a privacy review stands, by id.</summary>
    public ImmutableArray<CommitmentStanding> Commitments => _commitments.Value;

    internal PolicyAges Ages => _ages.Value;

    internal DeclaredAudiences Audiences => _audiences.Value;

    internal AccessWays Ways => _ways.Value;

    internal OutsideWays Outside => _outside.Value;

    public EstateFacts Facts => Index.Facts;

    internal DeclaredAudience Audience => _audience.Value;

    internal LoggedTime LoggedTime => _loggedTime.Value;

    /// <summary>What policies in force now do not audit, each since the version that is in force.</summary>
    internal ImmutableArray<HeldFact<LogCoverage>> Unaudited => _unaudited.Value;

    /// <summary>The instant that is judged.</summary>
    public DateTimeOffset Now => Facts.At;

    /// <summary>By name.</summary>
    public IEnumerable<TableOrdinal> Tables =>
        Enumerable.Range(0, Facts.Tables.Length).Select(table => new TableOrdinal(table));

    public TableResource Table(TableOrdinal table) => Index.Table(table);

    public SensitivityLabel? LabelOf(TableOrdinal table) => ClassTaxonomy.LabelOf(Groups.ClassesOf(table));

    /// <summary>Confidential, Restricted, or not classified (product definitions).</summary>
    public bool IsSensitive(TableOrdinal table) => LabelOf(table) is null or >= SensitivityLabel.Confidential;

    /// <summary>Severity points of the heaviest class; 4 where nobody classified it.</summary>
    public double WeightOf(TableOrdinal table) =>
        Groups.ClassesOf(table) is { IsEmpty: false } classes
            ? classes.Max(name => ClassTaxonomy.Find(name)?.Weight ?? Unclassified)
            : Unclassified;

    public double WeightOf(IEnumerable<TableOrdinal> tables) => tables.Select(WeightOf).DefaultIfEmpty(0).Max();

    /// <summary>
    /// The smallest table group that holds the table: of those made by names first, since groups by class or tag cut across them. Its database where none does.
    /// </summary>
    public string SmallestGroup(TableOrdinal table) =>
        Groups
            .GroupsOf(table)
            .OrderBy(group => group.Group.Rules.All(TableGroupIndex.IsByClass))
            .ThenBy(group => group.Tables.Length)
            .FirstOrDefault()
            is { } group
            ? Subject.Group(group.Group.Name)
            : Subject.Database(Table(table).Name.Database);

    /// <summary>The same with what logs tell of use.</summary>
    public RuleContext With(LoggedUse use)
    {
        var told = (RuleContext)MemberwiseClone();
        told.Use = use;
        return told;
    }

    /// <summary>What was captured into the table.</summary>
    public IEnumerable<HeldFact<CapturedRows>> CapturedInto(TableName table) => _capturesByTable.Value[table];

    /// <summary>The records of a kind that hold at the judged instant.</summary>
    public IEnumerable<T> Held<T>(ImmutableArray<HeldFact<T>> records) =>
        records.Where(record => record.HeldAt(Now)).Select(record => record.Value);

    private static HeldFact<Policy> SinceItsVersion(Policy policy) =>
        new(policy, policy.UpdatedAt ?? DateTimeOffset.MinValue, policy.UpdatedAt, null, null);

    /// <summary>People who read a table unmasked.</summary>
    public int Readers(IEnumerable<TableOrdinal> tables) =>
        tables
            .Aggregate(PrincipalSet.Empty(Index.Accounts.Length), (all, table) => all.Union(Index.ReadingPeople(table)))
            .Count;
}
