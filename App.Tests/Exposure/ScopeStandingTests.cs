using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>The board's quick figures on the golden estate at day 12: in the mistake all but dave read t1, and everybody reads t2 and t3.</summary>
public sealed class ScopeStandingTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Fact]
    public void At_day_12_readers_excess_and_missing_exceptions_are_those_worked_by_hand()
    {
        var standing = Of(GoldenHistory.Create());

        Assert.Equal(
            (4, 3, 3, 0),
            (standing.People, standing.Tables, standing.DeclaredTables, standing.ConditionalTables)
        );
        Assert.Equal(new(Exactly(4), Exactly(0), Exactly(3 + 4 + 4), Exactly(3)), standing.Readers);
        // alice and bob on t1, carol and dave on t2
        Assert.Equal(new(Exactly(4), Exactly(0), Exactly(4), Exactly(2)), standing.Net);
        Assert.Equal(standing.Net, standing.Gross);
        Assert.Equal(new(Exactly(0), Exactly(0), Exactly(4), Exactly(0)), standing.Documented);
    }

    [Fact]
    public void Exceptions_in_force_leave_net_and_those_that_have_ended_do_not()
    {
        var standing = Of(
            GoldenHistory.Create() with
            {
                AccessExceptions =
                [
                    Exception("X1", "table:tel.t1", "login:alice", 0, 30),
                    Exception("X2", "db:tel", "bob", 0, 11),
                    Exception("X3", "group:telemetry", "group:sens", 20, 30),
                ],
            }
        );

        Assert.Equal(Exactly(4), standing.Gross.Pairs);
        Assert.Equal(Exactly(3), standing.Net.Pairs);
        // alice has leave, bob had it, carol does not have it yet and dave never
        Assert.Equal(new(Exactly(1), Exactly(1), Exactly(2), Exactly(0)), standing.Documented);
    }

    [Fact]
    public void Without_a_declared_audience_nobody_is_surely_exposed_and_everybody_who_reads_may_be()
    {
        var history = GoldenHistory.Create();
        history = history with
        {
            IntendedAccess = [.. history.IntendedAccess.Where(one => one.Value.Scope != "table:tel.t1")],
        };

        var standing = Of(history);

        Assert.Equal(2, standing.DeclaredTables);
        Assert.Equal(new(2, 5), standing.Net.Pairs);
        Assert.Equal(new(Exactly(0), Exactly(0), Exactly(2), new(0, 3)), standing.Documented);
    }

    [Theory]
    [InlineData("table:tel.t1", 2, 2)]
    [InlineData("db:tel", 4, 4)]
    [InlineData("group:telemetry", 4, 4)]
    [InlineData("query:pub.*", 0, 0)]
    public void A_scope_counts_its_own_tables_alone(string scope, double people, double pairs)
    {
        var standing = Of(GoldenHistory.Create(), scope);

        Assert.Equal((Exactly(people), Exactly(pairs)), (standing.Net.People, standing.Net.Pairs));
    }

    [Theory]
    [InlineData("estate")]
    [InlineData("group:telemetry")]
    [InlineData("query:t")]
    public void The_ledgers_own_look_at_the_instant_finds_the_same_people(string scope)
    {
        var history = GoldenHistory.Create() with
        {
            AccessExceptions =
            [
                Exception("X1", "table:tel.t1", "login:alice", 0, 30),
                Exception("X2", "estate", "group:eng", 12, 13),
            ],
        };
        var day = GoldenHistory.Day(12);
        var slow = ExposureInstant.Of(history, ExposureScope.Parse(scope)!, GoldenHistory.Weights, day, s_never);

        var quick = Of(history, scope);

        Assert.Equal(slow.Tables.Sum(table => table.ExposedNet.Sure.Count), quick.Net.Pairs.Low);
        Assert.Equal(slow.Tables.Sum(table => table.ExposedGross.Possible.Count), quick.Gross.Pairs.High);
        Assert.Equal(slow.Tables.Sum(table => table.Readers.Sure.Count), quick.Readers.Pairs.Low);
        Assert.Equal(
            slow.Tables.SelectMany(table => table.ExposedNet.Sure.Members()).Distinct().Count(),
            quick.Net.People.Low
        );
    }

    private static MeasureRange Exactly(double value) => MeasureRange.Exactly(value);

    private static HeldFact<AccessException> Exception(string id, string scope, string who, double from, double to) =>
        new(
            new(id, scope, who, null, "ann", "ben", null),
            GoldenHistory.Day(from),
            GoldenHistory.Day(from),
            GoldenHistory.Day(to),
            GoldenHistory.Day(to)
        );

    private static ScopeStanding Of(EstateHistory history, string scope = "estate")
    {
        var (index, groups) = TableGroupIndex.BuildWithIndex(history.At(GoldenHistory.Day(12)), s_never);
        var audiences = DeclaredAudiences.Build(index, groups, history.AccessExceptions);
        return ScopeStanding.Of(
            index,
            audiences,
            ScopeTables.Of(ExposureScope.Parse(scope)!, index, groups),
            index.People,
            s_never
        );
    }
}
