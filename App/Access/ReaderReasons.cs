using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>One way in which an item opens a table: many readers share it.</summary>
/// <param name="Policy">Null for super users.</param>
/// <param name="ItemIndex">Position among the policy's allow items, from 0; null for super users.</param>
/// <param name="Through">
/// From the container that lists the account up to the one that the item names; Everyone alone, or empty where the item names the
/// account, any login or the owner, or the account is a super user by name.
/// </param>
public sealed record ReaderReason(AccessVia Via, Policy? Policy, int? ItemIndex, ImmutableArray<PrincipalId> Through);

/// <summary>
/// Why each reader (level Full or Partial) of one table reads it: for each one deciding allow with a shortest chain to what its item
/// names. All deciding allows of an account are in <see cref="AccessIndex.Explain"/>; this is one of them.
/// </summary>
public sealed class ReaderReasons
{
    private readonly int[] _reasonOf; // by account; -1 for who reads nothing

    internal ReaderReasons(TableOrdinal table, int[] reasonOf, ImmutableArray<ReaderReason> reasons) =>
        (Table, _reasonOf, All) = (table, reasonOf, reasons);

    public TableOrdinal Table { get; }

    /// <summary>The distinct ways, in the order in which policies are asked; each has at least one reader.</summary>
    public ImmutableArray<ReaderReason> All { get; }

    /// <summary>Null where the account does not read the table.</summary>
    public ReaderReason? Of(PrincipalOrdinal account) =>
        _reasonOf[account.Value] is var reason and >= 0 ? All[reason] : null;
}
