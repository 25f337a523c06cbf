using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Access;

public sealed class ReaderReasonsTests
{
    private const int Estates = 500;

    /// <summary>Explanations of single accounts are checked against the slow evaluator; here the sweep is checked against them.</summary>
    [Fact]
    public void Each_reader_has_one_of_its_deciding_allows_with_a_shortest_chain()
    {
        var (groups, others) = (0, 0);
        for (var seed = 0; seed < Estates; seed++)
        {
            var index = AccessIndex.Build(new RandomEstate(seed).Create(), TestContext.Current.CancellationToken);
            for (var table = 0; table < index.Facts.Tables.Length; table++)
            {
                var reasons = index.Reasons(new(table));
                for (var account = 0; account < index.Accounts.Length; account++)
                {
                    var reason = reasons.Of(new(account));
                    Assert.Equal(index.Readers(new(table)).Contains(new PrincipalOrdinal(account)), reason is not null);
                    if (reason is not null)
                    {
                        Assert.True(
                            Explains(index, new(account), new(table), reason),
                            $"seed {seed}: {index.Accounts[account].Id} on {index.Table(new(table)).Name}: {reason}"
                        );
                        groups += reason.Through.Length > 1 ? 1 : 0;
                        others += reason.Through.Length > 1 ? 0 : 1;
                    }
                }
            }
        }

        Assert.True(groups > 200 && others > 1000, $"{groups} nested, {others} others: too few to prove anything");
    }

    private static bool Explains(AccessIndex index, PrincipalOrdinal account, TableOrdinal table, ReaderReason reason)
    {
        PrincipalId[] chain = [index.Accounts[account.Value].Id, .. reason.Through];
        return IsTrue(index, chain)
            && index
                .Explain(account, table, null)
                .Deciding.Any(opinion =>
                    opinion.Via == reason.Via
                    && opinion.PolicyId == reason.Policy?.Id
                    && opinion.ItemIndex == reason.ItemIndex
                    && opinion.Chain.Length == chain.Length
                    && opinion.Chain[^1] == chain[^1]
                );
    }

    private static bool IsTrue(AccessIndex index, PrincipalId[] chain) =>
        chain
            .Zip(chain.Skip(1))
            .All(edge => edge.Second.IsEveryone || index.Facts.Memberships.Contains(new(edge.First, edge.Second)));
}
