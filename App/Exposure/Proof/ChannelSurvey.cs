using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// Finds out which tables of a ledger may be reached past Hive, generously: a table's files count as open to everybody, unless it is a view
/// and has none; a table with a view over it, or anything in an estate with a view that nobody understood, as open through views.
/// </summary>
public static class ChannelSurvey
{
    public static OtherChannels Of(EstateHistory history, ExposureLedger ledger) =>
        Of(history, ledger.Tables, ledger.People.Union(ledger.Services));

    /// <param name="asked">The tables that are asked about; answers stand in their order.</param>
    public static OtherChannels Of(EstateHistory history, IEnumerable<TableName> asked, PrincipalSet everybody)
    {
        TableName[] wanted = [.. asked];
        var nobody = PrincipalSet.Empty(everybody.Universe);
        var views = history
            .Tables.Where(table => table.Value.Kind == ResourceKind.View)
            .Select(table => table.Value.Name)
            .ToHashSet();
        var tables = history
            .Tables.Where(table => table.Value.Kind != ResourceKind.View)
            .Select(table => table.Value.Name)
            .ToHashSet();
        var sources = history.ViewSources.ToLookup(view => view.Value.View, view => view.Value);
        ImmutableHashSet<TableName> unclear =
        [
            .. views.Where(view => !sources[view].Any() || sources[view].Any(source => !source.IsComplete)),
        ];
        var directly = history
            .ViewSources.SelectMany(view => view.Value.Tables, (view, table) => (table, view.Value.View))
            .ToLookup(pair => pair.table, pair => pair.View);
        var over = wanted.Select(table => Over(table, directly, unclear)).ToArray();
        return new(
            [.. wanted.Select(table => tables.Contains(table) ? everybody : nobody)],
            [.. over.Select(some => some.Count > 0 ? everybody : nobody)],
            over
        );
    }

    // A view at any time of the history counts for all of it.
    private static IReadOnlySet<TableName> Over(
        TableName table,
        ILookup<TableName, TableName> directly,
        ImmutableHashSet<TableName> unclear
    )
    {
        if (!directly[table].Any())
        {
            return unclear.Remove(table);
        }

        var found = unclear.ToHashSet();
        var open = new Stack<TableName>([table]);
        while (open.TryPop(out var next))
        {
            foreach (var view in directly[next])
            {
                if (found.Add(view))
                {
                    open.Push(view);
                }
            }
        }

        found.Remove(table);
        return found;
    }
}
