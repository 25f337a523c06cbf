using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>The exposure measures of the heatmap on the golden estate: alice and bob are engineers, carol and dave are not.</summary>
public sealed class ExposureMatrixTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Fact]
    public void Excess_of_the_group_is_the_golden_index_and_each_population_has_its_own()
    {
        var matrix = Builder(Departments()).Excess(GoldenHistory.Weights, s_never);

        // 100 * (4*2 + 2*2) / (4*3 + 2*2)
        Assert.Equal(MeasureRange.Exactly(75), matrix.Totals[0].Value);
        // engineering: alice and bob exposed on t1 (4), nobody outside of t2's audience: 100 * 8 / 8
        Assert.Equal(MeasureRange.Exactly(100), matrix.Cells[0].Value);
        // the others: on t1 dave alone is outside and denied, on t2 both are: 100 * 4 / (4 + 4)
        Assert.Equal(MeasureRange.Exactly(50), matrix.Cells[1].Value);
        Assert.All(matrix.Cells, cell => Assert.False(cell.IsUnknown));
    }

    [Fact]
    public void Mass_adds_up_over_the_populations_to_the_golden_mass()
    {
        var matrix = Builder(Departments()).Mass(GoldenHistory.Weights, s_never);

        Assert.Equal(
            [MeasureRange.Exactly(8), MeasureRange.Exactly(4)],
            matrix.Cells.Select(cell => cell.Value!.Value)
        );
        Assert.Equal(MeasureRange.Exactly(12), matrix.Totals[0].Value);
    }

    [Fact]
    public void Subjects_count_distinct_pairs_and_are_unknown_where_a_table_has_no_register()
    {
        var builder = Builder(Departments());
        SubjectPresence[] both =
        [
            Subject("tel.t1", "sue"),
            Subject("tel.t2", "sue"),
            Subject("tel.t2", "tom"),
            Subject("tel.t2", "una", GoldenHistory.Day(20)),
        ];

        var matrix = builder.Subjects(both, s_never);
        // sue: alice, bob (t1), carol, dave (t2); tom: carol, dave; una is not there yet
        Assert.Equal((MeasureRange.Exactly(6), false), (matrix.Totals[0].Value!.Value, matrix.Totals[0].IsUnknown));
        Assert.Equal([2.0, 4.0], matrix.Cells.Select(cell => cell.Value!.Value.High));

        matrix = builder.Subjects([Subject("tel.t1", "sue")], s_never);
        Assert.Equal((MeasureRange.Exactly(2), true), (matrix.Totals[0].Value!.Value, matrix.Totals[0].IsUnknown));
    }

    [Fact]
    public void Person_table_days_by_population_add_up_to_the_ledgers_own()
    {
        var history = Departments();
        var (index, groups) = TableGroupIndex.BuildWithIndex(history.At(GoldenHistory.Day(12)), s_never);
        var ledger = ExposureLedger.Build(
            history,
            ExposureScope.Estate,
            GoldenHistory.Weights,
            GoldenHistory.Day(0),
            GoldenHistory.Day(30),
            new Progress<WorkProgress>(),
            s_never
        );

        var matrix = LedgerDays.Of(ledger, index, groups, PopulationIndex.Build(index).Of("department"), s_never);

        Assert.Equal(MeasureRange.Exactly(16), matrix.Totals[0].Value);
        Assert.Equal([8.0, 8.0], matrix.Cells.Select(cell => cell.Value!.Value.Low));
    }

    [Fact]
    public void The_days_of_a_table_that_is_gone_stay_with_the_group_that_it_was_in_last()
    {
        var history = Departments();
        history = history with
        {
            Tables =
            [
                .. history.Tables.Select(held =>
                    held.Value.Name.ToString() == "tel.t2"
                        ? held with
                        {
                            To = GoldenHistory.Day(12),
                            ToNotBefore = GoldenHistory.Day(12),
                        }
                        : held
                ),
            ],
        };
        var (index, groups) = TableGroupIndex.BuildWithIndex(history.At(GoldenHistory.Day(13)), s_never);

        var days = LedgerDays.Of(
            LedgerOf(ExposureScope.Estate),
            index,
            groups,
            PopulationIndex.Build(index).Of("department"),
            s_never
        );

        // t1: alice and bob for four days; t2: carol and dave for two.
        Assert.Equal(MeasureRange.Exactly(12), days.Totals[0].Value);
        Assert.Equal(
            days.Totals[0].Value,
            LedgerFigures.Of(LedgerOf(new(ScopeKind.TableGroup, "telemetry")), ExposureBasis.Net).PersonTableDays
        );

        ExposureLedger LedgerOf(ExposureScope scope) =>
            ExposureLedger.Build(
                history,
                scope,
                GoldenHistory.Weights,
                GoldenHistory.Day(0),
                GoldenHistory.Day(30),
                new Progress<WorkProgress>(),
                s_never
            );
    }

    [Fact]
    public void Without_an_audience_excess_and_mass_are_ranges_and_look_unknown()
    {
        var history = Departments() with { IntendedAccess = [] };

        var excess = Builder(history).Excess(GoldenHistory.Weights, s_never);
        var mass = Builder(history).Mass(GoldenHistory.Weights, s_never);

        Assert.Equal((new MeasureRange(0, 100), true), (excess.Totals[0].Value!.Value, excess.Totals[0].IsUnknown));
        Assert.Equal((new MeasureRange(0, 20), true), (mass.Totals[0].Value!.Value, mass.Totals[0].IsUnknown));
    }

    private static EstateHistory Departments()
    {
        var history = GoldenHistory.Create();
        return history with
        {
            Principals =
            [
                .. history.Principals.Select(held =>
                    held.Value.Id.Namespace == PrincipalNamespace.Login
                        ? held with
                        {
                            Value = held.Value with
                            {
                                Person = new(
                                    held.Value.Id.Name,
                                    Department: held.Value.Id.Name is "alice" or "bob" ? "eng" : "other"
                                ),
                            },
                        }
                        : held
                ),
            ],
        };
    }

    private static SubjectPresence Subject(string table, string subject, DateTimeOffset? first = null) =>
        new(TableName.TryParse(table, out var name) ? name : default, subject, null, first, null, null);

    private static ExposureMatrixBuilder Builder(EstateHistory history)
    {
        var (index, groups) = TableGroupIndex.BuildWithIndex(history.At(GoldenHistory.Day(12)), s_never);
        return new(
            index,
            groups,
            DeclaredAudiences.Build(index, groups, ImmutableArray<HeldFact<AccessException>>.Empty),
            PopulationIndex.Build(index).Of("department")
        );
    }
}
