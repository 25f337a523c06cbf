using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>The proof against brute force, pair by pair and minute by minute, on random histories with random logs.</summary>
public sealed class ProofAgreesTests
{
    private const int Usually = 30;

    [Fact]
    public void Every_pair_is_what_each_of_its_minutes_says_and_less_coverage_only_unproves()
    {
        var states = new Dictionary<PairState, long>();
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var history = new RandomHistory(seed).History;
            var ledger = LedgerAgreesTests.Build(history, ExposureScope.Estate);
            var random = new Random(seed);
            var coverages = Coverages(ledger, random);
            var uses = Uses(ledger, random);
            var channels = Channels(ledger, random);
            foreach (var basis in Enum.GetValues<ExposureBasis>())
            {
                var proof = Prove(ledger, basis, coverages, channels, uses);
                var expected = Expected(ledger, basis, coverages, channels, uses);
                var found = Pairs(proof, ledger);
                Assert.True(
                    expected.Count == found.Count && expected.All(pair => found[pair.Key] == pair.Value),
                    $"seed {seed}, {basis}"
                );
                Assert.Equal(found.Count, proof.People.Exposed + proof.Services.Exposed);
                foreach (var state in found.Values)
                {
                    states[state] = states.GetValueOrDefault(state) + 1;
                }

                if (!coverages.IsEmpty)
                {
                    var less = Pairs(Prove(ledger, basis, coverages.RemoveAt(0), channels, uses), ledger);
                    Assert.All(
                        found,
                        pair =>
                            Assert.True(
                                less[pair.Key] == pair.Value
                                    || (pair.Value, less[pair.Key]) == (PairState.ProvenNot, PairState.Unknown)
                                    || coverages[0].Value.State != CoverageState.Full,
                                $"seed {seed}, {basis}, {pair.Key}"
                            )
                    );
                }

                SumsOfParts(ledger, basis);
            }
        }

        Assert.True(!RandomEstates.IsUsual || states.Count == 3, string.Join(", ", states));
    }

    private static void SumsOfParts(ExposureLedger ledger, ExposureBasis basis)
    {
        var figures = LedgerFigures.Of(ledger, basis);
        var (gross, net) = (LedgerFigures.Of(ledger, ExposureBasis.Gross), LedgerFigures.Of(ledger, ExposureBasis.Net));
        var layer = basis == ExposureBasis.Gross ? LedgerLayer.GrossPossible : LedgerLayer.NetPossible;
        var parts = ledger
            .Blocks(layer)
            .Sum(block => block.Who.CountIn(ledger.People) * block.Tables.Length * block.Length.TotalDays);

        Assert.Equal(figures.PersonTableDays.High, parts, tolerance: 1e-9);
        Assert.True(figures.PersonTableDays.Low <= figures.PersonTableDays.High + 1e-12);
        Assert.True(
            net.PersonTableDays.Low <= gross.PersonTableDays.Low
                && net.PersonTableDays.High <= gross.PersonTableDays.High
        );
    }

    private static AccessProof Prove(
        ExposureLedger ledger,
        ExposureBasis basis,
        ImmutableArray<HeldFact<LogCoverage>> coverages,
        OtherChannels channels,
        ImmutableArray<AuditedUse> uses
    ) => AccessProof.Of(ledger, basis, coverages, channels, uses, TestContext.Current.CancellationToken);

    private static Dictionary<(int Who, int Table), PairState> Pairs(AccessProof proof, ExposureLedger ledger)
    {
        var pairs = new Dictionary<(int, int), PairState>();
        foreach (var who in ledger.People.Union(ledger.Services).Members())
        {
            for (var table = 0; table < ledger.Tables.Length; table++)
            {
                if (proof.Of(who, table) is { } state)
                {
                    pairs.Add((who.Value, table), state);
                }
            }
        }

        return pairs;
    }

    // Minute by minute: whether the pair may be, and surely is, exposed, and whether its channels are covered.
    private static Dictionary<(int Who, int Table), PairState> Expected(
        ExposureLedger ledger,
        ExposureBasis basis,
        ImmutableArray<HeldFact<LogCoverage>> coverages,
        OtherChannels channels,
        ImmutableArray<AuditedUse> uses
    )
    {
        var (sure, possible) =
            basis == ExposureBasis.Gross
                ? (LedgerLayer.GrossSure, LedgerLayer.GrossPossible)
                : (LedgerLayer.NetSure, LedgerLayer.NetPossible);
        var expected = new Dictionary<(int, int), PairState>();
        foreach (var who in ledger.People.Union(ledger.Services).Members())
        {
            for (var table = 0; table < ledger.Tables.Length; table++)
            {
                var may = Of(possible, who, table);
                if (may.Length == 0)
                {
                    continue;
                }

                var surely = Of(sure, who, table);
                var mine = uses.Where(use =>
                        ledger.Find(use.Login) == who && use.IsAllowed && use.Action == AuditAction.Read
                    )
                    .ToArray();
                var onTable = mine.Where(use => use.Table == ledger.Tables[table]).ToArray();
                var isAccessed = onTable.Any(use =>
                    surely.Any(block =>
                        (block.From <= use.First && use.First < block.To)
                        || (block.From <= use.Last && use.Last < block.To)
                    )
                );
                var isTouched = mine.Any(use =>
                    (use.Table == ledger.Tables[table] || channels.ViewsOver[table].Contains(use.Table))
                    && may.Any(block => use.First < block.To && block.From <= use.Last)
                );
                var isCovered = may.All(block => Instants(block).All(at => IsCovered(who, table, at)));
                expected.Add(
                    (who.Value, table),
                    isAccessed ? PairState.Accessed
                        : !isTouched && isCovered ? PairState.ProvenNot
                        : PairState.Unknown
                );
            }
        }

        return expected;

        ExposureBlock[] Of(LedgerLayer layer, PrincipalOrdinal who, int table) =>
            [.. ledger.Blocks(layer).Where(block => block.Who.Contains(who) && block.Tables.Contains(table))];

        IEnumerable<DateTimeOffset> Instants(ExposureBlock block)
        {
            for (
                var at = block.From;
                at < block.To;
                at = at.AddSeconds(60 - at.Second).AddMilliseconds(-at.Millisecond)
            )
            {
                yield return at;
            }
        }

        bool IsCovered(PrincipalOrdinal who, int table, DateTimeOffset at)
        {
            return Logged(AccessChannel.Hive)
                && (!channels.Files[table].Contains(who) || Logged(AccessChannel.Files))
                && (!channels.Views[table].Contains(who) || Logged(AccessChannel.View))
                // A second account's gap is its person's.
                && !Said(
                    false,
                    one =>
                        ExposureScope.Parse(one.Scope) is { Kind: ScopeKind.Person } person
                        && ledger.Find(person.Name) == who
                );

            bool Logged(AccessChannel channel) => Said(true, IsAbout(channel)) && !Said(false, IsAbout(channel));

            Func<LogCoverage, bool> IsAbout(AccessChannel channel) =>
                one =>
                    one.Channel == channel && (one.Scope == "query:*" || one.Scope == $"table:{ledger.Tables[table]}");

            bool Said(bool isFull, Func<LogCoverage, bool> isMeant) =>
                coverages.Any(one =>
                    isMeant(one.Value) && one.HeldAt(at) && one.Value.State == CoverageState.Full == isFull
                );
        }
    }

    // On whole minutes, so that each minute is covered or not.
    private static ImmutableArray<HeldFact<LogCoverage>> Coverages(ExposureLedger ledger, Random random)
    {
        var said = ImmutableArray.CreateBuilder<HeldFact<LogCoverage>>();
        foreach (var channel in new[] { AccessChannel.Hive, AccessChannel.Files, AccessChannel.View })
        {
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                var (from, to) = (
                    RandomHistory.From.AddMinutes(random.Next(-5, 30)),
                    RandomHistory.From.AddMinutes(random.Next(31, 65))
                );
                var state = random.Next(5) == 0 ? CoverageState.Partial : CoverageState.Full;
                var scope =
                    random.Next(8) == 0 && state == CoverageState.Partial
                        ? "principal:" + ledger.Accounts[random.Next(ledger.Accounts.Length)].Id.Name
                    : random.Next(2) == 0 || ledger.Tables.IsEmpty ? "query:*"
                    : $"table:{ledger.Tables[random.Next(ledger.Tables.Length)]}";
                said.Add(new(new(scope, channel, state, null), from, from, to, to));
            }

            if (random.Next(2) == 0)
            {
                said.Add(new(new("query:*", channel, CoverageState.Full, null), RandomHistory.From, null, null, null));
            }
        }

        return said.ToImmutable();
    }

    private static ImmutableArray<AuditedUse> Uses(ExposureLedger ledger, Random random) =>
        [
            .. Enumerable
                .Range(0, ledger.Tables.IsEmpty || ledger.Accounts.IsEmpty ? 0 : random.Next(12))
                .Select(_ =>
                {
                    var first = RandomHistory.From.AddSeconds(random.Next(-60, 3700));
                    var isExact = random.Next(3) > 0;
                    return new AuditedUse(
                        ledger.Tables[random.Next(ledger.Tables.Length)],
                        ledger.Accounts[random.Next(ledger.Accounts.Length)].Id.Name,
                        "",
                        random.Next(8) == 0 ? AuditAction.Write : AuditAction.Read,
                        AuditChannel.Hive,
                        random.Next(8) > 0,
                        first,
                        isExact ? first : first.AddMinutes(random.Next(20)),
                        isExact ? 1 : 3,
                        isExact
                    );
                }),
        ];

    private static OtherChannels Channels(ExposureLedger ledger, Random random)
    {
        PrincipalSet Some() =>
            PrincipalSet.Of(
                ledger.People.Universe,
                Enumerable
                    .Range(0, ledger.People.Universe)
                    .Where(_ => random.Next(3) == 0)
                    .Select(who => new PrincipalOrdinal(who))
            );

        return new(
            [.. ledger.Tables.Select(_ => Some())],
            [.. ledger.Tables.Select(_ => Some())],
            [
                .. ledger.Tables.Select(table =>
                    (IReadOnlySet<TableName>)(
                        random.Next(4) == 0
                            ? ledger.Tables.Where(other => other != table).Take(1).ToImmutableHashSet()
                            : ImmutableHashSet<TableName>.Empty
                    )
                ),
            ]
        );
    }
}
