using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>
/// Looks at one instant of a history. Each way in which changes without an exact instant may have happened by then is looked at, as the
/// ledger does; beyond <see cref="Worlds.MostPlaces"/> of them anybody may be exposed, and nobody surely is.
/// </summary>
internal sealed class InstantReader
{
    private readonly ExposureScope _scope;
    private readonly DateTimeOffset _at;
    private readonly CancellationToken _cancellation;
    private readonly LedgerPeople _people;
    private readonly FactBoard _board;
    private readonly Worlds _worlds;
    private readonly ImmutableArray<TableName> _names;
    private readonly TableSlices _slices;
    private readonly PrincipalSet? _only;

    internal InstantReader(
        EstateHistory history,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        (_scope, _at, _cancellation) = (scope, at, cancellationToken);
        var timeline = new HistoryTimeline(history, at, at.AddMilliseconds(1));
        _people = new(timeline);
        _board = new(_people, history.Snapshot);
        foreach (var edit in timeline.Initial)
        {
            _board.Apply(edit);
        }

        _worlds = new(timeline.Changes.Where(change => change.NotBefore <= at && change.At > at), _people);
        _names = LedgerTables.NamesIn(timeline, scope);
        _slices = new(_people, weights);
        _only =
            scope.Kind != ScopeKind.Person ? null
            : _people.Find(scope.Name) is { } account
                ? PrincipalSet.Of(_people.Accounts.Length, [new(_people.IdentityOf(account))])
            : _people.None;
    }

    internal ExposureInstant Read()
    {
        var tables = new SortedDictionary<TableName, (TableStanding Standing, int Worlds)>();
        var (people, worlds) = (default(SetRange?), 0);
        foreach (
            var happened in _worlds.CanBeSeen
                ? _worlds.All()
                :
                [
                    [],
                ]
        )
        {
            _cancellation.ThrowIfCancellationRequested();
            HistoryEdit[] edits = [.. happened.SelectMany(change => change.Edits)];
            Array.ForEach(edits, _board.Apply);
            var everybody = Whom(_people.Fold(_people.Directory.All, _board.Enabled));
            people = people is { } before ? before.Or(new(everybody, everybody)) : new(everybody, everybody);
            foreach (var table in InThisWorld(everybody))
            {
                tables[table.Name] = tables.TryGetValue(table.Name, out var other)
                    ? (Either(other.Standing, table), other.Worlds + 1)
                    : (table, 1);
            }

            worlds++;
            foreach (var edit in edits.Reverse())
            {
                _board.Apply(edit with { IsAdded = !edit.IsAdded });
            }
        }

        var all = _worlds.CanBeSeen ? people!.Value : new(_people.None, Whom(_people.People));
        return new(
            _at,
            all.Possible,
            all.Sure,
            _people.Accounts,
            [
                .. tables.Values.Select(table =>
                    Weighed(
                        !_worlds.CanBeSeen ? Anything(table.Standing, all)
                        : table.Worlds < worlds ? PerhapsThere(table.Standing)
                        : table.Standing
                    )
                ),
            ]
        )
        {
            Directory = _people,
        };
    }

    /// <summary>Policies that surely hold and may allow something on one of the tables.</summary>
    internal IEnumerable<Policy> Concerning(IReadOnlyCollection<TableName> tables)
    {
        var touch = new PolicyTouch(_people, _board);
        TableResource[] found = [.. tables.Select(_board.Find).OfType<TableResource>()];
        return _board.Policies.Where(policy =>
            policy is { Type: PolicyType.Access, IsEnabled: true, AllowItems.IsEmpty: false }
            && Array.Exists(found, table => touch.Concerns(policy, table))
        );
    }

    private PrincipalSet Whom(PrincipalSet identities)
    {
        var people = identities.Intersect(_people.People);
        return _only is { } only ? people.Intersect(only) : people;
    }

    private IEnumerable<TableStanding> InThisWorld(PrincipalSet everybody)
    {
        var closure = _board.Close(_cancellation);
        var found = _slices.Read(_board.Excerpt(_names, _at), closure, _cancellation);
        var audiences = new AudienceBook(_people, _board);
        var enabled = _board.Enabled;
        var resolved = new Dictionary<int, Audience>();
        foreach (var (name, table) in found)
        {
            if (_scope.Kind != ScopeKind.Person && !_scope.Holds(name, table.Groups))
            {
                continue;
            }

            var number = audiences.ClassOf(name, table.Groups);
            if (!resolved.TryGetValue(number, out var audience))
            {
                resolved.Add(number, audience = audiences.Resolve(audiences[number], closure, enabled));
            }

            var sure = _people.Fold(table.Sure, enabled).Intersect(everybody);
            var possible = ReferenceEquals(table.Sure, table.Possible)
                ? sure
                : _people.Fold(table.Possible, enabled).Intersect(everybody);
            var sets = ExposedSets.Of(sure, possible, audience);
            var (gross, net) = (audience.Gross.Intersect(everybody), audience.Net.Intersect(everybody));
            yield return new(
                name,
                table.Groups,
                new(sure, possible),
                new(gross, gross),
                new(net, net),
                audience.IsDeclared,
                new(sets.GrossSure, sets.GrossPossible),
                new(sets.NetSure, sets.NetPossible),
                table.Weigh().Whole,
                MeasureRange.Zero,
                MeasureRange.Zero
            )
            {
                Weights = table.Weigh(),
                Fold = accounts => _people.Fold(accounts, enabled),
            };
        }
    }

    private static TableStanding Either(TableStanding one, TableStanding other)
    {
        var weights = one.Weights.Or(other.Weights);
        return one with
        {
            Groups = [.. one.Groups.Intersect(other.Groups)],
            Readers = one.Readers.Or(other.Readers),
            MeantGross = one.MeantGross.Or(other.MeantGross),
            MeantNet = one.MeantNet.Or(other.MeantNet),
            IsDeclared = one.IsDeclared && other.IsDeclared,
            ExposedGross = one.ExposedGross.Or(other.ExposedGross),
            ExposedNet = one.ExposedNet.Or(other.ExposedNet),
            Weight = weights.Whole,
            Weights = weights,
        };
    }

    private TableStanding PerhapsThere(TableStanding table)
    {
        var nobody = new SetRange(_people.None, _people.None);
        return table with
        {
            Readers = table.Readers.Or(nobody),
            ExposedGross = table.ExposedGross.Or(nobody),
            ExposedNet = table.ExposedNet.Or(nobody),
        };
    }

    private static TableStanding Anything(TableStanding table, SetRange people) =>
        table with
        {
            Readers = people,
            MeantGross = people,
            MeantNet = people,
            IsDeclared = false,
            ExposedGross = people,
            ExposedNet = people,
            Weight = SeverityWeights.Unclassified,
            Weights = ReaderWeights.Same(SeverityWeights.Unclassified),
        };

    private static TableStanding Weighed(TableStanding table) =>
        table with
        {
            MassGross = TableStanding.MassOf(table.ExposedGross, table.Weights, table.Fold),
            MassNet = TableStanding.MassOf(table.ExposedNet, table.Weights, table.Fold),
        };
}
