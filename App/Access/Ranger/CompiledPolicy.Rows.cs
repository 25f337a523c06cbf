namespace GovernanceDashboard.Access.Ranger;

/// <summary>What the policy says of everybody at once, written straight into a row.</summary>
internal sealed partial class CompiledPolicy
{
    /// <summary>
    /// Writes over the row whom the allow items let select, less their exceptions; some may be denied besides. For policies without
    /// conditions that do not deny all else.
    /// </summary>
    internal void WriteAllowed(Span<ulong> row) => WriteExcepted(Allow, AllowExceptions, row);

    // To whom the policy does not speak it neither allows nor denies anything.
    private void Bound(Span<ulong> row)
    {
        if (_holders is { } holders)
        {
            BitRow.And(row, holders.Sure.ToRow());
        }
    }

    /// <summary>As <see cref="WriteAllowed"/>, whom the deny items deny.</summary>
    internal void WriteDenied(Span<ulong> row) => WriteExcepted(Deny, DenyExceptions, row);

    private void WriteExcepted(ReadOnlySpan<CompiledItem> items, ReadOnlySpan<CompiledItem> exceptions, Span<ulong> row)
    {
        row.Clear();
        foreach (var item in items)
        {
            if (item.Accesses.CoversSelect)
            {
                item.OrInto(row);
            }
        }

        foreach (var exception in exceptions)
        {
            if (exception.Accesses.CoversSelect)
            {
                exception.RemoveFrom(row);
            }
        }

        Bound(row);
    }
}
