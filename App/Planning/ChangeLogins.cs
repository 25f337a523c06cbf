using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Planning;

/// <summary>
/// Puts the logins that a change names in place of the references (pseudonyms) by which people may be written, and back again in what is
/// said of it. For one change.
/// </summary>
/// <param name="resolve">The login behind a name; the name itself where it fits nobody, or more than one.</param>
internal sealed class ChangeLogins(Func<string, string> resolve)
{
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    internal Change Resolved(Change change) =>
        change switch
        {
            PolicyChange { Policy: { } policy } put => put with { Policy = Resolved(policy) },
            ItemChange { Item: { } item } added => added with { Item = Resolved(item) },
            ItemPrincipalChange item => item with { Principal = Resolved(item.Principal) },
            MembershipChange member => member with
            {
                Membership = member.Membership with { Member = Resolved(member.Membership.Member) },
            },
            OwnerChange { Owner: { } owner } owned => owned with { Owner = Resolved(owner) },
            _ => change,
        };

    /// <summary>The reason with every login as the change wrote it: who asked by pseudonym must not learn the login that way.</summary>
    internal string AsWritten(string reason) =>
        _written.Aggregate(
            reason,
            (text, name) =>
                text.Replace(
                    PrincipalId.Login(name.Key).ToString(),
                    PrincipalId.Login(name.Value).ToString(),
                    StringComparison.Ordinal
                )
        );

    private Policy Resolved(Policy policy) =>
        policy with
        {
            AllowItems = Resolved(policy.AllowItems),
            DenyItems = Resolved(policy.DenyItems),
            AllowExceptions = Resolved(policy.AllowExceptions),
            DenyExceptions = Resolved(policy.DenyExceptions),
            MaskOrFilterItems = Resolved(policy.MaskOrFilterItems),
        };

    private ImmutableArray<PolicyItem> Resolved(ImmutableArray<PolicyItem> items) => [.. items.Select(Resolved)];

    private PolicyItem Resolved(PolicyItem item) => item with { Users = [.. item.Users.Select(Resolved)] };

    private PrincipalId Resolved(PrincipalId named) =>
        named.Namespace == PrincipalNamespace.Login ? PrincipalId.Login(Resolved(named.Name)) : named;

    private string Resolved(string written)
    {
        var login = resolve(written);
        if (login != written)
        {
            _written.TryAdd(login, written);
        }

        return login;
    }
}
