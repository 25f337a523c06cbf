using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Planning;

/// <summary>
/// Lets a change set name people by their pseudonyms, and keeps real logins out of what is said about it: facts hold logins, readers
/// hold pseudonyms.
/// </summary>
internal static class ChangeReferences
{
    /// <summary>The changes with logins in the place of pseudonyms. Names that nobody has stay: applying them says so.</summary>
    /// <returns>Problems where one pseudonym is two people's.</returns>
    public static (ChangeSet Changes, ImmutableArray<ChangeProblem> Problems) Resolve(
        EstateView view,
        ChangeSet changes
    )
    {
        var problems = ImmutableArray.CreateBuilder<ChangeProblem>();
        var resolved = changes.Changes.Select(
            (change, index) =>
                change switch
                {
                    ItemPrincipalChange item => item with { Principal = Login(item.Principal, index) },
                    MembershipChange { Membership: var membership } edge => edge with
                    {
                        Membership = membership with { Member = Login(membership.Member, index) },
                    },
                    _ => change,
                }
        );
        return (new([.. resolved]), problems.ToImmutable());

        PrincipalId Login(PrincipalId id, int index)
        {
            if (id.Namespace != PrincipalNamespace.Login)
            {
                return id;
            }

            var found = view.Resolve(id.Name);
            if (found.Length > 1)
            {
                problems.Add(new(index, $"Several people share the pseudonym {id.Name}; name the login instead."));
            }

            return found is [var only] ? only.Id : id;
        }
    }

    /// <summary>The problem with pseudonyms in the place of the change's logins.</summary>
    public static ChangeProblem Masked(EstateView view, ChangeSet changes, ChangeProblem problem)
    {
        var member = changes.Changes[problem.Index] switch
        {
            ItemPrincipalChange item => item.Principal,
            MembershipChange edge => edge.Membership.Member,
            _ => PrincipalId.Everyone,
        };

        // {USER} and {OWNER} stand in the place of logins and name nobody.
        return member.Namespace != PrincipalNamespace.Login || member.Name.StartsWith('{')
            ? problem
            : problem with
            {
                Reason = problem.Reason.Replace(
                    member.ToString(),
                    PrincipalId.Login(view.LabelOfLogin(member.Name, null).Reference).ToString(),
                    StringComparison.Ordinal
                ),
            };
    }
}
