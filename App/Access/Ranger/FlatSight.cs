using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Who sees a resource under a flat list (see <see cref="ListSources"/>) that can hide it from nobody. Hidden it is only from who is denied
/// every access type; where no denies cover them all, whoever is allowed anything by any policy sees it, in whichever order they are asked
/// (see <see cref="SightOrder"/>). As in <see cref="FlatRows"/>, a base's row is shared and each container is added once. Thread-safe.
/// </summary>
internal sealed class FlatSight(
    AccountDirectory accounts,
    MembershipClosure closure,
    ImmutableArray<CompiledPolicy> policies,
    ListSources sources,
    ulong types,
    PrincipalSet superUsers,
    CacheBudget budget
)
{
    private readonly ConcurrentDictionary<int, FlatBase> _bases = new();

    /// <summary>Whether the list, its owner aside, is one of those that this answers for.</summary>
    internal bool Decides(PolicyList list) =>
        sources.IsFlat(list.WithoutOwner)
        && ((DeniedBy(list.Own) | (list.Base is null ? 0 : DeniedBy(list.Base.Own))) & types) != types;

    /// <summary>Writes over the row who sees the resource, an owner aside.</summary>
    internal void WriteInto(PolicyList list, Span<ulong> row, RowScratch scratch)
    {
        if (list.Base is null)
        {
            row.Clear();
            Array.Clear(scratch.Held);
        }
        else
        {
            var basis = BaseOf(list.Base, scratch);
            basis.Allow.CopyTo(row);
            basis.Held.CopyTo(scratch.Held, 0);
        }

        Add(list.Own, row, scratch.Held, scratch);
        superUsers.OrInto(row);
    }

    private FlatBase BaseOf(PolicyList basis, RowScratch scratch)
    {
        if (_bases.TryGetValue(basis.Number, out var known))
        {
            return known;
        }

        if (ReferenceEquals(scratch.LastSight.Base, basis))
        {
            return scratch.LastSight.Rows!;
        }

        var rows = new FlatBase(new ulong[accounts.Words], null, new ulong[scratch.Held.Length]);
        Add(basis.Own, rows.Allow, rows.Held, scratch);
        if (budget.Reserve(rows.Bytes))
        {
            _bases.TryAdd(basis.Number, rows);
        }
        else
        {
            scratch.LastSight = (basis, rows);
        }

        return rows;
    }

    private void Add(ImmutableArray<ListedPolicy> own, Span<ulong> row, Span<ulong> held, RowScratch scratch)
    {
        foreach (var listed in own)
        {
            if (BitRow.IsSet(held, MembershipClosure.Everyone))
            {
                return; // nobody is left to add
            }

            var policy = policies[listed.Policy];
            if (policy is not { IsStraight: true, NeverDenies: true })
            {
                policy.AddAllowed(types, row, scratch);
                continue;
            }

            foreach (var item in policy.Allow)
            {
                if (item.Accesses.Types != 0)
                {
                    Add(item, row, held);
                }
            }
        }
    }

    private void Add(CompiledItem item, Span<ulong> row, Span<ulong> held)
    {
        item.Logins.OrInto(row);
        foreach (var container in item.Containers)
        {
            if (!BitRow.IsSet(held, container))
            {
                BitRow.Set(held, container);
                closure.MembersOf(container).OrInto(row);
            }
        }
    }

    // A bit for each access type that some policy denies to somebody.
    private ulong DeniedBy(ImmutableArray<ListedPolicy> own)
    {
        var denied = 0UL;
        foreach (var listed in own)
        {
            denied |= policies[listed.Policy].DeniedTypes;
        }

        return denied;
    }
}
