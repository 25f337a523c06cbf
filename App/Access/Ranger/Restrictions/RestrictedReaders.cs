using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Restrictions;

/// <summary>Which readers of a table see masked columns or filtered rows. Thread-safe.</summary>
internal sealed class RestrictedReaders(
    RestrictionIndex index,
    ImmutableArray<PolicyList> lists,
    AccessSets sets,
    AccountDirectory accounts
)
{
    private readonly ConcurrentDictionary<int, Bounds> _people = new();

    /// <summary>
    /// People who read at least one column unmasked: Eff(t) of a table with masks. Between the bounds lies who reads, or sees through a mask,
    /// under a condition that cannot be known. Null where no mask concerns the table: then all its readers count.
    /// </summary>
    internal Bounds? People(TableOrdinal table, int signature)
    {
        if (index.On(table) is not { } restrictions || restrictions.Masks.All(mask => mask.IsEmpty))
        {
            return null;
        }

        return _people.GetOrAdd(
            signature,
            _ =>
            {
                var clear = Clear(restrictions);
                var sure = accounts.PeopleOf(clear.Sure);
                var possible = accounts.PeopleOf(clear.Possible);
                return new(sure, sure.Equals(possible) ? sure : possible);
            }
        );
    }

    /// <param name="readers">Accounts at level Full or Partial, as far as is sure.</param>
    internal ReaderFlags Flags(TableOrdinal table, PrincipalSet readers)
    {
        if (index.On(table) is not { } restrictions)
        {
            return ReaderFlags.None(accounts.None);
        }

        var (masked, maybeMasked) = (accounts.None, accounts.None);
        foreach (var (list, masks) in restrictions.Pairs)
        {
            var reading = sets.Access(lists[list]).Sure;
            masked = masked.Union(reading.Intersect(masks.Restricted.Sure));
            maybeMasked = maybeMasked.Union(reading.Intersect(masks.Restricted.Possible));
        }

        var clear = restrictions.Pairs.IsEmpty ? new(readers, readers) : Clear(restrictions);
        var maskedOnly = readers.Except(clear.Possible);
        var filter = restrictions.Filter.Restricted;
        var filtered = readers.Intersect(filter.Sure);
        return new(
            masked,
            maybeMasked.Except(masked),
            maskedOnly,
            readers.Except(clear.Sure).Except(maskedOnly),
            filtered,
            readers.Intersect(filter.Possible).Except(filtered)
        );
    }

    /// <summary>One account's masks and filter on one table, for the columns that it reads.</summary>
    internal AccountRestrictions Of(PrincipalOrdinal account, TableOrdinal table, ImmutableArray<int> columns)
    {
        if (index.On(table) is not { } restrictions)
        {
            return AccountRestrictions.None;
        }

        if (columns.IsEmpty && !restrictions.Masks.IsEmpty)
        {
            return AccountRestrictions.None; // reads nothing
        }

        var masks = ImmutableArray.CreateBuilder<ColumnMask>();
        foreach (var column in columns)
        {
            var outcomes = restrictions.Masks[column].OutcomesFor(account.Value);
            if (outcomes.FirstOrDefault(outcome => outcome.IsRestricting).Item is { } item)
            {
                masks.Add(
                    new(
                        column,
                        item.Mask!.Type,
                        item.Mask.Value,
                        item.Policy.Source.Id,
                        item.Policy.Source.Name,
                        item.Index,
                        IsOpen(outcomes),
                        outcomes.All(outcome => outcome.IsRestricting)
                    )
                );
            }
        }

        var onRows = restrictions.Filter.OutcomesFor(account.Value);
        return new(
            masks.ToImmutable(),
            onRows.FirstOrDefault(outcome => outcome.IsRestricting).Item is { } filter
                ? new(
                    filter.Filter!,
                    filter.Policy.Source.Id,
                    filter.Policy.Source.Name,
                    filter.Index,
                    IsOpen(onRows),
                    onRows.All(outcome => outcome.IsRestricting)
                )
                : null
        );
    }

    private static bool IsOpen(ImmutableArray<RestrictionOutcome> outcomes) =>
        outcomes.Select(outcome => outcome.Shown).Distinct().Skip(1).Any();

    /// <summary>Of the readers of a column those to whom it is surely masked.</summary>
    internal PrincipalSet Masked(TableOrdinal table, int column, PrincipalSet readers) =>
        index.On(table) is { } restrictions
            ? readers.Intersect(restrictions.Masks[column].Restricted.Sure)
            : accounts.None;

    private Bounds Clear(TableRestrictions restrictions)
    {
        var (sure, possible) = (accounts.None, accounts.None);
        foreach (var (list, masks) in restrictions.Pairs)
        {
            var reading = sets.Access(lists[list]);
            sure = sure.Union(reading.Sure.Except(masks.Restricted.Possible));
            possible = possible.Union(reading.Possible.Except(masks.Restricted.Sure));
        }

        return new(sure, possible);
    }
}
