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
    // Of more people than that sets are made anew.
    private const int MostAsked = 256;

    private readonly HistoryTimeline _timeline;
    private readonly ExposureScope _scope;
    private readonly DateTimeOffset _from;
    private readonly LedgerPeople _people;
    private readonly FactBoard _board;
    private readonly PolicyTouch _policies;
    private readonly LedgerTables _tables;
    private readonly AudienceBook _audiences;
    private readonly TablesAhead _ahead;
    private readonly Slicing _slicing;
    private readonly DoubtfulTables _doubt;
    private readonly LedgerState _state;
    private readonly PrincipalSet? _only;
    private readonly CancellationToken _cancellation;
    private MembershipClosure _closure;
    private readonly List<HistoryChange> _open = [];
    private readonly Dictionary<long, MomentCauses> _causes = [];

    /// <param name="to">Exclusive.</param>
    internal LedgerWalk(
        LedgerGround ground,
        Snapshot snapshot,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        (_timeline, _scope, _from, _cancellation) = (ground.Timeline, scope, from, cancellationToken);
        _people = ground.People;
        _tables = new(ground, scope);
        var relevance = new LedgerRelevance(ground, scope, _tables);
        Steps = LedgerStep.Of(ground, _tables, relevance, from, to, cancellationToken);
        _board = new(_people, snapshot);
        _policies = new(_people, _board);
        _audiences = new(_people, _board);
        var slices = new TableSlices(_people, weights);
        _ahead = new(_timeline, Steps, _tables, _board);
        _only = scope.Kind == ScopeKind.Person ? OnlyOne(scope.Name) : null;
        _state = new(_people, _tables, _only, from);
        _slicing = new(_people, _board, _policies, _tables, _audiences, slices, _ahead, _state, cancellationToken);
        _doubt = new(scope, _only, _people, _board, _tables, _audiences, slices, cancellationToken);
        foreach (var edit in ground.InitialOf(_tables.Names).Where(relevance.Bears))
        {
            _board.Apply(edit);
        }

        _open =
        [
            .. ground
                .ChangesOf([])
                .Select(number => _timeline.Changes[number])
                .Where(change => change.NotBefore <= from && change.At > from && relevance.Bears(change)),
        ];
        // Groups that bear on nothing here stand in it as they were in the beginning: nobody asks them.
        _closure = ground.Closure;
    }

    internal LedgerPeople People => _people;

    internal LedgerTables Tables => _tables;

    internal LedgerState State => _state;

    internal ImmutableArray<LedgerStep> Steps { get; }

    /// <summary>What happened, by instant in UTC ticks.</summary>
    internal IReadOnlyDictionary<long, MomentCauses> Causes => _causes;

    /// <summary>What is so at the beginning.</summary>
    internal void Begin()
    {
        Decide(-1, Moment(), Enumerable.Range(0, _tables.Count).ToHashSet(), [], [], _from);
    }

    /// <summary>Goes to the next of the instants.</summary>
    internal void Step(int number)
    {
        var step = Steps[number];
        var moment = Moment();
        int[] all = [.. step.Happening, .. step.Opening];
        foreach (var change in all)
        {
            moment.Look(change, _timeline.Changes[change]);
        }

        var (before, memberships) = (_closure, moment.Memberships.Distinct().ToArray());
        var held = Array.ConvertAll(memberships, _board.Holds);
        foreach (var change in step.Happening)
        {
            if (!_timeline.Changes[change].IsExact)
            {
                _open.Remove(_timeline.Changes[change]);
            }

            foreach (var edit in _timeline.Changes[change].Edits)
            {
                _board.Apply(edit);
            }
        }

        _open.AddRange(step.Opening.Select(change => _timeline.Changes[change]));
        foreach (var change in IsTwofold(all) ? all : [])
        {
            moment.Look(change, _timeline.Changes[change]);
        }

        foreach (var one in step.Timed)
        {
            moment.Look(one);
        }

        var edges = EdgesOf(memberships, held);
        _closure = edges.Count == 0 ? _closure : _closure.With(new(edges), _cancellation);
        var touched = moment.Tables;
        var changed = edges.Count == 0 ? [] : Changed(memberships, before);
        var isAboutRules = moment.IsWhole || IsAboutSuperUsers(changed);
        var isWhole =
            isAboutRules
            || (!_board.IsRanger && all.Length > 0)
            || (
                _open.Count > 0 && (moment.IsAboutAccounts || moment.Memberships.Count > 0 || moment.Declared.Count > 0)
            );
        if (isWhole)
        {
            touched.UnionWith(Enumerable.Range(0, _tables.Count));
        }

        if (isAboutRules || _open.Count > 0)
        {
            _ahead.Forget();
            _state.Slices.ForgetRules();
            _state.Kinds.ForgetRules();
        }

        touched.UnionWith(_state.Unsliced);
        foreach (var table in moment.Declared)
        {
            _state.Declare(table, _audiences.ClassOf(_tables.Names[table], _tables.Groups[table]));
        }

        var containers = _open.Count > 0 ? [] : changed;
        Decide(
            number,
            moment,
            touched,
            containers,
            containers.Count == 0 ? [] : Moved(edges, containers, before),
            step.At
        );
    }

    // What facts of one kind can bear on is the same before they change and after, unless they say who decides.
    private bool IsTwofold(int[] changes)
    {
        var kinds = changes.SelectMany(change => _timeline.Changes[change].Edits).Select(edit => edit.Kind).Distinct();
        return kinds.Skip(1).Any() || kinds.Contains(HistoryKind.Service);
    }

    private LedgerMoment Moment() => new(_people, _board, _policies, _tables);

    private PrincipalSet OnlyOne(string login) =>
        _people.Find(login) is { } account
            ? PrincipalSet.Of(_people.Accounts.Length, [new(_people.IdentityOf(account))])
            : _people.None;

    /// <param name="containers">Groups and roles whose members differ.</param>
    /// <param name="moved">Those who are in them now and were not, or were and are not.</param>
    private void Decide(
        int step,
        LedgerMoment moment,
        HashSet<int> touched,
        HashSet<PrincipalId> containers,
        ImmutableArray<int> moved,
        DateTimeOffset at
    )
    {
        _cancellation.ThrowIfCancellationRequested();
        _causes[at.UtcTicks] = moment.Causes;
        var dirty = new HashSet<int>(touched);
        dirty.UnionWith(moment.Declared);
        if (_open.Count > 0)
        {
            foreach (var (table, sets, weights) in _doubt.InEveryWorld(_open, dirty, _closure, at))
            {
                _state.PutApart(table, sets, weights, at);
            }

            _state.ForgetAudiences();
            _state.Slices.Sweep(new HashSet<TableSlice>());
        }
        else
        {
            // First those who stay: slices that tables come into are up to date then.
            var areFew = moved.Length <= MostAsked;
            var changed = _slicing.ReadAgain(containers, moved, areFew, touched, _closure, at);
            _slicing.Slice(step, touched, _closure, at);
            var enabled = _board.Enabled;
            var audiences = _state.Resolve(_audiences, _closure, enabled, containers, moment.IsAboutAccounts);
            _state.Move(
                moment.IsAboutAccounts ? null : changed,
                moment.IsAboutAccounts ? null : audiences,
                areFew ? [.. moved.Select(_people.IdentityOf).Union(moment.Accounts)] : null,
                enabled,
                at
            );
            foreach (var table in dirty)
            {
                _state.Settle(table, IsInScope(_tables.Names[table], _tables.Groups[table]), enabled, at);
            }
        }

        // Which of several accounts is enabled decides through which columns their person reads.
        int[] several = [.. moment.Accounts.Where(_people.HasFurther)];
        foreach (var kind in _state.Kinds.Enable(several, _board.Enabled))
        {
            _state.ByRule.Touch(kind);
        }

        _state.Weigh(_board.Enabled, several.Length > 0, at);
    }

    private bool IsInScope(TableName table, ImmutableArray<string> groups) =>
        _scope.Kind == ScopeKind.Person || _scope.Holds(table, groups);

    private List<MembershipEdge> EdgesOf(Membership[] memberships, bool[] held)
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

        return edges;
    }

    private ImmutableArray<int> Moved(
        List<MembershipEdge> edges,
        HashSet<PrincipalId> containers,
        MembershipClosure before
    )
    {
        if (edges.TrueForAll(edge => edge.IsAccount))
        {
            return [.. edges.Select(edge => edge.Member).Distinct()];
        }

        var moved = _people.None;
        foreach (var container in containers)
        {
            var (then, now) = (before.Members(container), _closure.Members(container));
            moved = moved.Union(then.Except(now)).Union(now.Except(then));
        }

        return [.. moved.Ordinals()];
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
