using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Agreement on random estates proves little unless they reach every corner: each outcome has to come up often enough.</summary>
public sealed class RandomEstateTests
{
    private const int Estates = 300;
    private const int Often = 10;

    [Fact]
    public void Random_estates_reach_every_level_way_and_reason()
    {
        var seen = new Dictionary<string, int>();
        for (var seed = 0; seed < Estates; seed++)
        {
            var facts = new RandomEstate(seed).Create();
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            for (var table = 0; table < facts.Tables.Length; table++)
            {
                for (var account = 0; account < index.Accounts.Length; account++)
                {
                    Note(seen, index.Explain(new(account), new(table), null));
                    Note(
                        seen,
                        index.WhoCanAccess(new(table)).Conditional.Contains(new PrincipalOrdinal(account))
                            ? "conditional"
                            : "certain"
                    );
                }
            }
        }

        string[] expected =
        [
            .. Enum.GetValues<AccessLevel>().Select(level => $"level {level}"),
            .. Enum.GetValues<AccessVia>().Select(via => $"via {via}"),
            .. Enum.GetValues<LossReason>().Select(reason => $"lost {reason}"),
            .. Enum.GetValues<Effect>().Select(effect => $"decided {effect}"),
            "conditional",
            "tag decided",
            "chain of 3",
        ];
        var rare = expected
            .Where(outcome => seen.GetValueOrDefault(outcome) < Often)
            .Select(outcome => $"{outcome}: {seen.GetValueOrDefault(outcome)}");
        Assert.Empty(rare);
    }

    private static void Note(Dictionary<string, int> seen, AccessExplanation explanation)
    {
        Note(seen, $"level {explanation.Level}");
        foreach (var opinion in explanation.Deciding)
        {
            Note(seen, $"via {opinion.Via}");
            Note(seen, $"decided {opinion.Effect}");
            Note(seen, opinion.Tag is null ? "resource decided" : "tag decided");
            Note(seen, opinion.Chain.Length >= 3 ? "chain of 3" : "short chain");
        }

        foreach (var losing in explanation.Losing)
        {
            Note(seen, $"lost {losing.Reason}");
        }
    }

    private static void Note(Dictionary<string, int> seen, string outcome) =>
        seen[outcome] = seen.GetValueOrDefault(outcome) + 1;
}
