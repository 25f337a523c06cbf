using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Who sees a table on dashboards against a slow look at each dashboard, login by login, on random estates with dashboards over tables, views and names
/// that nobody has. A failure names the seed.
/// </summary>
public sealed class DashboardsAgreeTests
{
    private const int Usually = 100;

    [Fact]
    public void Audiences_see_what_dashboards_show()
    {
        var alone = 0;
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var random = new RandomEstate(seed);
            alone += Verify(WithDashboards(ViewsAgreeTests.WithViews(random.Create(), seed), seed), $"seed {seed}");
        }

        Assert.True(alone > 0, "nobody saw anything on a dashboard alone");
    }

    private static EstateFacts WithDashboards(EstateFacts facts, int seed)
    {
        var random = new Random(seed);
        TableName[] names = [.. facts.Tables.Select(table => table.Name), new("sales", "nowhere")];
        PrincipalId[] people = [.. facts.Principals.Select(principal => principal.Id), PrincipalId.Everyone];
        return facts with
        {
            Dashboards =
            [
                .. Enumerable
                    .Range(0, random.Next(5))
                    .Select(number => new Dashboard(
                        $"d{number}",
                        $"Board {number}",
                        [
                            .. Enumerable
                                .Range(0, random.Next(4))
                                .Select(_ => names[random.Next(names.Length)])
                                .Distinct()
                                .Order(),
                        ],
                        random.Next(4) == 0
                            ? null
                            :
                            [
                                .. Enumerable
                                    .Range(0, random.Next(3))
                                    .Select(_ => people[random.Next(people.Length)])
                                    .Distinct()
                                    .Order(),
                            ]
                    )),
            ],
        };
    }

    private static int Verify(EstateFacts facts, string place)
    {
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var evaluator = new ReferenceEvaluator(facts);
        var views = new ViewReference(facts, (_, _) => default);
        var alone = 0;
        for (var value = 0; value < facts.Tables.Length; value++)
        {
            var (table, name) = (new TableOrdinal(value), facts.Tables[value].Name);
            Dashboard[] over =
            [
                .. facts.Dashboards.Where(dashboard =>
                    dashboard.Reads.Any(read => read == name || views.Shows(read, name))
                ),
            ];
            var found = index.DashboardReaders(table);
            Assert.Equal(over, found.Dashboards);
            Assert.Equal(over.Where(dashboard => dashboard.Audience is null), found.UnknownAudience);
            for (var account = 0; account < index.Accounts.Length; account++)
            {
                var ordinal = new PrincipalOrdinal(account);
                var login = index.Accounts[account].Id.Name;
                Dashboard[] opens = [.. over.Where(dashboard => MayOpen(evaluator, login, dashboard))];
                var there = $"{place}: {login} and {name}";
                Assert.True(opens.Length > 0 == found.Readers.Contains(ordinal), there);

                var ways = index.DashboardWays(ordinal, table);
                Assert.Equal(
                    opens.Select(one => one.Id),
                    ways.Select(way => way.Dashboard.Id).Order(StringComparer.Ordinal)
                );
                Assert.All(ways, way => Verify(index, way, table));

                var isAlone = opens.Length > 0 && !index.Readers(table).Contains(ordinal);
                alone += isAlone ? 1 : 0;
                var what = index.TablesThroughDashboards(ordinal).SingleOrDefault(shown => shown.Table == table);
                Assert.Equal(isAlone ? opens : [], what?.Dashboards ?? []);
            }
        }

        return alone;
    }

    private static void Verify(AccessIndex index, DashboardWay way, TableOrdinal table)
    {
        TableOrdinal[] steps = [.. way.Views, table];
        Assert.Contains(index.Table(steps[0]).Name, way.Dashboard.Reads);
        foreach (var (from, to) in steps.Zip(steps.Skip(1)))
        {
            Assert.Contains(to, index.ContentsOf(from).Direct);
        }
    }

    private static bool MayOpen(ReferenceEvaluator evaluator, string login, Dashboard dashboard)
    {
        var (groups, roles) = evaluator.ContainersOf(login);
        return dashboard.Audience is { } audience
            && audience.Any(one =>
                one == PrincipalId.Everyone
                || one.Namespace switch
                {
                    PrincipalNamespace.Login => one.Name == login,
                    PrincipalNamespace.Group => groups.Contains(one.Name),
                    PrincipalNamespace.Role => roles.Contains(one.Name),
                }
            );
    }
}
