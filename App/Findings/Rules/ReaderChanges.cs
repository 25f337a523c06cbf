using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What changes between two instants about who reads tables: whom it names, and which tables it is about.</summary>
/// <param name="Repeated">Of the people those whom more than one change names.</param>
/// <param name="Tables">Tables that came, went or were tagged otherwise.</param>
/// <param name="HasTags">Some of them were tagged otherwise.</param>
internal sealed record ReaderChange(
    ImmutableArray<DateTimeOffset> Instants,
    IReadOnlySet<string> People,
    IReadOnlySet<string> Repeated,
    IReadOnlySet<TableName> Tables,
    bool HasTags
);

/// <summary>
/// The changes of a history, told apart by what they can do: a change that names people, or groups and roles, moves no more than these and whoever ever was in
/// them, one that is about a single table shows or hides that table alone, and every other is structural: what is so before it says nothing of what is so after
/// it. Memberships that lead to nobody whom a policy names are left out.
/// </summary>
internal sealed class ReaderChanges
{
    private static readonly HashSet<string> s_neverRead =
    [
        "update",
        "create",
        "drop",
        "alter",
        "index",
        "lock",
        "write",
    ];

    private readonly SortedSet<DateTimeOffset> _structural = [];
    private readonly List<(DateTimeOffset At, IReadOnlyCollection<string> People)> _people = [];
    private readonly List<(DateTimeOffset At, TableName Table)> _tables = [];
    private readonly List<(DateTimeOffset At, TableName Table)> _tags = [];
    private readonly Dictionary<string, string> _identities = new(StringComparer.Ordinal);
    private readonly ILookup<PrincipalId, PrincipalId> _everIn;
    private readonly Dictionary<PrincipalId, HashSet<string>> _ever = [];

    /// <param name="withColumns">A table that gets or loses columns is a change too: single columns are asked about.</param>
    internal ReaderChanges(RuleContext context, EstateHistory history, bool withColumns = false)
    {
        foreach (var account in history.Principals.Select(one => one.Value))
        {
            if (account.Id.Namespace == PrincipalNamespace.Login)
            {
                _identities.TryAdd(account.Id.Name, IdentityOf(account));
            }
        }

        _everIn = history
            .Memberships.Select(held => held.Value)
            .Distinct()
            .ToLookup(edge => edge.Container, edge => edge.Member);
        var changes = context.Changes;
        foreach (
            var (at, account) in Edges(changes.Principals)
                .Where(one => one.Fact.Id.Namespace == PrincipalNamespace.Login)
        )
        {
            _people.Add((at, [IdentityOf(account)]));
        }

        var named = NamedIn(history.Policies.Select(policy => policy.Value));
        foreach (var (at, membership) in Edges(changes.Memberships).Where(one => named.Contains(one.Fact.Container)))
        {
            _people.Add((at, EverIn(membership.Member)));
        }

        var tables = history.Tables.ToLookup(table => table.Value.Name);
        AddTables(_tables, tables.SelectMany(Existence));
        AddStructural(withColumns ? tables.SelectMany(Reshaped) : []);
        AddTables(
            _tags,
            Edges(history.Classifications)
                .Where(one => one.Fact.Resource.Table is not null)
                .Select(one => (one.At, new TableName(one.Fact.Resource.Database, one.Fact.Resource.Table!)))
        );
        AddStructural(
            Edges(history.Classifications).Where(one => one.Fact.Resource.Table is null).Select(one => one.At)
        );
        AddStructural(Edges(history.Zones).Select(one => one.At));
        AddStructural(Edges(history.Services).Select(one => one.At));
        foreach (var versions in history.Policies.GroupBy(policy => (policy.Value.Service, policy.Value.Id)))
        {
            AddPolicy([.. versions.OrderBy(version => version.From)]);
        }

        var timed = history with { Principals = [], Memberships = [], Tables = [] };
        foreach (
            var (at, season) in Seasons.Of(
                [.. Seasons.Timed(new HistoryTimeline(timed, history.From, history.To).Edits)],
                history.From,
                history.To,
                CancellationToken.None
            )
        )
        {
            if (season is Policy policy)
            {
                AddDifference(at, null, policy);
            }
            else
            {
                _structural.Add(at);
            }
        }
    }

    /// <summary>Instants at which anything may become different for anybody; ascending.</summary>
    internal IReadOnlyCollection<DateTimeOffset> Structural => _structural;

    /// <summary>What changes after one instant and not after another, where nothing structural lies between.</summary>
    internal ReaderChange Between(DateTimeOffset from, DateTimeOffset to)
    {
        var people = _people.Where(one => one.At > from && one.At <= to).ToArray();
        var tables = _tables.Where(one => one.At > from && one.At <= to).ToArray();
        var tags = _tags.Where(one => one.At > from && one.At <= to).ToArray();
        return new(
            [
                .. people
                    .Select(one => one.At)
                    .Concat(tables.Select(one => one.At))
                    .Concat(tags.Select(one => one.At))
                    .Distinct()
                    .Order(),
            ],
            people.SelectMany(one => one.People).ToHashSet(StringComparer.Ordinal),
            people
                .SelectMany(one => one.People)
                .CountBy(one => one, StringComparer.Ordinal)
                .Where(one => one.Value > 1)
                .Select(one => one.Key)
                .ToHashSet(StringComparer.Ordinal),
            tables.Concat(tags).Select(one => one.Table).ToHashSet(),
            tags.Length > 0
        );
    }

    internal static string IdentityOf(Principal account) => account.Person?.IdentityKey ?? account.Id.ToString();

    // A beginning or an end; what holds when the history begins did not begin in it.
    private static IEnumerable<(DateTimeOffset At, T Fact)> Edges<T>(IEnumerable<HeldFact<T>> facts) =>
        facts.SelectMany(fact =>
            new[] { fact.FromNotBefore is null ? null : (DateTimeOffset?)fact.From, fact.To }
                .OfType<DateTimeOffset>()
                .Select(at => (at, fact.Value))
        );

    /// <summary>Everybody who is the principal, or was in it at any time, directly or through others that ever were.</summary>
    private HashSet<string> EverIn(PrincipalId principal)
    {
        if (_ever.TryGetValue(principal, out var people))
        {
            return people;
        }

        people = new(StringComparer.Ordinal);
        foreach (var one in Down([principal]).Where(one => one.Namespace == PrincipalNamespace.Login))
        {
            people.Add(PersonOf(one.Name));
        }

        _ever.Add(principal, people);
        return people;
    }

    private HashSet<PrincipalId> NamedIn(IEnumerable<Policy> policies) =>
        Down(
            policies
                .SelectMany(policy => Enum.GetValues<PolicyItemList>().SelectMany(list => policy.Items(list)))
                .SelectMany(item => item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role)))
        );

    private HashSet<PrincipalId> Down(IEnumerable<PrincipalId> from)
    {
        var seen = from.ToHashSet();
        var open = new Stack<PrincipalId>(seen);
        while (open.TryPop(out var next))
        {
            foreach (var member in _everIn[next].Where(seen.Add))
            {
                open.Push(member);
            }
        }

        return seen;
    }

    // Of two changes of one table in one stretch, neither end would show what was between them.
    private void AddTables(
        List<(DateTimeOffset At, TableName Table)> to,
        IEnumerable<(DateTimeOffset At, TableName Table)> edges
    )
    {
        foreach (var table in edges.Distinct().GroupBy(edge => edge.Table))
        {
            if (table.Count() > 1)
            {
                AddStructural(table.Select(edge => edge.At));
            }
            else
            {
                to.Add(table.Single());
            }
        }
    }

    // When a table came or went. A new version of it may let its maker in: whoever made it before and now.
    private IEnumerable<(DateTimeOffset At, TableName Table)> Existence(
        IGrouping<TableName, HeldFact<TableResource>> table
    )
    {
        HeldFact<TableResource>[] versions = [.. table.OrderBy(version => version.From)];
        for (var at = 0; at < versions.Length; at++)
        {
            var isNext = at > 0 && versions[at - 1].To == versions[at].From;
            if (isNext)
            {
                foreach (
                    var maker in new[] { versions[at - 1].Value.Creator, versions[at].Value.Creator }.OfType<string>()
                )
                {
                    _people.Add((versions[at].From, [PersonOf(maker)]));
                }
            }
            else if (versions[at].FromNotBefore is not null)
            {
                yield return (versions[at].From, table.Key);
            }

            if (versions[at].To is { } ended && !(at + 1 < versions.Length && versions[at + 1].From == ended))
            {
                yield return (ended, table.Key);
            }
        }
    }

    // When a table got other columns.
    private static IEnumerable<DateTimeOffset> Reshaped(IGrouping<TableName, HeldFact<TableResource>> table)
    {
        HeldFact<TableResource>[] versions = [.. table.OrderBy(version => version.From)];
        return versions
            .Skip(1)
            .Where((version, before) => !version.Value.Columns.SequenceEqual(versions[before].Value.Columns))
            .Select(version => version.From);
    }

    private string PersonOf(string login) => _identities.GetValueOrDefault(login, PrincipalId.Login(login).ToString());

    private void AddStructural(IEnumerable<DateTimeOffset> instants) => _structural.UnionWith(instants);

    private void AddPolicy(HeldFact<Policy>[] versions)
    {
        for (var at = 0; at < versions.Length; at++)
        {
            var before = at > 0 && versions[at - 1].To == versions[at].From ? versions[at - 1].Value : null;
            if (versions[at].FromNotBefore is not null)
            {
                AddDifference(versions[at].From, before, versions[at].Value);
            }

            var isReplaced = at + 1 < versions.Length && versions[at + 1].From == versions[at].To;
            if (versions[at].To is { } ended && !isReplaced)
            {
                AddDifference(ended, versions[at].Value, null);
            }
        }
    }

    private void AddDifference(DateTimeOffset at, Policy? before, Policy? after)
    {
        var isReplaced = before is not null && after is not null;
        if (isReplaced && Frame(before!) != Frame(after!))
        {
            _structural.Add(at);
            return;
        }

        // Who is named in what masks or filters reads less; who is denied all else are all.
        if ((before ?? after)!.Type != PolicyType.Access || (!isReplaced && (before ?? after)!.IsDenyAllElse))
        {
            _structural.Add(at);
            return;
        }

        foreach (var list in Enum.GetValues<PolicyItemList>())
        {
            var (old, fresh) = (Items(before, list), Items(after, list));
            foreach (var item in old.Concat(fresh).Where(item => !(old.Contains(item) && fresh.Contains(item))))
            {
                Add(at, item.Item);
            }
        }

        static HashSet<(string Text, PolicyItem Item)> Items(Policy? policy, PolicyItemList list) =>
            new(
                policy is { IsEnabled: true } ? policy.Items(list).Select(item => (Text(item), item)) : [],
                EqualityComparer<(string Text, PolicyItem Item)>.Create(
                    (one, other) => one.Text == other.Text,
                    one => one.Text.GetHashCode(StringComparison.Ordinal)
                )
            );
    }

    private void Add(DateTimeOffset at, PolicyItem item)
    {
        if (item.Accesses.All(access => !access.IsAllowed || s_neverRead.Contains(access.Type)))
        {
            return;
        }

        if (item.Groups.Contains(PrincipalId.Everyone.Name) || item.Users.Any(user => user.StartsWith('{')))
        {
            _structural.Add(at);
            return;
        }

        _people.Add((at, [.. item.Users.Select(PersonOf)]));
        foreach (var container in item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role)))
        {
            _people.Add((at, EverIn(container)));
        }
    }

    // All of a policy but its items.
    private static string Frame(Policy policy) =>
        string.Join(
            '|',
            PolicyScope.Text(policy),
            policy.IsEnabled,
            policy.Type,
            policy.Priority,
            policy.IsDenyAllElse,
            policy.ZoneName,
            policy.IsTagPolicy,
            string.Join(
                ',',
                policy.Conditions.Select(condition => $"{condition.Type}={string.Join('+', condition.Values)}")
            ),
            string.Join(
                ',',
                policy.Schedules.Select(schedule =>
                    $"{schedule.StartTime}-{schedule.EndTime}-{schedule.TimeZone}-{schedule.Recurrences.Length}"
                )
            )
        );

    private static string Text(PolicyItem item) =>
        string.Join(
            '|',
            string.Join(',', item.Accesses.Select(access => $"{access.Type}={access.IsAllowed}")),
            string.Join(',', item.Users),
            string.Join(',', item.Groups),
            string.Join(',', item.Roles),
            string.Join(
                ',',
                item.Conditions.Select(condition => $"{condition.Type}={string.Join('+', condition.Values)}")
            ),
            item.Mask,
            item.RowFilter
        );
}
