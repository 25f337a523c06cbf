using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>One basis of one instant of a trend.</summary>
/// <param name="People">People exposed to any of the tables.</param>
/// <param name="Pairs">Σ |Ex|.</param>
/// <param name="Mass">Σ M(t), weighted person-tables.</param>
/// <param name="IndexPercent">XI; null where nobody could be exposed.</param>
public sealed record TrendFigures(
    MeasureRange People,
    MeasureRange Pairs,
    MeasureRange Mass,
    MeasureRange? IndexPercent
);

/// <summary>Exposure at one instant of a trend.</summary>
/// <param name="Tables">Tables in the scope; those that may be there in the upper bound.</param>
public sealed record TrendPoint(
    DateTimeOffset At,
    MeasureRange People,
    int Tables,
    TrendFigures Gross,
    TrendFigures Net
)
{
    public TrendFigures Of(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => Gross,
            ExposureBasis.Net => Net,
        };
}

/// <summary>Why exposure is another than it was.</summary>
public enum TrendCause
{
    /// <summary>Tables came or went, or came into the scope's table groups.</summary>
    NewData,

    /// <summary>Classes and tags changed: what a table weighs, and what tag policies say of it.</summary>
    Reclassification,

    /// <summary>Somebody declared another audience, or access exceptions began or ran out.</summary>
    Audience,

    /// <summary>Policies, groups, roles, accounts, zones, grants and permissions changed, or a schedule came into season or went out of it.</summary>
    Access,
}

/// <summary>One step of a waterfall: by how much each bound of a figure moved. The steps of one figure add up to what it moved altogether.</summary>
public sealed record TrendStep(TrendCause Cause, BoundChange Pairs, BoundChange Mass);

/// <summary>By how much the lower and the upper bound of a figure moved; negative where it fell.</summary>
public readonly record struct BoundChange(double Low, double High)
{
    public static BoundChange Between(MeasureRange before, MeasureRange after) =>
        new(after.Low - before.Low, after.High - before.High);

    public static BoundChange operator +(BoundChange one, BoundChange other) =>
        new(one.Low + other.Low, one.High + other.High);
}

/// <summary>Exposure over instants, and what changed it from the first to the last.</summary>
/// <remarks>
/// A waterfall replaces, one kind after the other, what was so at the first instant by what is so at the last: first the data, then the
/// classes, the audiences, and access. What two changes do only together stands with the later one.
/// </remarks>
/// <param name="Points">In order; the first and the last are the ends.</param>
/// <param name="Gross">The waterfall without access exceptions, in the order of replacement.</param>
/// <param name="Net">The same with those in force.</param>
public sealed record ExposureTrend(
    ImmutableArray<TrendPoint> Points,
    ImmutableArray<TrendStep> Gross,
    ImmutableArray<TrendStep> Net
)
{
    public ImmutableArray<TrendStep> Of(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => Gross,
            ExposureBasis.Net => Net,
        };

    /// <param name="history">From the first instant to the last.</param>
    /// <param name="instants">Ascending, two at least.</param>
    /// <param name="growth">Looks at each of them too; null where nobody asks.</param>
    /// <exception cref="OperationCanceledException">The look was cancelled.</exception>
    public static ExposureTrend Of(
        EstateHistory history,
        ExposureScope scope,
        SeverityWeights weights,
        ImmutableArray<DateTimeOffset> instants,
        GrowthReader? growth,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instants.Length, 2);
        var (begin, end) = (instants[0], instants[^1]);
        var total = instants.Length + 4;
        var points = ImmutableArray.CreateBuilder<TrendPoint>(instants.Length);
        foreach (var at in instants)
        {
            points.Add(Look(history, at, growth));
        }

        var before = new Yesterday(history, end - begin);
        TrendPoint[] stages =
        [
            points[0],
            Look(before.All, end),
            Look(before.With(data: true, classes: false, audiences: false), end),
            Look(before.With(data: true, classes: true, audiences: false), end),
            Look(before.With(data: true, classes: true, audiences: true), end),
            points[^1],
        ];
        return new(points.ToImmutable(), Steps(ExposureBasis.Gross), Steps(ExposureBasis.Net));

        TrendPoint Look(EstateHistory some, DateTimeOffset at, GrowthReader? reader = null)
        {
            progress.Report(new("Looking at instants", Math.Min(points.Count, total), total));
            var now = ExposureInstant.Of(some, scope, weights, at, cancellationToken);
            reader?.Look(now);
            return Point(now);
        }

        ImmutableArray<TrendStep> Steps(ExposureBasis basis)
        {
            var moved = Enumerable
                .Range(0, stages.Length - 1)
                .Select(stage =>
                    (
                        Pairs: BoundChange.Between(stages[stage].Of(basis).Pairs, stages[stage + 1].Of(basis).Pairs),
                        Mass: BoundChange.Between(stages[stage].Of(basis).Mass, stages[stage + 1].Of(basis).Mass)
                    )
                )
                .ToArray();
            return
            [
                new(TrendCause.NewData, moved[1].Pairs, moved[1].Mass),
                new(TrendCause.Reclassification, moved[2].Pairs, moved[2].Mass),
                new(TrendCause.Audience, moved[3].Pairs, moved[3].Mass),
                // The first move is that of schedules: the facts of the first instant, judged at the last.
                new(TrendCause.Access, moved[0].Pairs + moved[4].Pairs, moved[0].Mass + moved[4].Mass),
            ];
        }
    }

    private static TrendPoint Point(ExposureInstant now)
    {
        return new(now.At, now.Size, now.Tables.Length, Figures(ExposureBasis.Gross), Figures(ExposureBasis.Net));

        TrendFigures Figures(ExposureBasis basis) =>
            new(
                now.Exposed(basis).Size,
                now.Tables.Aggregate(MeasureRange.Zero, (sum, table) => sum + table.Exposed(basis).Size),
                ExposureMetrics.Mass(now.Tables, basis),
                ExposureMetrics.Index(now.Tables, basis, now.Size)
            );
    }

    /// <summary>A history in which some kinds of facts are put off: what held at the first instant holds at the last.</summary>
    private sealed class Yesterday(EstateHistory history, TimeSpan by)
    {
        internal EstateHistory All { get; } =
            history with
            {
                Principals = Off(history.Principals, by),
                Memberships = Off(history.Memberships, by),
                Databases = Off(history.Databases, by),
                Tables = Off(history.Tables, by),
                Policies = Off(history.Policies, by),
                Zones = Off(history.Zones, by),
                Services = Off(history.Services, by),
                Classifications = Off(history.Classifications, by),
                TableGroups = Off(history.TableGroups, by),
                IntendedAccess = Off(history.IntendedAccess, by),
                AccessExceptions = Off(history.AccessExceptions, by),
                HiveGrants = Off(history.HiveGrants, by),
                ViewSources = Off(history.ViewSources, by),
                TableStorages = Off(history.TableStorages, by),
                HdfsServices = Off(history.HdfsServices, by),
                Paths = Off(history.Paths, by),
            };

        /// <summary>Of these kinds what is so at the last instant, of the others what was so at the first.</summary>
        internal EstateHistory With(bool data, bool classes, bool audiences) =>
            All with
            {
                Databases = data ? history.Databases : All.Databases,
                Tables = data ? history.Tables : All.Tables,
                TableGroups = data ? history.TableGroups : All.TableGroups,
                ViewSources = data ? history.ViewSources : All.ViewSources,
                TableStorages = data ? history.TableStorages : All.TableStorages,
                Classifications = classes ? history.Classifications : All.Classifications,
                IntendedAccess = audiences ? history.IntendedAccess : All.IntendedAccess,
                AccessExceptions = audiences ? history.AccessExceptions : All.AccessExceptions,
            };

        private static ImmutableArray<HeldFact<T>> Off<T>(ImmutableArray<HeldFact<T>> facts, TimeSpan by) =>
            [
                .. facts.Select(fact =>
                    fact with
                    {
                        From = Later(fact.From, by),
                        FromNotBefore = fact.FromNotBefore is { } from ? Later(from, by) : null,
                        To = fact.To is { } to ? Later(to, by) : null,
                        ToNotBefore = fact.ToNotBefore is { } ended ? Later(ended, by) : null,
                    }
                ),
            ];

        private static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) =>
            at > DateTimeOffset.MaxValue - by ? DateTimeOffset.MaxValue : at + by;
    }
}
