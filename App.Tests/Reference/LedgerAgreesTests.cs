using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>The ledger against brute force on random histories: <c>GOVERNANCE_ESTATES</c> says how many, else 30.</summary>
public sealed class LedgerAgreesTests
{
    private const int Usually = 30;

    private static readonly Dictionary<string, double> s_weights = new()
    {
        ["PII"] = 2,
        ["PCI"] = 3,
        ["OLD"] = 0.5,
    };

    [Fact]
    public void Every_interval_of_every_pair_is_the_one_found_minute_by_minute()
    {
        var (doubtful, exposed) = (0, 0);
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var history = new RandomHistory(seed).History;
            var oracle = new ExposureOracle(history, RandomHistory.From, RandomHistory.To, s_weights);
            var ledger = Build(history, ExposureScope.Estate);
            foreach (var layer in Enum.GetValues<LedgerLayer>())
            {
                Same(seed, layer, oracle, ledger);
            }

            doubtful += oracle.HadDoubt ? 1 : 0;
            exposed += oracle.Intervals[LedgerLayer.NetPossible].Count;
        }

        Assert.True(
            !RandomEstates.IsUsual || (doubtful > 5 && exposed > 50),
            $"{doubtful} with doubt, {exposed} intervals"
        );
    }

    [Fact]
    public void The_ledger_of_a_table_a_database_or_a_person_is_that_part_of_the_estates()
    {
        var compared = 0;
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var history = new RandomHistory(seed).History;
            var estate = Build(history, ExposureScope.Estate);
            if (estate.Tables.IsEmpty)
            {
                continue;
            }

            var table = estate.Tables[seed % estate.Tables.Length];
            Same(new(ScopeKind.Table, table.ToString()), pair => pair.Table == table);
            Same(new(ScopeKind.Database, table.Database), pair => pair.Table.Database == table.Database);
            if (!estate.Accounts.IsEmpty)
            {
                var account = estate.Accounts[seed % estate.Accounts.Length];
                var identity = estate.Find(account.Id.Name)!.Value;
                var who = ExposureOracle.WhoIs(estate.Accounts[identity.Value]);
                Same(new(ScopeKind.Person, account.Id.Name), pair => pair.Who == who);
            }

            void Same(ExposureScope scope, Func<(string Who, TableName Table), bool> isIn)
            {
                var part = Build(history, scope);
                foreach (var layer in Enum.GetValues<LedgerLayer>())
                {
                    var expected = Pairs(estate, layer).Where(pair => isIn((pair.Who, pair.Table))).Order().ToArray();
                    var found = Pairs(part, layer).Order().ToArray();
                    Assert.True(expected.SequenceEqual(found), $"seed {seed}, {scope}, {layer}");
                    compared += found.Length;
                }
            }
        }

        Assert.True(!RandomEstates.IsUsual || compared > 150, $"{compared} intervals");
    }

    internal static ExposureLedger Build(EstateHistory history, ExposureScope scope) =>
        ExposureLedger.Build(
            history,
            scope,
            new(name => s_weights.TryGetValue(name, out var weight) ? weight : null),
            RandomHistory.From,
            RandomHistory.To,
            new Progress<WorkProgress>(),
            TestContext.Current.CancellationToken
        );

    private static void Same(int seed, LedgerLayer layer, ExposureOracle oracle, ExposureLedger ledger)
    {
        var found = Pairs(ledger, layer);
        var missing = oracle.Intervals[layer].Except(found).Order().ToArray();
        var tooMany = found.Except(oracle.Intervals[layer]).Order().ToArray();
        Assert.True(
            missing.Length == 0 && tooMany.Length == 0 && found.Count == oracle.Intervals[layer].Count,
            $"seed {seed}, {layer}: missing {string.Join("; ", missing.Take(4))}\n too many {string.Join("; ", tooMany.Take(4))}"
        );
        if (!oracle.HadDoubt)
        {
            var weighted = Enumerable.Range(0, ledger.Tables.Length).Sum(table => ledger.WeightedDays(layer, table));
            Assert.True(
                Math.Abs(weighted - oracle.Weighted[layer]) < 1e-9,
                $"seed {seed}, {layer}: weighted {weighted}, not {oracle.Weighted[layer]}"
            );
        }
    }

    private static List<(string Who, TableName Table, DateTimeOffset From, DateTimeOffset To)> Pairs(
        ExposureLedger ledger,
        LedgerLayer layer
    )
    {
        var found = new List<(string Who, TableName Table, DateTimeOffset From, DateTimeOffset To)>();
        foreach (var block in ledger.Blocks(layer))
        {
            foreach (var who in block.Who.Members())
            {
                found.AddRange(
                    block.Tables.Select(table =>
                        (ExposureOracle.WhoIs(ledger.Accounts[who.Value]), ledger.Tables[table], block.From, block.To)
                    )
                );
            }
        }

        return found;
    }
}
