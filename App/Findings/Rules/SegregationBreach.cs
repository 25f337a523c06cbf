using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-23: people read raw collection and general analytics.</summary>
public sealed class SegregationBreach : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "segregation-breach",
            "Raw and analytics in one hand",
            "People read, unmasked, a sensitive or unclassified table of the zone raw and any table of the zone analytics. What is collected raw is to be kept apart from general analytics. Amount: such people. Since the ways by which most of them read the one and the other have both stood; a few may have had others before.",
            "people",
            ["R-23"],
            ["GDPR 5(1)(b)", "ISO 42001 A.9.2"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var zones = DataZones.Of(context);
        TableOrdinal[] raw = [.. Of(ZoneKind.Raw).Where(context.IsSensitive)];
        var both = Readers(raw).Intersect(Readers(Of(ZoneKind.Analytics)));
        if (!both.IsEmpty)
        {
            yield return new(
                Info.Id,
                ["zone:raw", "zone:analytics"],
                Since(raw, [.. Of(ZoneKind.Analytics)], both),
                null,
                both.Count,
                $"{Subject.Count(both.Count, "person reads", "people read")} raw collection and general analytics.",
                new(context.WeightOf(raw), both.Count)
            );
        }

        DateTimeOffset? Since(TableOrdinal[] raw, TableOrdinal[] analytics, PrincipalSet people)
        {
            var (one, other) = (context.Ways.Widest(raw, people)?.Since, context.Ways.Widest(analytics, people)?.Since);
            return one > other || other is null ? one : other;
        }

        IEnumerable<TableOrdinal> Of(ZoneKind kind) => zones.Where(zone => zone.Value == kind).Select(zone => zone.Key);

        PrincipalSet Readers(IEnumerable<TableOrdinal> tables)
        {
            var readers = PrincipalSet.Empty(context.Index.Accounts.Length);
            foreach (var table in tables.DistinctBy(context.Index.Signature))
            {
                cancellationToken.ThrowIfCancellationRequested();
                readers = readers.Union(context.Index.ReadingPeople(table));
            }

            return readers;
        }
    }
}
