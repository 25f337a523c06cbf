using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>Counts tables and columns of sensitive classes at one instant after the other. For one thread, instants ascending.</summary>
public sealed class GrowthReader
{
    private readonly double _broadPercent;
    private readonly Func<IReadOnlyCollection<string>, IReadOnlyCollection<string>, bool> _isSensitive;
    private readonly ILookup<TableName, HeldFact<TableResource>> _tables;
    private readonly ILookup<string, HeldFact<Classification>> _onDatabases;
    private readonly ILookup<TableName, HeldFact<Classification>> _inTables;
    private readonly ImmutableArray<GrowthPoint>.Builder _points = ImmutableArray.CreateBuilder<GrowthPoint>();
    private (HashSet<ResourceName> Sure, HashSet<ResourceName> Possible)? _before;

    /// <param name="broadPercent">The share of people above which a table counts as broad; 0 to 100.</param>
    /// <param name="isSensitive">Of the classes found on a table, and those that may be there besides.</param>
    public GrowthReader(
        EstateHistory history,
        double broadPercent,
        Func<IReadOnlyCollection<string>, IReadOnlyCollection<string>, bool> isSensitive
    )
    {
        (_broadPercent, _isSensitive) = (broadPercent, isSensitive);
        _tables = history.Tables.ToLookup(held => held.Value.Name);
        _onDatabases = history
            .Classifications.Where(held => held.Value.Resource.Table is null)
            .ToLookup(held => held.Value.Resource.Database, StringComparer.Ordinal);
        _inTables = history
            .Classifications.Where(held => held.Value.Resource.Table is not null)
            .ToLookup(held => new TableName(held.Value.Resource.Database, held.Value.Resource.Table!));
    }

    /// <summary>What was looked at so far.</summary>
    public ProgrammeGrowth Growth => new(_broadPercent, _points.ToImmutable());

    public void Look(ExposureInstant now)
    {
        var at = now.At;
        var (sure, possible) = (new Count(), new Count());
        HashSet<ResourceName> sureColumns = [];
        HashSet<ResourceName> possibleColumns = [];
        foreach (var table in now.Tables)
        {
            HeldFact<TableResource>[] there = [.. _tables[table.Name].Where(held => IsPerhaps(held, at))];
            var isThere = IsThere(there, at);
            HeldFact<Classification>[] classes =
            [
                .. _inTables[table.Name].Concat(_onDatabases[table.Name.Database]).Where(held => IsPerhaps(held, at)),
            ];
            var (isSensitive, maybe) = Sensitivity(classes, at);
            possible.Add(maybe, maybe && Share(table.Readers.Possible.Count, now.Size.Low) > _broadPercent);
            if (isThere)
            {
                sure.Add(isSensitive, isSensitive && Share(table.Readers.Sure.Count, now.Size.High) > _broadPercent);
            }

            foreach (
                var column in classes.Where(held => held.Value is { Resource.Column: not null, MayContain: false })
            )
            {
                if (_isSensitive([column.Value.Class], []) && Array.Exists(there, HasIt))
                {
                    possibleColumns.Add(column.Value.Resource);
                    if (isThere && IsSure(column, at) && Array.TrueForAll(there, HasIt))
                    {
                        sureColumns.Add(column.Value.Resource);
                    }
                }

                bool HasIt(HeldFact<TableResource> held) =>
                    held.Value.Columns.Any(one => one.Name == column.Value.Resource.Column);
            }
        }

        _points.Add(
            new(
                at,
                new(sure.Tables, possible.Tables),
                new(sure.Sensitive, possible.Sensitive),
                new(sure.Broad, possible.Broad),
                new(sureColumns.Count, possibleColumns.Count),
                _before is not { } before
                    ? null
                    : new MeasureRange(
                        sureColumns.Count(column => !before.Possible.Contains(column)),
                        possibleColumns.Count(column => !before.Sure.Contains(column))
                    )
            )
        );
        _before = (sureColumns, possibleColumns);
    }

    // Unclassified counts as sensitive; a class that may be there can make a table more sensitive, or say of an unclassified one that it is not.
    private (bool IsSure, bool IsPossible) Sensitivity(HeldFact<Classification>[] classes, DateTimeOffset at)
    {
        var all = Judge(classes);
        if (Array.TrueForAll(classes, held => IsSure(held, at)))
        {
            return (all, all);
        }

        var sure = Judge(Array.FindAll(classes, held => IsSure(held, at)));
        return (sure && all, sure || all);

        bool Judge(HeldFact<Classification>[] some) =>
            _isSensitive(
                [.. some.Where(held => !held.Value.MayContain).Select(held => held.Value.Class)],
                [.. some.Where(held => held.Value.MayContain).Select(held => held.Value.Class)]
            );
    }

    // Between two imports a table that changed is there, as it was or as it is.
    private static bool IsThere(HeldFact<TableResource>[] perhaps, DateTimeOffset at) =>
        Array.Exists(
            perhaps,
            one =>
                IsSure(one, at)
                || (one.From <= at && one.To is { } end && Array.Exists(perhaps, next => next.From == end))
        );

    private static double Share(double some, double all) => all == 0 ? 0 : 100 * some / all;

    private static bool IsSure<T>(HeldFact<T> held, DateTimeOffset at) =>
        held.From <= at && ((held.ToNotBefore ?? held.To) is not { } end || at < end);

    private static bool IsPerhaps<T>(HeldFact<T> held, DateTimeOffset at) =>
        (held.FromNotBefore is not { } begin || begin <= at) && (held.To is not { } end || at < end);

    private sealed class Count
    {
        internal int Tables { get; private set; }

        internal int Sensitive { get; private set; }

        internal int Broad { get; private set; }

        internal void Add(bool isSensitive, bool isBroad)
        {
            Tables++;
            Sensitive += isSensitive ? 1 : 0;
            Broad += isBroad ? 1 : 0;
        }
    }
}
