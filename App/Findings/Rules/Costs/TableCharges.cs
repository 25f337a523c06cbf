using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Costs;

/// <summary>
/// What storing each table costs by the cost records of the judged instant: those of the narrowest scope that names it. Where two scopes as narrow disagree, it lies between them. A table that
/// no record names has no cost here, which is not a cost of 0.
/// </summary>
internal sealed class TableCharges
{
    private readonly Dictionary<TableOrdinal, List<Tariff>> _tariffs;

    internal TableCharges(RuleContext context, ISet<TableOrdinal> stored)
    {
        Tariff[] tariffs =
        [
            .. context
                .Held(context.Records.StorageCosts)
                .OrderBy(cost => cost.Scope, StringComparer.Ordinal)
                .Select(cost => new Tariff(
                    cost,
                    [.. context.Scopes.Of(cost.Scope).Where(stored.Contains)],
                    table => context.Table(table).Bytes
                )),
        ];
        _tariffs = context.Scopes.Narrowest(tariffs.Where(tariff => tariff.HasTables), tariff => tariff.Cost.Scope);
        Idle = [.. tariffs.Where(tariff => !tariff.HasTables).Select(tariff => tariff.Cost.Scope)];
    }

    /// <summary>Scopes of cost records that name no table that stores data.</summary>
    internal ImmutableArray<string> Idle { get; }

    /// <summary>Whether a record prices the table. Two records in different currencies price nothing.</summary>
    internal bool IsPriced(TableOrdinal table) =>
        _tariffs.TryGetValue(table, out var found)
        && found.TrueForAll(one => one.Cost.Currency == found[0].Cost.Currency);

    /// <summary>Null where the record does not say.</summary>
    internal string? CurrencyOf(TableOrdinal table) => _tariffs[table][0].Cost.Currency;

    /// <param name="tables">Priced ones of one currency, each once.</param>
    internal MoneyRange Of(IReadOnlyCollection<TableOrdinal> tables)
    {
        var sum = MoneyRange.Zero;
        foreach (var same in tables.Where(table => _tariffs[table].Count == 1).GroupBy(table => _tariffs[table][0]))
        {
            sum += same.Key.Of(same);
        }

        foreach (var table in tables.Where(table => _tariffs[table].Count > 1))
        {
            var parts = _tariffs[table].ConvertAll(tariff => tariff.Of(table));
            sum += new MoneyRange(parts.Min(part => part.Low), parts.Max(part => part.High));
        }

        return sum.Rounded();
    }

    /// <summary>Scopes of the records that price the table.</summary>
    internal IEnumerable<StorageCost> RecordsOf(TableOrdinal table) => _tariffs[table].Select(tariff => tariff.Cost);
}
