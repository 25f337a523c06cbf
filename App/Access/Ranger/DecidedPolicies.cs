using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>An estate's policies before they are compiled: what is known of their conditions, and the order in which they are asked.</summary>
internal sealed class DecidedPolicies
{
    internal DecidedPolicies(EstateFacts facts, AccountDirectory accounts, MembershipClosure closure)
    {
        // Without a service nobody has access, whatever lies about.
        Written = facts.Service is null ? facts with { Policies = [] } : facts;
        Tags = new(facts.Classifications, facts.At);
        Conditions = new(Written, Tags, accounts, closure);
        Facts = Written with { Policies = Conditions.Policies };
        Ordered = PolicyOrder.Of(Facts, Conditions);
    }

    /// <summary>The facts with the policies as the source writes them.</summary>
    internal EstateFacts Written { get; }

    /// <summary>The facts with the policies that the conditions left.</summary>
    internal EstateFacts Facts { get; }

    internal TagIndex Tags { get; }

    internal KnownConditions Conditions { get; }

    /// <summary>Access policies in force.</summary>
    internal PolicyInForce[] Ordered { get; }
}
