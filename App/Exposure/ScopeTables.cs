using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure;

/// <summary>Which tables of an index a scope holds: in the order of their names, each once.</summary>
public static class ScopeTables
{
    /// <summary>For a person all tables: which of them the person reads is another question.</summary>
    public static ImmutableArray<TableOrdinal> Of(ExposureScope scope, AccessIndex index, TableGroupIndex groups) =>
        scope.Kind switch
        {
            ScopeKind.Table => TableName.TryParse(scope.Name, out var name) && index.FindTable(name) is { } one
                ? [one]
                : [],
            ScopeKind.TableGroup => groups.Find(scope.Name)?.Tables ?? [],
            ScopeKind.Estate or ScopeKind.Person => [.. All(index)],
            ScopeKind.Database or ScopeKind.Query =>
            [
                .. All(index).Where(table => scope.Holds(index.Table(table).Name, [])),
            ],
        };

    private static IEnumerable<TableOrdinal> All(AccessIndex index) =>
        Enumerable.Range(0, index.Facts.Tables.Length).Select(table => new TableOrdinal(table));
}
