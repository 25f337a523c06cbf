using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>Puts the figures of one instant together, for the whole scope, its tables, populations and people. For one thread.</summary>
internal sealed class MetricsSurvey
{
    private readonly EstateView _view;
    private readonly ExposureInstant _now;
    private readonly TableRecords _records;
    private readonly OverExposureBook _use;
    private readonly ReachBook _reach;

    /// <param name="reach">Of everybody, where <paramref name="now"/> is of some people alone.</param>
    internal MetricsSurvey(
        EstateView view,
        ExposureInstant now,
        LookBack lookBack,
        ReachBook reach,
        TableRecords records
    )
    {
        (_view, _now, _reach, _records) = (view, now, reach, records);
        _use = lookBack.OverExposure();
    }

    internal OverExposureFigures Use => _use.Of(_now.People.Members());

    internal PopulationReach Reach => _reach.Of(_now.People);

    internal BasisTotals Totals(ExposureBasis basis) => Totals(_now, basis);

    internal ImmutableArray<TableMetrics> Tables() =>
        [
            .. _now
                .Tables.Select(table => new TableMetrics(
                    table.Name,
                    Classes(table.Name),
                    table.Weight,
                    table.Readers.Size,
                    ExposureMetrics.ReachPercent(table, _now.Size),
                    Of(table, ExposureBasis.Gross),
                    Of(table, ExposureBasis.Net),
                    table.IsDeclared,
                    _records.Subjects.TryGetValue(table.Name, out var subjects) ? subjects.Count : null,
                    _records.Of(table.Name, table.Groups)
                ))
                .OrderByDescending(table => table.Net.Score?.High ?? -1)
                .ThenByDescending(table => table.Net.Mass.High)
                .ThenBy(table => table.Name),
        ];

    /// <summary>Who is in no population that the directory gives is in "unknown".</summary>
    internal ImmutableArray<PopulationMetrics> Populations(string attribute, CancellationToken cancellationToken)
    {
        var found = new List<PopulationMetrics>();
        foreach (var population in _view.Populations.Of(attribute))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var people = PrincipalSet.Of(
                _now.People.Universe,
                population
                    .People.Members()
                    .Select(person => _now.Find(_view.Index.Accounts[person.Value].Id.Name))
                    .OfType<PrincipalOrdinal>()
                    .Distinct()
                    .OrderBy(person => person.Value)
            );
            var slice = _now.Within(people);
            found.Add(
                new(
                    population.Name,
                    slice.Size,
                    Totals(slice, ExposureBasis.Gross),
                    Totals(slice, ExposureBasis.Net),
                    _use.Of(slice.People.Members()),
                    _reach.Of(slice.People)
                )
            );
        }

        return [.. found];
    }

    internal ImmutableArray<PersonMetrics> Persons()
    {
        var (sure, possible) = (new int[_now.People.Universe], new int[_now.People.Universe]);
        foreach (var table in _now.Tables)
        {
            Count(table.ExposedNet.Sure, sure);
            Count(table.ExposedNet.Possible, possible);
        }

        return
        [
            .. _now
                .People.Members()
                .Select(person => new PersonMetrics(
                    _view.LabelOf(_now.Accounts[person.Value], null),
                    new(sure[person.Value], possible[person.Value]),
                    _use.Of(person),
                    _reach.Of(person),
                    _reach.Marginal(person)
                ))
                .OrderByDescending(person => person.Reach.Weight.High)
                .ThenByDescending(person => person.Exposed.High)
                .ThenBy(person => person.Person.Reference, StringComparer.Ordinal),
        ];

        static void Count(PrincipalSet set, int[] counts)
        {
            foreach (var person in set.Members())
            {
                counts[person.Value]++;
            }
        }
    }

    private BasisTotals Totals(ExposureInstant instant, ExposureBasis basis)
    {
        var (pairs, tables) = (MeasureRange.Zero, MeasureRange.Zero);
        foreach (var table in instant.Tables)
        {
            var exposed = table.Exposed(basis);
            pairs += exposed.Size;
            tables += new MeasureRange(exposed.Sure.IsEmpty ? 0 : 1, exposed.Possible.IsEmpty ? 0 : 1);
        }

        return new(
            pairs,
            instant.Exposed(basis).Size,
            tables,
            ExposureMetrics.Mass(instant.Tables, basis),
            ExposureMetrics.Index(instant.Tables, basis, instant.Size),
            SubjectViewers.Of(instant.Tables, basis, _records.Subjects)
        );
    }

    private BasisMetrics Of(TableStanding table, ExposureBasis basis) =>
        new(
            table.Exposed(basis).Size,
            ExposureMetrics.Headroom(table, basis, _now.Size),
            ExposureMetrics.ExcessPercent(table, basis, _now.Size),
            table.Mass(basis),
            ExposureMetrics.RankingScore(table, basis, _now.Size),
            _records.Subjects.TryGetValue(table.Name, out var subjects)
                ? subjects.Count * table.Exposed(basis).Size
                : null
        );

    private ImmutableArray<string> Classes(TableName table) =>
        _view.Index.FindTable(table) is { } ordinal ? _view.Groups.ClassesOf(ordinal) : [];
}
