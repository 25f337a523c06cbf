using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>The tables of the scope lie in the data zones that <c>zones</c> names.</summary>
internal sealed class ZoneCheck : ICommitmentCheck
{
    private const string Zones = "zones";

    public string Id => "zone";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var zones = DataZones.Of(context);
        foreach (var commitment in commitments)
        {
            yield return (commitment, Verdict(context, commitment, zones));
        }
    }

    private static CommitmentVerdict Verdict(
        RuleContext context,
        HeldFact<Commitment> commitment,
        Dictionary<TableOrdinal, ZoneKind> zones
    )
    {
        var allowed = CommitmentParameters.Words(commitment.Value, Zones);
        var tables = context.Scopes.Of(commitment.Value.Scope);
        if (allowed.IsEmpty || tables.IsEmpty)
        {
            return CommitmentVerdict.Unknown(
                allowed.IsEmpty ? $"The parameters do not say {Zones}." : "The scope holds no table."
            );
        }

        ImmutableArray<TableOrdinal> outside =
        [
            .. tables.Where(table =>
                zones.TryGetValue(table, out var zone)
                && !allowed.Contains(zone.ToString(), StringComparer.OrdinalIgnoreCase)
            ),
        ];
        var unknown = tables.Count(table => !zones.ContainsKey(table));
        return outside.Length > 0
                ? CommitmentVerdict.BrokenSince(
                    outside.Min(table => context.Table(table).CreatedAt ?? commitment.From),
                    outside.Select(table => Subject.Of(context.Table(table).Name)),
                    $"{Subject.Count(outside.Length, "table lies", "tables lie")} outside the zones {string.Join(", ", allowed)}.",
                    new(context.WeightOf(outside), 0)
                )
            : unknown > 0
                ? CommitmentVerdict.Unknown(
                    $"Nobody says in which zone {Subject.Count(unknown, "table lies", "tables lie")}."
                )
            : CommitmentVerdict.Kept(
                $"All {Subject.Count(tables.Length, "table lies", "tables lie")} in {string.Join(", ", allowed)}."
            );
    }
}
