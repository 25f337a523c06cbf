using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>What the tables of a database share under flat lists. Not to be written to.</summary>
/// <param name="Allow">Who may select, those denied among them.</param>
/// <param name="Deny">Null where nothing denies.</param>
/// <param name="Held">A bit for each container whose members <paramref name="Allow"/> holds.</param>
internal sealed record FlatBase(ulong[] Allow, ulong[]? Deny, ulong[] Held)
{
    internal long Bytes => (long)(Allow.Length + (Deny?.Length ?? 0) + Held.Length) * sizeof(ulong);
}

/// <summary>
/// Who may select under a flat list (see <see cref="ListSources"/>): its base's row with what its own policies add, less what any of them
/// denies. The policies of one database name the same few containers over and over: each is added to a row once, and not at all where the
/// base holds it. Thread-safe.
/// </summary>
internal sealed class FlatRows(
    AccountDirectory accounts,
    MembershipClosure closure,
    ImmutableArray<CompiledPolicy> policies,
    ListSources sources,
    CacheBudget budget
)
{
    private readonly ConcurrentDictionary<int, FlatBase> _bases = new();

    internal void WriteInto(PolicyList list, Span<ulong> row, RowScratch scratch)
    {
        var basis = list.Base is null ? null : BaseOf(list.Base, scratch);
        if (basis is null)
        {
            row.Clear();
            Array.Clear(scratch.Held);
        }
        else
        {
            basis.Allow.CopyTo(row);
            basis.Held.CopyTo(scratch.Held, 0);
        }

        AddAllowed(list.Own, row, scratch.Held, scratch);
        if (basis?.Deny is not null)
        {
            BitRow.AndNot(row, basis.Deny);
        }

        if (IsDenying(list.Own))
        {
            Array.Clear(scratch.Deny);
            AddDenied(list.Own, scratch.Deny, scratch);
            BitRow.AndNot(row, scratch.Deny);
        }
    }

    private FlatBase BaseOf(PolicyList basis, RowScratch scratch)
    {
        if (_bases.TryGetValue(basis.Number, out var known))
        {
            return known;
        }

        if (ReferenceEquals(scratch.LastFlat.Base, basis))
        {
            return scratch.LastFlat.Rows!;
        }

        var rows = new FlatBase(
            new ulong[accounts.Words],
            IsDenying(basis.Own) ? new ulong[accounts.Words] : null,
            new ulong[scratch.Held.Length]
        );
        AddAllowed(basis.Own, rows.Allow, rows.Held, scratch);
        if (rows.Deny is not null)
        {
            AddDenied(basis.Own, rows.Deny, scratch);
        }

        if (budget.Reserve(rows.Bytes))
        {
            _bases.TryAdd(basis.Number, rows);
        }
        else
        {
            scratch.LastFlat = (basis, rows);
        }

        return rows;
    }

    private bool IsDenying(ImmutableArray<ListedPolicy> own)
    {
        foreach (var listed in own)
        {
            if (!policies[listed.Policy].NeverDenies)
            {
                return true;
            }
        }

        return false;
    }

    private void AddAllowed(ImmutableArray<ListedPolicy> own, Span<ulong> row, Span<ulong> held, RowScratch scratch)
    {
        foreach (var listed in own)
        {
            if (BitRow.IsSet(held, MembershipClosure.Everyone))
            {
                return; // nobody is left to add
            }

            foreach (var source in sources.Allowing(listed))
            {
                if (source >= sources.FirstCombined)
                {
                    AddCombined(policies[listed.Policy], row, scratch);
                }
                else if (source >= sources.FirstAccount)
                {
                    BitRow.Set(row, source - sources.FirstAccount);
                }
                else if (!BitRow.IsSet(held, source))
                {
                    BitRow.Set(held, source);
                    closure.MembersOf(source).OrInto(row);
                }
            }
        }
    }

    // Whom the policy denies as well goes with all others who are denied.
    private static void AddCombined(CompiledPolicy policy, Span<ulong> row, RowScratch scratch)
    {
        if (policy.Source.IsDenyAllElse)
        {
            policy.On(AccessSets.Select, -1).SureAllow.OrInto(row);
            return;
        }

        policy.WriteAllowed(scratch.Allow);
        BitRow.Or(row, scratch.Allow);
    }

    private void AddDenied(ImmutableArray<ListedPolicy> own, Span<ulong> row, RowScratch scratch)
    {
        foreach (var listed in own)
        {
            foreach (var source in sources.Denying(listed))
            {
                if (source >= sources.FirstCombined)
                {
                    AddCombinedDenied(policies[listed.Policy], row, scratch);
                }
                else if (source >= sources.FirstAccount)
                {
                    BitRow.Set(row, source - sources.FirstAccount);
                }
                else
                {
                    closure.MembersOf(source).OrInto(row);
                }
            }
        }
    }

    private static void AddCombinedDenied(CompiledPolicy policy, Span<ulong> row, RowScratch scratch)
    {
        if (policy.Source.IsDenyAllElse)
        {
            policy.On(AccessSets.Select, -1).SureDeny.OrInto(row);
            return;
        }

        policy.WriteDenied(scratch.Allow);
        BitRow.Or(row, scratch.Allow);
    }
}
