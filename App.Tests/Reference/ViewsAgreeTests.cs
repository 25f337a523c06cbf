using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Readers through views against the slow evaluators, on random estates with views over views, circles among them. A failure names the seed.</summary>
public sealed class ViewsAgreeTests
{
    private const int Usually = 150;

    [Fact]
    public void Under_Ranger() =>
        ForEach(
            seed =>
            {
                var random = new RandomEstate(seed);
                return WithViews(
                    seed % 3 == 0 ? RandomRestrictions.AddTo(random.Create(), random) : random.Create(),
                    seed
                );
            },
            facts =>
            {
                var reference = new ReferenceEvaluator(facts);
                return (login, view) =>
                {
                    // A table whose columns nobody knows is decided as a whole.
                    var whole = view.Columns.IsEmpty
                        ? reference.Decide(login, view.Name.Database, view.Name.Table, null, "select")
                        : AccessDecision.Denied;
                    return (
                        whole == AccessDecision.Allowed || reference.ReadableColumns(login, view).Length > 0,
                        whole != AccessDecision.Denied
                            || Enumerable
                                .Range(0, view.Columns.Length)
                                .Any(column => reference.MayRead(login, view, column))
                    );
                };
            }
        );

    [Fact]
    public void Under_sql_standard_authorization() =>
        ForEach(
            seed => WithViews(new RandomHiveEstate(seed).Create(Authorizer.SqlStandard), seed),
            facts =>
            {
                var reference = new HiveReference(facts);
                return (login, view) =>
                {
                    var reads = reference.SqlStandard(login, view.Name);
                    return (reads, reads);
                };
            }
        );

    [Fact]
    public void Under_the_legacy_authorizer_where_nothing_is_let_through() =>
        ForEach(
            seed => new RandomHiveEstate(seed).Create(Authorizer.Legacy),
            facts =>
            {
                var reference = new HiveReference(facts);
                return (login, view) =>
                {
                    var columns = view.Columns.Select(column => reference.Legacy(login, view, column.Name)).ToArray();
                    return (columns.Any(column => column.Sure), columns.Any(column => column.Possible));
                };
            },
            letsThrough: false
        );

    [Fact]
    public void Where_files_decide_and_only_copies_let_through() =>
        ForEach(
            seed => new RandomHiveEstate(seed).Create(Authorizer.StorageBased),
            facts =>
            {
                var reference = new HdfsReference(facts);
                return (login, view) =>
                    reference.Reads(login, view) is { } answer ? (answer.Any, answer.MayAny) : default;
            },
            letsThrough: false
        );

    // Every table may turn out a view over others, over itself, over names that nobody has, understood or not, a copy or not.
    internal static EstateFacts WithViews(EstateFacts facts, int seed)
    {
        var random = new Random(seed);
        var tables = facts
            .Tables.Select(table =>
                random.Next(100) < 45
                    ? table with
                    {
                        Kind = ResourceKind.View,
                        Location = random.Next(4) == 0 ? $"/mv/{table.Name}" : null,
                    }
                    : table
            )
            .ToImmutableArray();
        TableName[] names = [.. tables.Select(table => table.Name), new("sales", "nowhere")];
        return facts with
        {
            Tables = tables,
            ViewSources =
            [
                .. tables
                    .Where(table => random.Next(100) < (table.Kind == ResourceKind.View ? 90 : 10))
                    .Select(view => new ViewSources(
                        view.Name,
                        [
                            .. Enumerable
                                .Range(0, random.Next(0, 4))
                                .Select(_ => names[random.Next(names.Length)])
                                .Distinct()
                                .Order(),
                        ],
                        random.Next(100) < 80
                    )),
            ],
        };
    }

    private static void ForEach(
        Func<int, EstateFacts> create,
        Func<EstateFacts, Func<string, TableResource, (bool Sure, bool Possible)>> reads,
        bool letsThrough = true
    )
    {
        var laundered = 0;
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var facts = create(seed);
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            laundered += Verify(index, new(facts, reads(facts)), facts, seed, letsThrough);
        }

        // The estates are worth something only where views do let through.
        Assert.True(laundered > 0 || !letsThrough);
    }

    private static int Verify(AccessIndex index, ViewReference reference, EstateFacts facts, int seed, bool letsThrough)
    {
        var laundered = 0;
        var accounts = Enumerable.Range(0, index.Accounts.Length).Select(one => new PrincipalOrdinal(one)).ToArray();
        var what = Array.ConvertAll(
            accounts,
            account => index.TablesThroughViews(account).Select(viewed => viewed.Table).ToHashSet()
        );
        for (var value = 0; value < facts.Tables.Length; value++)
        {
            var table = new TableOrdinal(value);
            var place = $"seed {seed}: {facts.Tables[value].Name}";
            var through = index.ViewReaders(table);
            Assert.Equal(
                facts
                    .Tables.Where(view => reference.Shows(view.Name, facts.Tables[value].Name))
                    .Select(view => view.Name),
                through.Views.Select(view => index.Table(view).Name)
            );
            Assert.Equal(
                facts
                    .Tables.Where(view => view.Kind == ResourceKind.View && view.Name != facts.Tables[value].Name)
                    .Where(view => !facts.ViewSources.Any(sources => sources.View == view.Name && sources.IsComplete))
                    .Where(view => !reference.Shows(view.Name, facts.Tables[value].Name))
                    .Select(view => view.Name),
                through.UnclearViews.Select(view => index.Table(view).Name)
            );
            foreach (var account in accounts)
            {
                var login = index.Accounts[account.Value].Id.Name;
                var (sure, possible) = reference.Reads(login, facts.Tables[value].Name);
                Same(sure, through.Readers.Contains(account), $"{place} for {login}");
                Same(possible && !sure, through.Conditional.Contains(account), $"{place} for {login}, possibly");
                var isLaundered = sure && !index.Readers(table).Contains(account);
                laundered += isLaundered ? 1 : 0;
                // Where a view needs what it reads, whoever is let through to files has a copy on the way, which has files of its own.
                Assert.True(
                    !isLaundered
                        || letsThrough
                        || facts.Tables[value].Location is null
                        || index.ViewWays(account, table).All(HasCopy),
                    $"{place}: {login} is let through without a copy"
                );
                Same(isLaundered, what[account.Value].Contains(table), $"what {login} reads of {place}");
                VerifyWays(index, reference, account, table, sure);
            }
        }

        return laundered;

        bool HasCopy(ViewWay way) => way.Views.Any(view => index.Table(view).Location is not null);
    }

    private static void VerifyWays(
        AccessIndex index,
        ViewReference reference,
        PrincipalOrdinal account,
        TableOrdinal table,
        bool reads
    )
    {
        var ways = index.ViewWays(account, table);
        Assert.Equal(reads, !ways.IsEmpty);
        Assert.Equal(ways.Length, ways.Select(way => way.Views[0]).Distinct().Count());
        foreach (var way in ways)
        {
            Assert.True(index.Readers(way.Views[0]).Contains(account));
            Assert.Equal(index.WhoCanAccess(way.Views[0]).LevelOf(account), way.Level);
            foreach (var (from, to) in way.Views.Zip(way.Views.Skip(1).Append(table)))
            {
                Assert.Contains(to, index.ContentsOf(from).Direct);
                Assert.True(reference.Shows(index.Table(from).Name, index.Table(to).Name));
            }
        }
    }

    private static void Same(bool expected, bool actual, string place) =>
        Assert.True(expected == actual, $"{place}: expected {expected}, got {actual}");
}
