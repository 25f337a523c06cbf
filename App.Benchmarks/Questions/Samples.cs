using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Questions;

/// <summary>Which tables, accounts and changes are asked about: drawn once, the same for every engine.</summary>
public sealed class Samples
{
    private const int Seed = 7;

    private readonly EstateFacts _facts;

    public Samples(EstateFacts facts)
    {
        _facts = facts;
        var random = new Random(Seed);
        var accounts = facts
            .Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login)
            .ToArray();
        Tables = [.. Enumerable.Range(0, 500).Select(_ => new TableOrdinal(random.Next(facts.Tables.Length)))];
        Logins = [.. Enumerable.Range(0, 1000).Select(_ => accounts[random.Next(accounts.Length)].Id.Name)];
    }

    public TableOrdinal[] Tables { get; }

    public string[] Logins { get; }

    /// <summary>One more login in the allow item of a policy on a table.</summary>
    public IEnumerable<ChangeSet> Grants()
    {
        var policies = OnTable(policy => policy is not ["*"]);
        return Enumerable
            .Range(0, 200)
            .Select(number =>
                (Policy: policies[number * 31 % policies.Length], Login: PrincipalId.Login(Logins[number]))
            )
            .Where(pair => !pair.Policy.AllowItems[0].Users.Contains(pair.Login.Name))
            .Select(pair => AddToItem(pair.Policy, pair.Login));
    }

    /// <summary>Everyone in the allow item of a policy on a whole database.</summary>
    public IEnumerable<ChangeSet> EveryoneOnDatabase()
    {
        var policies = OnTable(values => values is ["*"]);
        return Enumerable
            .Range(0, 50)
            .Select(number => policies[number * 17 % policies.Length])
            .Distinct()
            .Where(policy => !policy.AllowItems[0].Groups.Contains(PrincipalId.Everyone.Name))
            .Select(policy => AddToItem(policy, PrincipalId.Everyone));
    }

    /// <summary>Nestings taken away, one at a time, and logins' memberships among them: any edge can be the next.</summary>
    public IEnumerable<ChangeSet> Nestings()
    {
        var nestings = _facts.Memberships.Where(membership => membership.IsNesting).ToArray();
        return Enumerable
            .Range(0, 100)
            .Select(number => nestings[number * 97 % nestings.Length])
            .Distinct()
            .Select(nesting => new ChangeSet([new MembershipChange(ChangeOperation.Remove, nesting)]));
    }

    private Policy[] OnTable(Func<IReadOnlyList<string>, bool> isMeant) =>
        [
            .. _facts.Policies.Where(policy =>
                isMeant(policy.Resources[0].Levels["table"].Values)
                && policy.AllowItems[0].Accesses.All(access => access.Type is "select" or "all")
            ),
        ];

    private static ChangeSet AddToItem(Policy policy, PrincipalId principal) =>
        new([new ItemPrincipalChange(ChangeOperation.Add, policy.Id, PolicyItemList.Allow, 0, principal)]);
}
