using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure;

/// <summary>Counts a <see cref="ScopeStanding"/>. For one thread.</summary>
internal sealed class StandingCount(AccessIndex index, DeclaredAudiences audiences, PrincipalSet whom)
{
    private readonly bool _isEverybody = whom.Equals(index.People);
    private readonly PrincipalSet _services = whom.Equals(index.People)
        ? DeclaredAudiences.ServicesOf(index)
        : DeclaredAudiences.ServicesOf(index).Intersect(whom);
    private readonly Tally _readers = new(index.Accounts.Length);
    private readonly Tally _gross = new(index.Accounts.Length);
    private readonly Tally _net = new(index.Accounts.Length);
    private MeasureRange _valid;
    private MeasureRange _lapsed;
    private MeasureRange _undocumented;
    private MeasureRange _undeclared;

    internal ScopeStanding Of(IReadOnlyCollection<TableOrdinal> tables, CancellationToken cancellationToken)
    {
        // What a mask or filter does is a table's own; all else is the signature's.
        var kinds = tables
            .GroupBy(table =>
                (
                    Signature: index.Signature(table),
                    Own: index.IsRestricted(table) ? table.Value : -1,
                    Audience: audiences.ClassOf(table)
                )
            )
            .ToArray();
        var (declared, conditional) = (0, 0);
        var exposed = ImmutableHashSet.CreateBuilder<TableOrdinal>();
        foreach (var kind in kinds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, count) = (kind.First(), kind.Count());
            var audience = audiences[kind.Key.Audience];
            declared += audience.IsDeclared ? count : 0;
            conditional += index.IsConditional(first) ? count : 0;
            if (Add(first, count, audience))
            {
                exposed.UnionWith(kind);
            }
        }

        return new(
            whom.Count,
            tables.Count,
            declared,
            conditional,
            _readers.Figures,
            _gross.Figures,
            _net.Figures,
            new(_valid, _lapsed, _undocumented, _undeclared),
            _net.Sure,
            _net.Possible,
            exposed.ToImmutable()
        );
    }

    // True where somebody may be exposed, net.
    private bool Add(TableOrdinal table, int count, TableAudience declared)
    {
        var (sure, possible) = (index.ReadingPeople(table), index.PossiblyReadingPeople(table));
        if (!_isEverybody)
        {
            (sure, possible) = (sure.Intersect(whom), possible.Intersect(whom));
        }

        var services = index.Readers(table).Intersect(_services);
        var audience = new Audience(declared.Gross, declared.Net, declared.IsDeclared);
        var sets = ExposedSets.Of(sure, possible, audience);
        var apart = ExposedSets.Of(services, services, audience);
        _readers.Add(count, sure, possible, services, services);
        _gross.Add(count, sets.GrossSure, sets.GrossPossible, apart.GrossSure, apart.GrossPossible);
        _net.Add(count, sets.NetSure, sets.NetPossible, apart.NetSure, apart.NetPossible);

        _valid += Times(
            count,
            sets.GrossSure.Count - sets.NetSure.Count,
            sets.GrossPossible.Count - sets.NetPossible.Count
        );
        if (declared.IsDeclared)
        {
            var (sureLapsed, lapsed) = (
                sets.NetSure.CountIn(declared.Lapsed),
                sets.NetPossible.CountIn(declared.Lapsed)
            );
            _lapsed += Times(count, sureLapsed, lapsed);
            _undocumented += Times(count, sets.NetSure.Count - sureLapsed, sets.NetPossible.Count - lapsed);
        }
        else
        {
            _undeclared += Times(count, 0, sets.NetPossible.Count);
        }

        return !sets.NetPossible.IsEmpty;
    }

    private static MeasureRange Times(int tables, int low, int high) =>
        new((double)tables * low, (double)tables * high);

    private sealed class Tally(int universe)
    {
        private MeasureRange _pairs;
        private MeasureRange _tables;
        private PrincipalSet _services = PrincipalSet.Empty(universe);
        private PrincipalSet _sureServices = PrincipalSet.Empty(universe);

        internal PrincipalSet Sure { get; private set; } = PrincipalSet.Empty(universe);

        internal PrincipalSet Possible { get; private set; } = PrincipalSet.Empty(universe);

        internal StandingFigures Figures =>
            new(new(Sure.Count, Possible.Count), new(_sureServices.Count, _services.Count), _pairs, _tables);

        internal void Add(
            int count,
            PrincipalSet sure,
            PrincipalSet possible,
            PrincipalSet sureServices,
            PrincipalSet services
        )
        {
            _pairs += Times(count, sure.Count, possible.Count);
            _tables += Times(count, sure.IsEmpty ? 0 : 1, possible.IsEmpty ? 0 : 1);
            (Sure, Possible) = (Sure.Union(sure), Possible.Union(possible));
            _sureServices = _sureServices.Union(sureServices);
            _services = _services.Union(services);
        }
    }
}
