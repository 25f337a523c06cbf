using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Accounts and who is in which container: what indexes of one estate share. No change set adds or removes an account.</summary>
internal sealed record SharedPeople(AccountDirectory Accounts, MembershipClosure Closure)
{
    internal static SharedPeople Of(EstateFacts facts, CancellationToken cancellationToken)
    {
        var accounts = new AccountDirectory(facts.Principals);
        return new(accounts, new(accounts, facts.Principals, facts.Memberships, cancellationToken));
    }
}
