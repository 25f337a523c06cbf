using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Access.Ranger;

public sealed class PolicyOrderTests
{
    private static readonly string[][] s_names =
    [
        ["policy 1", "policy 10", "policy 2", "policy", "policy 12345678", "policy 123456789", "policy 1234567"],
        ["ä", "a", "z", "", "aa", "b"],
        ["policy Ω10", "policy Ω1", "policy Ω", "policy Ā", "policy z", "policy Ω10000", "policy Ω1000"],
        ["one"],
    ];

    [Fact]
    public void Policies_of_one_kind_stand_by_name_letter_by_letter_and_then_by_id()
    {
        var facts = Enumerable
            .Range(0, 100)
            .Select(seed => new RandomEstate(seed).Create())
            .First(estate => estate.Service is not null && !estate.Policies.IsEmpty);
        var people = SharedPeople.Of(facts, CancellationToken.None);
        var any = facts.Policies[0] with
        {
            IsEnabled = true,
            Type = PolicyType.Access,
            DenyItems = [],
            IsDenyAllElse = false,
            Schedules = [],
            Conditions = [],
        };
        foreach (var names in s_names)
        {
            Policy[] policies =
            [
                .. names.Select((name, at) => any with { Name = name, Id = 100 - at }),
                .. names.Select((name, at) => any with { Name = name, Id = at + 1 }),
            ];
            var ordered = new DecidedPolicies(facts with { Policies = [.. policies] }, people.Accounts, people.Closure);
            Assert.Equal(
                policies
                    .OrderBy(policy => policy.Name, StringComparer.Ordinal)
                    .ThenBy(policy => policy.Id)
                    .Select(policy => (policy.Name, policy.Id)),
                ordered.Ordered.Select(found => (found.Policy.Name, found.Policy.Id))
            );
        }
    }
}
