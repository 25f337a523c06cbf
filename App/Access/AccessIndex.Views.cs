using System.Collections.Immutable;
using GovernanceDashboard.Access.Views;

namespace GovernanceDashboard.Access;

/// <content>
/// What views let through. Ranger and SQL-standard authorization ask for the view alone, so that its readers read the data of what it
/// shows (semantics 16; sources 1.4). The legacy authorizer asks for both, and where files decide a view is read with the files below it:
/// there the view's own readers are readers below already, and nothing is let through. A materialised view is a copy under any of them.
/// </content>
public sealed partial class AccessIndex
{
    private readonly Lazy<ViewGraph> _views;

    /// <summary>Views whose text was not understood to its end, or is not known: they may show any table. Ascending.</summary>
    public ImmutableArray<TableOrdinal> UnclearViews => Ordinals(_views.Value.Unclear);

    /// <summary>All views that show the table, directly or through other views, ascending.</summary>
    public ImmutableArray<TableOrdinal> ViewsOver(TableOrdinal table) => Ordinals(_views.Value.Over(table.Value));

    /// <summary>What the view reads; of a table, nothing.</summary>
    public ViewContents ContentsOf(TableOrdinal view)
    {
        var views = _views.Value;
        return new(
            views.Unclear.BinarySearch(view.Value) < 0,
            Ordinals(views.DirectlyUnder(view.Value)),
            Ordinals(views.Under(view.Value)),
            views.UnknownUnder(view.Value)
        );
    }

    /// <summary>Who reads the table's data through views over it. One look at each of them.</summary>
    public ViewReaders ViewReaders(TableOrdinal table)
    {
        var over = _views.Value.Over(table.Value);
        var (readers, unmasked, possible) = (_accounts.None, _accounts.None, _accounts.None);
        foreach (var view in Ordinals(over))
        {
            var bounds = _readers.Readers(Signature(view));
            (readers, possible) = (readers.Union(bounds.Sure), possible.Union(bounds.Possible));
            unmasked = unmasked.Union(
                IsRestricted(view) ? bounds.Sure.Except(_restricted.Flags(view, bounds.Sure).MaskedOnly) : bounds.Sure
            );
        }

        return new(
            table,
            Ordinals(over),
            Ordinals([.. _views.Value.Unclear.Where(view => view != table.Value && over.BinarySearch(view) < 0)]),
            readers,
            unmasked,
            possible.Except(readers)
        );
    }

    /// <summary>Tables of which the account reads no column itself, but reads views over them; ascending.</summary>
    public ImmutableArray<ViewedTable> TablesThroughViews(PrincipalOrdinal account)
    {
        var views = _views.Value;
        if (views.Views.IsEmpty)
        {
            return [];
        }

        var own = WhatCanAccess(account, AccessLevel.Partial).Select(access => access.Table.Value).ToHashSet();
        var shown = new SortedDictionary<int, List<TableOrdinal>>();
        foreach (var view in views.Views.Where(own.Contains))
        {
            foreach (var table in views.Under(view).Where(table => !own.Contains(table)))
            {
                if (!shown.TryGetValue(table, out var through))
                {
                    shown.Add(table, through = []);
                }

                through.Add(new(view));
            }
        }

        return [.. shown.Select(table => new ViewedTable(new(table.Key), [.. table.Value]))];
    }

    /// <summary>For each view over the table that the account surely reads one shortest way down to the table; shortest first, then by view.</summary>
    public ImmutableArray<ViewWay> ViewWays(PrincipalOrdinal account, TableOrdinal table) =>
        [
            .. _views
                .Value.ChainsTo(table.Value)
                .OrderBy(chain => chain.Value.Length)
                .ThenBy(chain => chain.Key)
                .Where(chain => Readers(new(chain.Key)).Contains(account))
                .Select(chain => new ViewWay(
                    Ordinals(chain.Value),
                    WhoCanAccess(new(chain.Key)).Full.Contains(account) ? AccessLevel.Full : AccessLevel.Partial
                )),
        ];

    /// <summary>A shortest chain from the view down to the one that reads the table directly; empty where it does not show the table.</summary>
    public ImmutableArray<TableOrdinal> ViewChain(TableOrdinal view, TableOrdinal table) =>
        Ordinals(_views.Value.ChainsTo(table.Value).GetValueOrDefault(view.Value, []));

    private static ImmutableArray<TableOrdinal> Ordinals(ImmutableArray<int> tables) =>
        [.. tables.Select(table => new TableOrdinal(table))];
}
