using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// One account's level on every signature, without building any set: each policy is asked at most once per owner. For one thread.
/// </summary>
internal sealed class AccountReach(
    int account,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PolicyList> lists,
    AccessSets sets,
    bool isSuperUser
)
{
    private readonly Opinion?[] _opinions = new Opinion?[policies.Length];
    private readonly AccessDecision?[] _decisions = new AccessDecision?[lists.Length];

    internal (AccessLevel Level, bool IsConditional) LevelOn(TableLists signature)
    {
        var onTable = Decide(signature.Table);
        var (sureAll, possibleAll) = (true, true);
        var (sureAny, possibleAny) = (false, false);
        foreach (var list in signature.Columns.IsEmpty ? [signature.Table] : signature.Columns)
        {
            var decision = Decide(list);
            sureAll &= decision == AccessDecision.Allowed;
            sureAny |= decision == AccessDecision.Allowed;
            possibleAll &= decision != AccessDecision.Denied;
            possibleAny |= decision != AccessDecision.Denied;
        }

        var sure = LevelOf(sureAll, sureAny, onTable == AccessDecision.Allowed);
        var possible = LevelOf(possibleAll, possibleAny, onTable != AccessDecision.Denied);
        if (sure != AccessLevel.None)
        {
            return (sure, possible > sure);
        }

        var (sureSeen, possibleSeen) = Sees(signature);
        sure = sureSeen ? AccessLevel.MetadataOnly : AccessLevel.None;
        return (sure, possible > sure || (possibleSeen && !sureSeen));
    }

    private static AccessLevel LevelOf(bool all, bool any, bool table) =>
        all ? AccessLevel.Full
        : any ? AccessLevel.Partial
        : table ? AccessLevel.TableOnly
        : AccessLevel.None;

    private AccessDecision Decide(int number)
    {
        if (isSuperUser)
        {
            return AccessDecision.Allowed;
        }

        return _decisions[number] ??= AccountDecision.Of(Opinions(lists[number]));
    }

    private IEnumerable<(int Priority, Opinion Opinion)> Opinions(PolicyList list)
    {
        foreach (var listed in list.Policies)
        {
            if (listed.Filter != 0 && !sets.Filter(listed).Contains(account))
            {
                continue;
            }

            var policy = policies[listed.Policy];
            var opinion =
                list.Owner == account
                    ? policy.On(AccessSets.Select, account, account)
                    : _opinions[listed.Policy] ??= policy.On(AccessSets.Select, account, -1);
            yield return (policy.Source.Priority, opinion);
        }
    }

    private (bool Sure, bool Possible) Sees(TableLists signature)
    {
        var (sure, possible) = (false, false);
        foreach (var list in signature.Visibility)
        {
            var bounds = sets.Visibility(lists[list]);
            sure |= bounds.Sure.Contains(account);
            possible |= bounds.Possible.Contains(account);
        }

        return (sure, possible);
    }
}
