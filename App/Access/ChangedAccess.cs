using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>A change set tried on an index: access after it, or the reasons why it does not fit.</summary>
/// <param name="Access">Null exactly where there are problems.</param>
public sealed record ChangeTrial(ChangedAccess? Access, ImmutableArray<ChangeProblem> Problems);

/// <summary>
/// Access as it would be after a change set. The tables that the edits can reach are decided anew, in an index of their own; all others
/// answer from the index before. Immutable and thread-safe.
/// </summary>
public sealed class ChangedAccess
{
    private readonly AccessIndex _reached;
    private readonly FrozenSet<TableName>? _names; // null: every table
    private readonly Lazy<FrozenDictionary<TableName, int>> _places;
    private readonly Lazy<AccessIndex> _index;
    private readonly Lazy<EstateFacts> _facts;
    private readonly EstateFacts _catalogue;

    /// <param name="catalogue">The facts after, as to tables and classifications.</param>
    /// <param name="reached">Over the tables decided anew, as far as they are still there.</param>
    /// <param name="tables">Names of the tables decided anew; null for all.</param>
    internal ChangedAccess(
        AccessIndex before,
        EstateFacts catalogue,
        Lazy<EstateFacts> facts,
        ChangeSet inverse,
        AccessIndex reached,
        IReadOnlyCollection<TableName>? tables
    )
    {
        (Before, _catalogue, _facts, Inverse, _reached) = (before, catalogue, facts, inverse, reached);
        _names = tables?.ToFrozenSet();
        _places = new(() =>
            catalogue
                .Tables.Select((table, place) => (table.Name, place))
                .ToFrozenDictionary(pair => pair.Name, pair => pair.place)
        );
        _index = new(() => _names is null ? reached : AccessIndex.Build(facts.Value, CancellationToken.None));
    }

    public AccessIndex Before { get; }

    /// <summary>The facts after the changes. Long lists are written when first asked for.</summary>
    public EstateFacts Facts => _facts.Value;

    /// <summary>Tables and their classifications are as before.</summary>
    internal bool HasSameCatalogue =>
        Before.Facts.Tables == _catalogue.Tables && Before.Facts.Classifications == _catalogue.Classifications;

    /// <summary>Takes the changes back.</summary>
    public ChangeSet Inverse { get; }

    /// <summary>True where everything was decided anew: another authorizer than Ranger, or an edit of who is a super user.</summary>
    public bool IsDecidedWhole => _names is null;

    /// <summary>Tables decided anew, those that came or went among them; null for all of them.</summary>
    public int? TablesDecided => _names?.Count;

    /// <summary>A whole index over the facts after, for questions that this does not answer. Built when first asked for.</summary>
    public AccessIndex Index => _index.Value;

    /// <summary>The difference to the index before, table by table.</summary>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public AccessDiff Diff(CancellationToken cancellationToken) => AccessDiff.Of(this, cancellationToken);

    /// <summary>As <see cref="AccessIndex.WhoCanAccess"/>, after.</summary>
    /// <param name="table">A table's place in <see cref="Facts"/>.</param>
    public TableReaders WhoCanAccess(TableOrdinal table)
    {
        var (index, there) = Locate(table);
        return index.WhoCanAccess(there) with { Table = table };
    }

    /// <inheritdoc cref="AccessIndex.ReadingPeople"/>
    public PrincipalSet ReadingPeople(TableOrdinal table)
    {
        var (index, there) = Locate(table);
        return index.ReadingPeople(there);
    }

    /// <inheritdoc cref="AccessIndex.PossiblyReadingPeople"/>
    public PrincipalSet PossiblyReadingPeople(TableOrdinal table)
    {
        var (index, there) = Locate(table);
        return index.PossiblyReadingPeople(there);
    }

    /// <inheritdoc cref="AccessIndex.PeopleByLevel"/>
    public PeopleLevels PeopleByLevel(TableOrdinal table)
    {
        var (index, there) = Locate(table);
        return index.PeopleByLevel(there);
    }

    /// <summary>Tables with equal values have the same readers at every level.</summary>
    internal (bool IsReached, int Signature) SignatureOf(TableOrdinal table)
    {
        var (index, there) = Locate(table);
        return (ReferenceEquals(index, _reached), index.Signature(there));
    }

    internal bool MayBeConditional => Before.MayBeConditional || _reached.MayBeConditional;

    internal AccessIndex Reached => _reached;

    /// <summary>The table's place in <see cref="Facts"/>.</summary>
    internal TableOrdinal? FindTable(TableName name) =>
        _names is null ? _reached.FindTable(name)
        : Before.Facts.Tables == _catalogue.Tables ? Before.FindTable(name)
        : _places.Value.TryGetValue(name, out var place) ? new(place)
        : null;

    /// <summary>Names of the tables that may differ, those that came or went among them; sorted.</summary>
    internal IEnumerable<TableName> MayDiffer() =>
        _names is not null
            ? _names.Order()
            : Before.Facts.Tables.Concat(_catalogue.Tables).Select(table => table.Name).Distinct().Order();

    /// <summary>The index that answers for the table after, and the table's place there.</summary>
    internal (AccessIndex Index, TableOrdinal Table) Locate(TableOrdinal table)
    {
        var name = _catalogue.Tables[table.Value].Name;
        return _names is null ? (_reached, table)
            : _names.Contains(name) ? (_reached, _reached.FindTable(name)!.Value)
            : (Before, Before.Facts.Tables == _catalogue.Tables ? table : Before.FindTable(name)!.Value);
    }
}
