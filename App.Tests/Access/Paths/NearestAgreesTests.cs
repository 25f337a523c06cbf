using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Paths;

/// <summary>"Why not" against the slow evaluator: the proposed changes really give more, and nothing that is one membership away is missed.</summary>
public sealed class NearestAgreesTests
{
    private const int Estates = 300;
    private const int LargerEstates = 75;

    [Fact]
    public void What_is_proposed_gives_what_was_refused()
    {
        var kinds = new Dictionary<ObstacleKind, int>();
        for (var seed = 0; seed < Estates; seed++)
        {
            var facts = new PairEstate(seed).Create();
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            Verify($"pair {seed}", facts, index, index.FindAccount(PairEstate.Login)!.Value, new(0), kinds);
        }

        for (var seed = 0; seed < LargerEstates; seed++)
        {
            var random = new RandomEstate(seed);
            var facts = random.Create();
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            for (var question = 0; question < 6 && index.Accounts.Length > 0 && facts.Tables.Length > 0; question++)
            {
                var account = index.FindAccount(random.Pick(index.Accounts).Id.Name)!.Value;
                var table = index.FindTable(random.Pick(facts.Tables).Name)!.Value;
                Verify($"estate {seed}", facts, index, account, table, kinds);
            }
        }

        // The slow evaluator knows no conditions that can be decided: the test below is about them.
        var rare = Enum.GetValues<ObstacleKind>()
            .Where(kind => kind != ObstacleKind.ConditionFails && kinds.GetValueOrDefault(kind) < 3);
        Assert.True(!rare.Any(), string.Join(", ", kinds) + " rare: " + string.Join(", ", rare));
    }

    [Fact]
    public void A_condition_that_is_known_to_fail_is_told_from_one_that_cannot_be_known()
    {
        var facts = ScenarioEstate.Of(
            ScenarioFile.Parse(
                """
                { "why": "", "groups": { "g1": "ann" }, "declares": { "expression": "RangerScriptConditionEvaluator" },
                  "policies": [{ "on": "sales.orders.*", "allow": [{ "give": "select to bob", "if": { "expression": "IS_IN_GROUP('g1')" } }] }] }
                """
            )
        );
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);

        var nearest = index.Explain(index.FindAccount("bob")!.Value, new(0), null, ExplanationScope.Default).Nearest!;

        Assert.Equal(ObstacleKind.ConditionFails, Assert.Single(nearest.Obstacles).Kind);
        var after = AccessIndex.Build(
            new ChangeSet(nearest.Changes).ApplyTo(facts).Facts!,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(AccessLevel.Full, after.WhoCanAccess(new(0)).LevelOf(after.FindAccount("bob")!.Value));
    }

    private static void Verify(
        string place,
        EstateFacts facts,
        AccessIndex index,
        PrincipalOrdinal account,
        TableOrdinal table,
        Dictionary<ObstacleKind, int> kinds
    )
    {
        var login = index.Accounts[account.Value].Id.Name;
        var resource = index.Table(table);
        var explanation = index.Explain(account, table, null, ExplanationScope.Default);
        var before = explanation.Columns;
        if (explanation.Nearest is not { } nearest)
        {
            Assert.True(
                explanation.Level == AccessLevel.Full || OneMembershipAway(facts, login, resource, before) is null,
                $"{place}: {login} on {resource.Name} is one membership away: {OneMembershipAway(facts, login, resource, before)}"
            );
            return;
        }

        Assert.NotEqual(AccessLevel.Full, explanation.Level);
        var outcome = new ChangeSet(nearest.Changes).ApplyTo(facts);
        Assert.True(
            outcome.Facts is not null,
            $"{place}: {string.Join(' ', outcome.Problems.Select(problem => problem.Reason))}"
        );
        var after = new ReferenceEvaluator(outcome.Facts).ReadableColumns(login, resource);
        Assert.True(
            nearest.ColumnsAfter.SequenceEqual(after),
            $"{place}: {login} on {resource.Name}: {string.Join(',', nearest.ColumnsAfter)}, expected {string.Join(',', after)}"
        );
        Assert.True(
            before.All(column => after.Contains(column)) && after.Length > before.Length,
            $"{place}: nothing gained"
        );
        Assert.True(
            nearest.Changes.Length == 1 || OneMembershipAway(facts, login, resource, before) is null,
            $"{place}: {login} on {resource.Name} is one membership away: {OneMembershipAway(facts, login, resource, before)}, not {nearest.Changes.Length} changes"
        );
        foreach (var obstacle in nearest.Obstacles)
        {
            kinds[obstacle.Kind] = kinds.GetValueOrDefault(obstacle.Kind) + 1;
        }
    }

    private static PrincipalId? OneMembershipAway(
        EstateFacts facts,
        string login,
        TableResource table,
        ImmutableArray<int> before
    )
    {
        var named = facts
            .Policies.SelectMany(policy =>
                policy.AllowItems.SelectMany(item =>
                    item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role))
                )
            )
            .Distinct();
        foreach (var container in named.Where(container => !container.IsEveryone))
        {
            var edge = new Membership(PrincipalId.Login(login), container);
            var added = facts with { Memberships = facts.Memberships.Add(edge) };
            var reference = new ReferenceEvaluator(added);
            var after = reference.ReadableColumns(login, table);

            // To make somebody a super user is never proposed.
            var isSuperUser = facts.Service?.SuperGroups.Any(reference.ContainersOf(login).Groups.Contains) == true;
            if (!isSuperUser && before.All(column => after.Contains(column)) && after.Length > before.Length)
            {
                return container;
            }
        }

        return null;
    }
}
