using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>The golden case of metrics 6.9, to the last digit.</summary>
public sealed class GoldenExposureTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    private static ExposureInstant Day12(string scope = "estate") =>
        ExposureInstant.Of(
            GoldenHistory.Create(),
            ExposureScope.Parse(scope)!,
            GoldenHistory.Weights,
            GoldenHistory.Day(12),
            s_never
        );

    private static ExposureLedger Ledger(double from = 0, double to = 30, EstateHistory? history = null) =>
        ExposureLedger.Build(
            history ?? GoldenHistory.Create(),
            ExposureScope.Estate,
            GoldenHistory.Weights,
            GoldenHistory.Day(from),
            GoldenHistory.Day(to),
            new Progress<WorkProgress>(),
            s_never
        );

    [Fact]
    public void Readers_excess_mass_index_and_ranking_at_day_12_are_those_worked_by_hand()
    {
        var day = Day12();
        var (t3, t1, t2) = (day.Tables[0], day.Tables[1], day.Tables[2]);

        Assert.Equal(4, day.People.Count);
        Assert.Equal(["alice", "bob", "carol"], Names(day, t1.Readers.Sure));
        Assert.Equal(["alice", "bob"], Names(day, t1.ExposedNet.Sure));
        Assert.Equal(["carol", "dave"], Names(day, t2.ExposedGross.Possible));
        Assert.Equal(MeasureRange.Exactly(100.0 * 2 / 3), ExposureMetrics.ExcessPercent(t1, ExposureBasis.Net, 4));
        Assert.Equal(MeasureRange.Exactly(100), ExposureMetrics.ExcessPercent(t2, ExposureBasis.Net, 4));
        Assert.Null(ExposureMetrics.ExcessPercent(t3, ExposureBasis.Net, 4));
        Assert.Equal(MeasureRange.Exactly(75), ExposureMetrics.ReachPercent(t1, 4));
        Assert.Equal(MeasureRange.Exactly(8), t1.MassNet);
        Assert.Equal(MeasureRange.Exactly(4), t2.MassNet);
        Assert.Equal(MeasureRange.Exactly(12), ExposureMetrics.Mass(day.Tables, ExposureBasis.Gross));
        Assert.Equal(MeasureRange.Exactly(75), ExposureMetrics.Index(day.Tables, ExposureBasis.Net, 4));
        Assert.Equal(75, ExposureMetrics.Index(Day12("group:telemetry").Tables, ExposureBasis.Net, 4)!.Value.High);
        Assert.Equal(66.67, Math.Round(ExposureMetrics.RankingScore(t1, ExposureBasis.Net, 4)!.Value.Low, 2));
        Assert.Equal(MeasureRange.Exactly(50), ExposureMetrics.RankingScore(t2, ExposureBasis.Net, 4));
    }

    [Fact]
    public void The_index_of_a_union_is_the_mean_of_its_parts_by_weight_and_headroom()
    {
        var day = Day12();
        TableStanding[][] parts =
        [
            [day.Tables[1]],
            [day.Tables[0], day.Tables[2]],
        ];
        var weights = Array.ConvertAll(parts, part => ExposureMetrics.IndexWeight(part, ExposureBasis.Net, 4));

        Assert.Equal(
            ExposureMetrics.Index(day.Tables, ExposureBasis.Net, 4)!.Value.Low,
            parts.Select((part, at) => weights[at] * ExposureMetrics.Index(part, ExposureBasis.Net, 4)!.Value.Low).Sum()
                / weights.Sum(),
            12
        );
    }

    [Fact]
    public void Person_table_days_come_from_four_intervals_with_their_causes()
    {
        var ledger = Ledger();
        foreach (var basis in Enum.GetValues<ExposureBasis>())
        {
            var figures = LedgerFigures.Of(ledger, basis);
            Assert.Equal(MeasureRange.Exactly(16), figures.PersonTableDays);
            Assert.Equal(MeasureRange.Exactly(48), figures.WeightedDays);
            Assert.Equal(MeasureRange.Exactly(8), figures.TableDays);
            Assert.Equal(MeasureRange.Exactly(16), figures.PersonDays);
            Assert.Equal(MeasureRange.Exactly(4), figures.LongestDays);
            Assert.Equal((MeasureRange.Exactly(4), MeasureRange.Zero), (figures.Pairs, figures.OpenPerDay));
            Assert.Equal((GoldenHistory.Day(10), GoldenHistory.Day(14)), (figures.First, figures.LastSure));
        }

        var blocks = ledger.Blocks(LedgerLayer.NetSure);
        Assert.Equal(2, blocks.Length);
        Assert.All(
            blocks,
            block =>
            {
                Assert.Equal((GoldenHistory.Day(10), GoldenHistory.Day(14)), (block.From, block.To));
                Assert.True(
                    ledger.Changes[Assert.Single(block.Opening)].Edits is [{ IsAdded: true, Kind: HistoryKind.Policy }]
                );
                Assert.True(
                    ledger.Changes[Assert.Single(block.Closing)].Edits is [{ IsAdded: false, Kind: HistoryKind.Policy }]
                );
            }
        );
    }

    [Fact]
    public void A_ledger_that_ends_early_says_what_is_open_and_one_that_begins_late_what_was()
    {
        var figures = LedgerFigures.Of(Ledger(11, 12), ExposureBasis.Net);
        Assert.Equal((MeasureRange.Exactly(4), MeasureRange.Exactly(4)), (figures.PersonTableDays, figures.OpenPerDay));
        Assert.All(
            Ledger(11, 12).Blocks(LedgerLayer.NetSure),
            block => Assert.True(block is { IsOpenAtStart: true, IsOpenAtEnd: true, Opening.IsEmpty: true })
        );
    }

    [Fact]
    public void A_change_known_from_two_imports_makes_ranges()
    {
        var history = GoldenHistory.Create();
        var mistake = history.Policies[^1];
        history = history with
        {
            Policies = history.Policies.Replace(
                mistake,
                mistake with
                {
                    FromNotBefore = GoldenHistory.Day(9),
                    ToNotBefore = GoldenHistory.Day(13),
                }
            ),
        };

        var figures = LedgerFigures.Of(Ledger(0, 30, history), ExposureBasis.Net);
        Assert.Equal(new MeasureRange(12, 20), figures.PersonTableDays);
        Assert.Equal(new MeasureRange(36, 60), figures.WeightedDays);
        Assert.Equal((GoldenHistory.Day(9), GoldenHistory.Day(10)), (figures.First, figures.FirstSure));
    }

    [Fact]
    public void Without_an_audience_everybody_who_reads_may_be_exposed_and_an_exception_counts_net_only()
    {
        var history = GoldenHistory.Create();
        history = history with
        {
            IntendedAccess = [.. history.IntendedAccess.Where(one => one.Value.Scope != "table:tel.t2")],
            AccessExceptions =
            [
                new(
                    new("x", "table:tel.t1", "alice", null, "bob", "carol", null),
                    GoldenHistory.Day(11),
                    GoldenHistory.Day(11),
                    GoldenHistory.Day(12),
                    GoldenHistory.Day(12)
                ),
            ],
        };
        var ledger = Ledger(0, 30, history);

        // T2: alice and bob for 30 days, carol and dave for 4; T1: 8, less one day of alice's.
        Assert.Equal(new MeasureRange(8, 76), LedgerFigures.Of(ledger, ExposureBasis.Gross).PersonTableDays);
        Assert.Equal(new MeasureRange(7, 75), LedgerFigures.Of(ledger, ExposureBasis.Net).PersonTableDays);
    }

    [Fact]
    public void Two_pairs_were_accessed_one_is_proven_not_and_one_unknown()
    {
        var ledger = Ledger();
        var proof = Proof(ledger, GoldenHistory.Uses);

        Assert.Equal((2L, 1L, 1L), (proof.People.Accessed, proof.People.ProvenNot, proof.People.Unknown));
        Assert.Equal(new UnknownReasons(Hive: 1, Files: 1, Views: 0, Person: 0, Reads: 0), proof.Why); // carol on t2: who reads files is not known
        Assert.Equal(4, proof.People.Exposed);
        Assert.Equal(75, proof.CoveragePercent);
        Assert.Null(proof.NoIndication);
        Assert.Null(proof.HitRateBound);
        Assert.Equal(PairState.Accessed, State(proof, ledger, "bob", "tel.t1"));
        Assert.Equal(PairState.Accessed, State(proof, ledger, "dave", "tel.t2"));
        Assert.Equal(PairState.ProvenNot, State(proof, ledger, "alice", "tel.t1"));
        Assert.Equal(PairState.Unknown, State(proof, ledger, "carol", "tel.t2"));
        Assert.Null(State(proof, ledger, "carol", "tel.t1"));
    }

    [Fact]
    public void No_indication_is_said_with_the_three_counts_and_a_bound()
    {
        var proof = Proof(Ledger(), []);

        Assert.Equal(
            "No indication of improper access in the logs that we have: of 4 exposed pairs 0 accessed, 2 proven not accessed, 2 unknown.",
            proof.NoIndication
        );
        Assert.Equal(1 - Math.Pow(0.05, 1 / 12.0), proof.HitRateBound!.Value, 12);
        // A service account's read, and one while exposure is not certain, are indications too.
        Assert.Null((proof with { Services = new(1, 0, 0, 0) }).NoIndication);
        Assert.Null((proof with { People = new(0, 2, 2, 1) }).NoIndication);
    }

    [Fact]
    public void Over_exposure_has_bounds_where_logs_are_incomplete()
    {
        var day = Day12();
        // The look-back [0, 13) is logged for T1 alone.
        var byTable = day.Tables.Select(table =>
            OverExposure.Of(
                table.Readers.Sure,
                PrincipalSet.Of(
                    day.People.Universe,
                    GoldenHistory.Uses.Where(use => use.Table == table.Name).Select(use => Find(day, use.Login))
                ),
                table.Name == Facts.Name("tel.t1")
            )
        );
        var all = byTable.Aggregate((one, other) => one + other);

        Assert.Equal(new OverExposure(4, 1, 6), all);
        Assert.Equal(7.0 / 11, all.Ratio);
        Assert.Equal(new MeasureRange(1.0 / 11, 7.0 / 11), all.Bounds);
        Assert.Equal([2.0 / 3, 2.0 / 3, 2.0 / 3, 0.5], new[] { "alice", "bob", "carol", "dave" }.Select(Ratio));

        double? Ratio(string login)
        {
            var who = PrincipalSet.Of(day.People.Universe, [Find(day, login)]);
            return day
                .Tables.Select(table =>
                    OverExposure.Of(
                        table.Readers.Sure.Intersect(who),
                        GoldenHistory.Uses.Any(use => use.Table == table.Name && use.Login == login)
                            ? who
                            : PrincipalSet.Empty(day.People.Universe),
                        false
                    )
                )
                .Aggregate((one, other) => one + other)
                .Ratio;
        }
    }

    [Theory]
    [InlineData("alice", 6.5, 100)]
    [InlineData("carol", 6.5, 100)]
    [InlineData("dave", 2.5, 100 * 2.5 / 6.5)]
    public void Blast_radius_is_the_weight_in_reach(string login, double weight, double percent)
    {
        var day = Day12();
        var figures = BlastRadiusFigures.Of(day.Tables, Find(day, login));

        Assert.Equal(MeasureRange.Exactly(weight), figures.Weight);
        Assert.Equal(MeasureRange.Exactly(percent), figures.Percent);
    }

    private static AccessProof Proof(ExposureLedger ledger, IEnumerable<AuditedUse> uses) =>
        AccessProof.Of(
            ledger,
            ExposureBasis.Net,
            GoldenHistory.Create().LogCoverages,
            GoldenHistory.Channels(ledger),
            uses,
            s_never
        );

    private static PairState? State(AccessProof proof, ExposureLedger ledger, string login, string table) =>
        proof.Of(ledger.Find(login)!.Value, ledger.Tables.IndexOf(Facts.Name(table)));

    private static PrincipalOrdinal Find(ExposureInstant day, string login) =>
        new(day.Accounts.Select((account, at) => (account, at)).Single(each => each.account.Id.Name == login).at);

    private static string[] Names(ExposureInstant day, PrincipalSet people) =>
        [.. people.Members().Select(who => day.Accounts[who.Value].Id.Name).Order(StringComparer.Ordinal)];
}
