using System.Numerics;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>What the policy says of everybody at once, written straight into a row. For policies without conditions that do not deny all else.</summary>
internal sealed partial class CompiledPolicy
{
    /// <summary>A bit for each access type on which it denies anybody, exceptions aside.</summary>
    internal ulong DeniedTypes
    {
        get
        {
            var types = Source.IsDenyAllElse ? ulong.MaxValue : 0;
            foreach (var item in NeverDenies ? [] : Deny)
            {
                types |= item.Accesses.Types;
            }

            return types;
        }
    }

    /// <summary>Writes over the row whom the allow items let select, less their exceptions; some may be denied besides.</summary>
    internal void WriteAllowed(Span<ulong> row) => WriteExcepted(Allow, AllowExceptions, null, row);

    /// <summary>As <see cref="WriteAllowed"/>, whom the deny items deny.</summary>
    internal void WriteDenied(Span<ulong> row) => WriteExcepted(Deny, DenyExceptions, null, row);

    /// <summary>Adds to the row whom the policy allows any of the access types, and does not deny the same.</summary>
    /// <param name="types">A bit for each.</param>
    internal void AddAllowed(ulong types, Span<ulong> row, RowScratch scratch)
    {
        while (types != 0)
        {
            var type = 1UL << BitOperations.TrailingZeroCount(types);
            types &= ~Alike(type);
            WriteExcepted(Allow, AllowExceptions, type, scratch.Allow);
            if (!Deny.IsEmpty)
            {
                WriteExcepted(Deny, DenyExceptions, type, scratch.Deny);
                BitRow.AndNot(scratch.Allow, scratch.Deny);
            }

            BitRow.Or(row, scratch.Allow);
        }
    }

    // The types that every item treats as it treats this one, which is among them.
    private ulong Alike(ulong type)
    {
        var alike = ulong.MaxValue;
        foreach (var item in Items)
        {
            alike &= (item.Accesses.Types & type) != 0 ? item.Accesses.Types : ~item.Accesses.Types;
        }

        return alike;
    }

    // To whom the policy does not speak it neither allows nor denies anything.
    private void Bound(Span<ulong> row) => _holders?.Sure.Narrow(row);

    /// <param name="type">The access type's bit; null for select, which a definition need not list.</param>
    private void WriteExcepted(
        ReadOnlySpan<CompiledItem> items,
        ReadOnlySpan<CompiledItem> exceptions,
        ulong? type,
        Span<ulong> row
    )
    {
        row.Clear();
        foreach (var item in items)
        {
            if (Covers(item, type))
            {
                item.OrInto(row);
            }
        }

        foreach (var exception in exceptions)
        {
            if (Covers(exception, type))
            {
                exception.RemoveFrom(row);
            }
        }

        Bound(row);
    }

    private static bool Covers(CompiledItem item, ulong? type) =>
        type is { } bit ? (item.Accesses.Types & bit) != 0 : item.Accesses.CoversSelect;
}
