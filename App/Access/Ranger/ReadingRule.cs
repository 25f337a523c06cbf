using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Who reads a table, without the sets: the lists of policies of which any may allow it. Equal rules have equal readers under equal
/// memberships, also where different indexes made them of the same policies.
/// </summary>
internal sealed class ReadingRule(ImmutableArray<RuleList> lists, PrincipalSet superUsers) : IEquatable<ReadingRule>
{
    /// <summary>One account's answer.</summary>
    /// <param name="containers">A bit for each container that the account is in, see <see cref="MembershipClosure.ContainersOf"/>.</param>
    internal AccessDecision Of(int account, ulong[] containers)
    {
        if (superUsers.Contains(account))
        {
            return AccessDecision.Allowed;
        }

        var best = AccessDecision.Denied;
        foreach (var list in lists)
        {
            var decision = new AccountDecision();
            foreach (var (policy, filter) in list.Policies)
            {
                if (filter is null || filter.Contains(account))
                {
                    decision.Add(
                        policy.Priority,
                        policy.On(AccessSets.Select, new HeldItems(containers, account, list.Owner))
                    );
                }
            }

            var result = decision.Result();
            if (result == AccessDecision.Allowed)
            {
                return result;
            }

            best = result == AccessDecision.Conditional ? result : best;
        }

        return best;
    }

    /// <summary>The policies of all its lists, as the source writes them.</summary>
    internal IEnumerable<Policy> Policies =>
        lists.SelectMany(list => list.Policies).Select(listed => listed.Policy.Source).Distinct();

    public bool Equals(ReadingRule? other) =>
        other is not null && superUsers.Equals(other.SuperUsers) && lists.SequenceEqual(other.Lists);

    public override bool Equals(object? obj) => Equals(obj as ReadingRule);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var list in lists)
        {
            hash.Add(list);
        }

        return hash.ToHashCode();
    }

    private ImmutableArray<RuleList> Lists => lists;

    private PrincipalSet SuperUsers => superUsers;
}

/// <summary>Policies in the order in which they are asked, each with the accounts that its resource matches (null: all).</summary>
/// <param name="Owner">Ordinal of the owner's account; -1 where no policy asks.</param>
internal sealed record RuleList(ImmutableArray<(CompiledPolicy Policy, PrincipalSet? Filter)> Policies, int Owner)
{
    public bool Equals(RuleList? other)
    {
        if (other is null || Owner != other.Owner || Policies.Length != other.Policies.Length)
        {
            return false;
        }

        for (var at = 0; at < Policies.Length; at++)
        {
            var (one, two) = (Policies[at], other.Policies[at]);
            if (
                !ReferenceEquals(one.Policy.Source, two.Policy.Source)
                || one.Policy.IsUncertain != two.Policy.IsUncertain
                || !Equals(one.Filter, two.Filter)
            )
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Owner);
        foreach (var (policy, _) in Policies)
        {
            hash.Add(RuntimeHelpers.GetHashCode(policy.Source));
        }

        return hash.ToHashCode();
    }
}
