using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>The items of one policy that count, resolved, in the order in which they are asked.</summary>
internal sealed class ItemTable
{
    private readonly CompiledItem[] _items; // denies, deny exceptions, allows, allow exceptions
    private readonly int _denyExceptionsFrom;
    private readonly int _allowFrom;
    private readonly int _allowExceptionsFrom;

    internal ItemTable(Policy source, PolicyGround ground)
    {
        var items = new List<CompiledItem>();
        if (ground.DenyAndExceptions)
        {
            Add(source, PolicyItemList.Deny, ground, items);
            _denyExceptionsFrom = items.Count;
            Add(source, PolicyItemList.DenyException, ground, items);
        }

        _allowFrom = items.Count;
        Add(source, PolicyItemList.Allow, ground, items);
        _allowExceptionsFrom = items.Count;
        if (ground.DenyAndExceptions)
        {
            Add(source, PolicyItemList.AllowException, ground, items);
        }

        _items = [.. items];
    }

    internal ImmutableArray<CompiledItem> All => ImmutableCollectionsMarshal.AsImmutableArray(_items);

    internal ReadOnlySpan<CompiledItem> Deny => _items.AsSpan(.._denyExceptionsFrom);

    internal ReadOnlySpan<CompiledItem> DenyExceptions => _items.AsSpan(_denyExceptionsFrom.._allowFrom);

    internal ReadOnlySpan<CompiledItem> Allow => _items.AsSpan(_allowFrom.._allowExceptionsFrom);

    internal ReadOnlySpan<CompiledItem> AllowExceptions => _items.AsSpan(_allowExceptionsFrom..);

    private static void Add(Policy source, PolicyItemList list, PolicyGround ground, List<CompiledItem> items)
    {
        var written = source.Items(list);
        for (var index = 0; index < written.Length; index++)
        {
            var item = written[index];
            var accesses = ground.Types.Of(item.Accesses, source.IsTagPolicy);
            var limits = ItemLimits.Of(item, ground.Conditions);
            if (limits.IsPlain)
            {
                items.Add(new(item, list, index, accesses, ground.Accounts, ground.Closure, limits.IsUncertain));
                continue;
            }

            // Two items in place of one: for whom its conditions surely hold, and for whom they may.
            if (limits.Sure is { } sure)
            {
                items.Add(new(item, list, index, accesses, ground.Accounts, ground.Closure, false, sure));
            }

            if (limits.Possible is { } possible)
            {
                items.Add(new(item, list, index, accesses, ground.Accounts, ground.Closure, true, possible));
            }
        }
    }
}
