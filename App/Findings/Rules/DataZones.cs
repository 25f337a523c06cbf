using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>The data zone of each table, by the narrowest scope that names one. A table with several, or none, is in none.</summary>
internal static class DataZones
{
    public static Dictionary<TableOrdinal, ZoneKind> Of(RuleContext context) =>
        context
            .Scopes.Narrowest(context.Held(context.Records.DataZones), zone => zone.Scope)
            .Where(table => table.Value.Select(zone => zone.Zone).Distinct().Count() == 1)
            .ToDictionary(table => table.Key, table => table.Value[0].Zone);
}
