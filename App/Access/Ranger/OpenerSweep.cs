using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Through which principals the lists of policies open for select (semantics, section 8, in the lower bound; what only the upper bound
/// opens is conditional). Each list is asked once. For one thread.
/// </summary>
internal sealed class OpenerSweep(
    AccountDirectory accounts,
    MembershipClosure closure,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PolicyList> lists,
    AccessSets sets
)
{
    private readonly Dictionary<int, ListOpeners> _known = [];

    /// <summary>What opens a table with these lists.</summary>
    internal TableOpeners Of(TableLists signature)
    {
        var asked = signature.Reading;
        var found = asked.Select(Of).ToArray();
        var named = found.Aggregate(accounts.None, (union, list) => union.Union(list.Named));
        var openers = new SortedDictionary<(AccessVia Via, PrincipalId Principal), AccessOpener>();
        foreach (var ways in found.SelectMany(list => list.Ways).GroupBy(way => (way.Via, way.Principal)))
        {
            var level = ways.Count() == asked.Length ? AccessLevel.Full : AccessLevel.Partial;
            openers.Add(
                (ways.Key.Via, ways.Key.Principal ?? default),
                new(ways.Key.Via, ways.Key.Principal, level, ways.All(way => way.IsConditional))
            );
        }

        // The table request counts apart: only what opens no column at all opens it alone.
        var onTable = Of(signature.Table);
        foreach (var way in onTable.Ways)
        {
            openers.TryAdd(
                (way.Via, way.Principal ?? default),
                new(way.Via, way.Principal, AccessLevel.TableOnly, way.IsConditional)
            );
        }

        return new([.. openers.Values], named.Union(onTable.Named));
    }

    private ListOpeners Of(int number)
    {
        if (!_known.TryGetValue(number, out var found))
        {
            _known.Add(number, found = Ask(lists[number]));
        }

        return found;
    }

    private ListOpeners Ask(PolicyList list)
    {
        var sure = Walk(list, sure: true);
        var ways = sure.Ways.ToDictionary(way => (way.Via, way.Principal), _ => false);
        var named = sure.Named;
        if (!sets.Rows.Sources.IsCertain(list))
        {
            var possible = Walk(list, sure: false);
            named = named.Union(possible.Named);
            foreach (var way in possible.Ways)
            {
                ways.TryAdd((way.Via, way.Principal), true);
            }
        }

        return new([.. ways.Select(way => new ListWay(way.Key.Via, way.Key.Principal, way.Value))], named);
    }

    // Priority by priority: an item decides for the members of a principal whom the policy allows, nobody denies and no higher
    // priority has decided for.
    private (HashSet<(AccessVia Via, PrincipalId? Principal)> Ways, PrincipalSet Named) Walk(PolicyList list, bool sure)
    {
        var ways = new HashSet<(AccessVia, PrincipalId?)>();
        var named = accounts.None;
        var decided = sets.SuperUsers; // no policy is asked about them
        foreach (var tier in list.Policies.GroupBy(listed => policies[listed.Policy].Priority))
        {
            var opinions = tier.Select(listed => (Listed: listed, Opinions: Opinions(listed, list.Owner))).ToArray();
            var allowed = Union(opinions, opinion => sure ? opinion.SureAllow : opinion.PossibleAllow);
            var denied = Union(opinions, opinion => sure ? opinion.PossibleDeny : opinion.SureDeny);
            var open = allowed.Except(denied).Except(decided);
            foreach (var (listed, opinion) in opinions)
            {
                var speaking = sets.Narrow(sure ? opinion.SureAllow : opinion.PossibleAllow, listed).Intersect(open);
                if (!speaking.IsEmpty)
                {
                    named = named.Union(Collect(policies[listed.Policy], list.Owner, speaking, sure, ways));
                }
            }

            decided = decided.Union(allowed).Union(denied);
        }

        return (ways, named);
    }

    private Opinions Opinions(ListedPolicy listed, int owner) => policies[listed.Policy].On(AccessSets.Select, owner);

    private PrincipalSet Union(
        (ListedPolicy Listed, Opinions Opinions)[] opinions,
        Func<Opinions, PrincipalSet> choose
    ) =>
        opinions.Aggregate(
            accounts.None,
            (union, opinion) => union.Union(sets.Narrow(choose(opinion.Opinions), opinion.Listed))
        );

    /// <returns>The speaking accounts that the policy's items name outright.</returns>
    private PrincipalSet Collect(
        CompiledPolicy policy,
        int owner,
        PrincipalSet speaking,
        bool sure,
        HashSet<(AccessVia, PrincipalId?)> ways
    )
    {
        var named = new List<PrincipalOrdinal>();
        foreach (
            var item in policy.Items.Where(item =>
                item.List == PolicyItemList.Allow && item.Covers(AccessSets.Select) && !(sure && item.IsUncertain)
            )
        )
        {
            var meant = item.Limit is { } limit ? speaking.Intersect(limit) : speaking;
            if (meant.IsEmpty)
            {
                continue;
            }

            foreach (var user in item.Source.Users)
            {
                if (user == CompiledItem.AnyUser)
                {
                    ways.Add((AccessVia.AnyUser, null));
                }
                else if (user == CompiledItem.Owner && owner >= 0 && meant.Contains(owner))
                {
                    ways.Add((AccessVia.Owner, null));
                }
                else if (accounts.Find(user) is { } account && meant.Contains(account))
                {
                    named.Add(new(account));
                }
            }

            foreach (
                var principal in item
                    .Source.Groups.Select(PrincipalId.Group)
                    .Concat(item.Source.Roles.Select(PrincipalId.Role))
                    .Where(principal => closure.Members(principal).CountIn(meant) > 0)
            )
            {
                ways.Add(
                    (
                        principal.IsEveryone ? AccessVia.Everyone
                        : principal.Namespace == PrincipalNamespace.Role ? AccessVia.Role
                        : AccessVia.Group,
                        principal
                    )
                );
            }
        }

        return PrincipalSet.Of(accounts.Accounts.Length, named);
    }

    private readonly record struct ListWay(AccessVia Via, PrincipalId? Principal, bool IsConditional);

    private sealed record ListOpeners(ImmutableArray<ListWay> Ways, PrincipalSet Named);
}
