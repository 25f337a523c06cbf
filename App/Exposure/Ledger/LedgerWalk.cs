using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Walks through a history from instant to instant and writes down who is exposed to what. At each instant only tables are decided anew
/// that its changes can bear on; where only memberships change, one table stands for all under the same policies. For one thread.
/// </summary>
internal sealed class LedgerWalk
{
    private readonly HistoryTimeline _timeline;
    private readonly ExposureScope _scope;
    private readonly LedgerPeople _people;
    private readonly FactBoard _board;
    private readonly PolicyTouch _policies;
    private readonly LedgerTables _tables;
    private readonly AudienceBook _audiences;
    private readonly TableSlices _slices;
    private readonly LedgerState _state;
    private readonly PrincipalSet? _only;
    private readonly CancellationToken _cancellation;
    private MembershipClosure _closure;
    private List<HistoryChange> _open = [];

    internal LedgerWalk(
        HistoryTimeline timeline,
        Snapshot snapshot,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset from,
        CancellationToken cancellationToken
    )
    {
        (_timeline, _scope, _cancellation) = (timeline, scope, cancellationToken);
        _people = new(timeline);
        _tables = new(timeline, scope);
        _board = new(_people, snapshot);
        _policies = new(_people, _board);
        _audiences = new(_people, _board);
        _slices = new(_people, weights);
        _state = new(_people, _tables, from);
        _only = scope.Kind == ScopeKind.Person ? OnlyOne(scope.Name) : null;
        foreach (var edit in timeline.Initial)
        {
            _board.Apply(edit);
        }

        _closure = _board.Close(cancellationToken);
    }

    internal LedgerPeople People => _people;

    internal LedgerTables Tables => _tables;

    internal LedgerState State => _state;

    /// <summary>What is so at the beginning.</summary>
    /// <param name="open">Changes of which it is not known whether they have happened.</param>
    internal void Begin(IEnumerable<HistoryChange> open, DateTimeOffset from)
    {
        _open = [.. open];
        Decide(Moment(), Enumerable.Range(0, _tables.Count).ToHashSet(), [], true, from);
    }

    /// <param name="happening">Changes that have happened from here on, by their numbers.</param>
    /// <param name="opening">Changes of which it is not known from here on.</param>
    /// <param name="timed">Policies and tags whose season may change.</param>
    internal void Step(
        DateTimeOffset at,
        IReadOnlyList<int> happening,
        IReadOnlyList<int> opening,
        IEnumerable<object> timed
    )
    {
        var moment = Moment();
        int[] all = [.. happening, .. opening];
        foreach (var change in all)
        {
            moment.Look(change, _timeline.Changes[change]);
        }

        var (before, memberships) = (_closure, moment.Memberships.Distinct().ToArray());
        var held = Array.ConvertAll(memberships, _board.Holds);
        foreach (var change in happening)
        {
            _open.Remove(_timeline.Changes[change]);
            foreach (var edit in _timeline.Changes[change].Edits)
            {
                _board.Apply(edit);
            }
        }

        _open.AddRange(opening.Select(change => _timeline.Changes[change]));
        foreach (var change in all)
        {
            moment.Look(change, _timeline.Changes[change]);
        }

        foreach (var one in timed)
        {
            moment.Look(one);
        }

        _closure = ClosureAfter(memberships, held);
        var touched = moment.Tables;
        var isWhole =
            moment.IsWhole
            || (!_board.IsRanger && all.Length > 0)
            || (
                _open.Count > 0 && (moment.IsAboutAccounts || moment.Memberships.Count > 0 || moment.Declared.Count > 0)
            )
            || IsAboutSuperUsers(Changed(memberships, before));
        if (isWhole)
        {
            touched.UnionWith(Enumerable.Range(0, _tables.Count));
        }

        var containers = _open.Count > 0 ? [] : Changed(memberships, before);
        touched.UnionWith(_state.Unsliced);
        foreach (var table in moment.Declared)
        {
            _state.Declare(table, _audiences.ClassOf(_tables.Names[table], _tables.Groups[table]));
        }

        Decide(moment, touched, containers, moment.IsAboutAccounts, at);
    }

    private LedgerMoment Moment() => new(_people, _board, _policies, _tables);

    private PrincipalSet OnlyOne(string login) =>
        _people.Find(login) is { } account
            ? PrincipalSet.Of(_people.Accounts.Length, [new(_people.IdentityOf(account))])
            : _people.None;

    private void Decide(
        LedgerMoment moment,
        HashSet<int> touched,
        HashSet<PrincipalId> containers,
        bool isAboutAccounts,
        DateTimeOffset at
    )
    {
        _cancellation.ThrowIfCancellationRequested();
        var dirty = new HashSet<int>(touched);
        dirty.UnionWith(moment.Declared);
        if (_open.Count > 0)
        {
            foreach (var (table, sets, weights) in InEveryWorld(dirty, at))
            {
                _state.PutApart(table, sets, weights);
            }

            _state.ForgetAudiences();
        }
        else
        {
            Slice(touched, at);
            dirty.UnionWith(ReadAgain(containers, at));
            dirty.UnionWith(_state.Resolve(_audiences, _closure, _board.Enabled, containers, isAboutAccounts));
            foreach (var table in dirty)
            {
                _state.Expose(
                    table,
                    _board.Enabled,
                    IsInScope(_tables.Names[table], _tables.Groups[table]) ? _only : _people.None
                );
            }
        }

        _state.Write(at, dirty, _board.Enabled, moment.Causes);
    }

    private bool IsInScope(TableName table, ImmutableArray<string> groups) =>
        _scope.Kind == ScopeKind.Person || _scope.Holds(table, groups);

    // Decides tables anew and puts those under the same policies together.
    private void Slice(HashSet<int> touched, DateTimeOffset at)
    {
        if (touched.Count == 0)
        {
            return;
        }

        var read = _slices.Read(
            _board.Excerpt(touched.Select(table => _tables.Names[table]), at),
            _closure,
            _cancellation
        );
        var bySignature = new Dictionary<int, TableSlice>();
        foreach (var table in touched)
        {
            var name = _tables.Names[table];
            if (!read.TryGetValue(name, out var found))
            {
                _tables.Groups[table] = [];
                _state.Leave(table);
                continue;
            }

            if (!bySignature.TryGetValue(found.Signature, out var slice))
            {
                slice = NewSlice(_board.Find(name)!, found);
                bySignature.Add(found.Signature, slice);
            }

            _tables.Groups[table] = found.Groups;
            _state.Put(table, slice, found.Weights, _audiences.ClassOf(name, found.Groups));
        }
    }

    private TableSlice NewSlice(TableResource table, SlicedTable found)
    {
        Policy[] concerning =
        [
            .. _board.PoliciesFor(table.Name.Database).Where(policy => _policies.Concerns(policy, table)),
        ];
        return new(found.Sure, found.Possible)
        {
            Containers = [.. concerning.SelectMany(PolicyTouch.NamedIn)],
            IsPersonal = concerning.Any(PolicyTouch.HasConditions),
        };
    }

    // Where only memberships differ, one table of each slice is asked.
    private IEnumerable<int> ReadAgain(HashSet<PrincipalId> containers, DateTimeOffset at)
    {
        if (containers.Count == 0)
        {
            return [];
        }

        var concerned = _state
            .Slices.Where(slice => slice.IsPersonal || slice.Containers.Overlaps(containers))
            .ToDictionary(slice => _tables.Names[slice.Tables.First()]);
        if (concerned.Count == 0)
        {
            return [];
        }

        var read = _slices.Read(_board.Excerpt(concerned.Keys, at), _closure, _cancellation);
        return concerned
            .Where(slice => slice.Value.Read(read[slice.Key].Sure, read[slice.Key].Possible))
            .SelectMany(slice => slice.Value.Tables)
            .Concat(concerned.Values.SelectMany(slice => slice.Tables).Where(_state.IsWeighedByReader).Select(Reweigh))
            .ToArray();

        // Who reads which column decides what it weighs to them.
        int Reweigh(int table)
        {
            var name = _tables.Names[table];
            _state.Weigh(table, _slices.Read(_board.Excerpt([name], at), _closure, _cancellation)[name].Weights);
            return table;
        }
    }

    private IEnumerable<(int Table, ExposedSets Sets, ReaderWeights Weights)> InEveryWorld(
        HashSet<int> tables,
        DateTimeOffset at
    )
    {
        var worlds = new Worlds(_open, _people);
        if (!worlds.CanBeSeen)
        {
            return tables.Select(Anything);
        }

        var known = new Dictionary<int, (ExposedSets Sets, ReaderWeights? Weights)>();
        foreach (var happened in worlds.All())
        {
            _cancellation.ThrowIfCancellationRequested();
            HistoryEdit[] edits = [.. happened.SelectMany(change => change.Edits)];
            Array.ForEach(edits, _board.Apply);
            var closure = Array.Exists(edits, edit => edit.Kind == HistoryKind.Membership)
                ? _board.Close(_cancellation)
                : _closure;
            var read = _slices.Read(
                _board.Excerpt(tables.Select(table => _tables.Names[table]), at),
                closure,
                _cancellation
            );
            foreach (var table in tables)
            {
                var now = InThisWorld(table, read, closure);
                known[table] = known.TryGetValue(table, out var before)
                    ? (before.Sets.Or(now.Sets), Either(before.Weights, now.Weights))
                    : now;
            }

            foreach (var edit in edits.Reverse())
            {
                _board.Apply(edit with { IsAdded = !edit.IsAdded });
            }
        }

        return known.Select(table =>
            (table.Key, table.Value.Sets, table.Value.Weights ?? ReaderWeights.Same(SeverityWeights.Unclassified))
        );
    }

    // Where the table is not there it weighs nothing.
    private static ReaderWeights? Either(ReaderWeights? one, ReaderWeights? other) =>
        one is null ? other
        : other is null ? one
        : one.Or(other);

    private (ExposedSets Sets, ReaderWeights? Weights) InThisWorld(
        int table,
        Dictionary<TableName, SlicedTable> read,
        MembershipClosure closure
    )
    {
        var name = _tables.Names[table];
        if (!read.TryGetValue(name, out var found))
        {
            return (ExposedSets.Nobody(_people.None), null);
        }

        _tables.Groups[table] = found.Groups;
        if (!IsInScope(name, found.Groups))
        {
            return (ExposedSets.Nobody(_people.None), found.Weights);
        }

        var audience = _audiences.Resolve(_audiences[_audiences.ClassOf(name, found.Groups)], closure, _board.Enabled);
        var sets = ExposedSets.Of(
            _people.Fold(found.Sure, _board.Enabled),
            _people.Fold(found.Possible, _board.Enabled),
            audience
        );
        return (_only is { } only ? sets.Within(only) : sets, found.Weights);
    }

    // Too much is open to tell: anybody may be exposed, nobody surely is.
    private (int Table, ExposedSets Sets, ReaderWeights Weights) Anything(int table)
    {
        var all = _people.People.Union(_people.Services);
        var anybody = _only is { } only ? all.Intersect(only) : all;
        return (
            table,
            new(_people.None, anybody, _people.None, anybody),
            ReaderWeights.Same(SeverityWeights.Unclassified)
        );
    }

    private MembershipClosure ClosureAfter(Membership[] memberships, bool[] held)
    {
        var edges = new List<MembershipEdge>();
        for (var at = 0; at < memberships.Length; at++)
        {
            var (membership, holds) = (memberships[at], _board.Holds(memberships[at]));
            var isAccount = membership.Member.Namespace == PrincipalNamespace.Login;
            var member = isAccount ? _people.Find(membership.Member.Name) ?? -1 : _closure.Find(membership.Member);
            if (holds != held[at] && member >= 0 && MembershipClosure.Counts(membership))
            {
                edges.Add(new(member, isAccount, _closure.Find(membership.Container), holds));
            }
        }

        return edges.Count == 0 ? _closure : _closure.With(new(edges), _cancellation);
    }

    // Containers whose members differ: those that something came into or went out of, and all above.
    private HashSet<PrincipalId> Changed(Membership[] memberships, MembershipClosure before)
    {
        var changed = new HashSet<PrincipalId>();
        foreach (var container in memberships.Select(membership => membership.Container).Distinct())
        {
            changed.UnionWith(
                before
                    .ContainersWithOrigin(container)
                    .Keys.Concat(_closure.ContainersWithOrigin(container).Keys)
                    .Prepend(container)
                    .Where(above => !above.IsEveryone && !before.Members(above).Equals(_closure.Members(above)))
            );
        }

        return changed;
    }

    private bool IsAboutSuperUsers(HashSet<PrincipalId> changed) =>
        changed.Count > 0
        && _board.Service is { } service
        && service.SuperGroups.Any(name => changed.Contains(PrincipalId.Group(name)));
}
