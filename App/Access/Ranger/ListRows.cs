using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Puts together who may select under a list of policies (semantics, section 8), as a bit row in a scratch buffer: rows are made anew
/// when asked (some microseconds), and only those of base lists are kept. Flat lists (see <see cref="ListSources"/>) have a shorter way.
/// Thread-safe.
/// </summary>
internal sealed class ListRows(
    AccountDirectory accounts,
    MembershipClosure closure,
    ImmutableArray<CompiledPolicy> policies,
    ImmutableArray<PrincipalSet> filters,
    ListSources sources,
    PrincipalSet superUsers,
    CacheBudget budget
)
{
    private readonly FlatRows _flat = new(accounts, closure, policies, sources, budget);
    private readonly ConcurrentDictionary<(int List, bool IsSure), RankedRows[]> _rankedBases = new();
    private readonly ConcurrentBag<RowScratch> _scratches = [];

    internal ListSources Sources => sources;

    internal RowScratch Rent() => _scratches.TryTake(out var scratch) ? scratch : new(accounts.Words, closure.Nodes);

    internal void Return(RowScratch scratch) => _scratches.Add(scratch);

    /// <summary>Writes over the row who may select, an owner aside.</summary>
    /// <param name="isSure">The lower bound; else the upper one.</param>
    internal void WriteInto(PolicyList list, bool isSure, Span<ulong> row, RowScratch scratch)
    {
        list = list.WithoutOwner;
        if (sources.IsFlat(list))
        {
            _flat.WriteInto(list, row, scratch);
        }
        else
        {
            row.Clear();
            Decide(list, isSure, row, scratch);
        }

        superUsers.OrInto(row);
    }

    /// <summary>Adds to the row who may select, an owner aside.</summary>
    internal void OrInto(PolicyList list, bool isSure, Span<ulong> row, RowScratch scratch)
    {
        WriteInto(list, isSure, scratch.Other, scratch);
        BitRow.Or(row, scratch.Other);
    }

    private static long BytesOf(RankedRows rows) => (rows.Deny is null ? 1L : 2L) * rows.Allow.Length * sizeof(ulong);

    // The lower bound takes sure allows and possible denies, the upper one the reverse; then the highest priority with an opinion
    // wins, and inside it any deny beats any allow.
    private void Decide(PolicyList list, bool isSure, Span<ulong> row, RowScratch scratch)
    {
        var basis = list.Base is null ? [] : Ranked(list.Base, isSure, scratch);
        var own = list.Own;
        var isAnyDecided = false;
        for (var (b, o) = (0, 0); b < basis.Length || o < own.Length; )
        {
            var priority =
                o == own.Length || (b < basis.Length && basis[b].Priority > PriorityOf(own[o]))
                    ? basis[b].Priority
                    : PriorityOf(own[o]);
            var isDenied = false;
            if (b < basis.Length && basis[b].Priority == priority)
            {
                basis[b].Allow.CopyTo(scratch.Allow, 0);
                isDenied = basis[b].Deny is not null;
                basis[b].Deny?.CopyTo(scratch.Deny, 0);
                b++;
            }
            else
            {
                Array.Clear(scratch.Allow);
            }

            for (; o < own.Length && PriorityOf(own[o]) == priority; o++)
            {
                AddAllowed(own[o], isSure, scratch.Allow);
                isDenied = AddDenied(own[o], isSure, scratch.Deny, isDenied);
            }

            if (isDenied)
            {
                BitRow.AndNot(scratch.Allow, scratch.Deny);
            }

            if (isAnyDecided)
            {
                BitRow.AndNot(scratch.Allow, scratch.Decided);
            }
            else
            {
                Array.Clear(scratch.Decided);
            }

            BitRow.Or(row, scratch.Allow);
            BitRow.Or(scratch.Decided, scratch.Allow);
            if (isDenied)
            {
                BitRow.Or(scratch.Decided, scratch.Deny);
            }

            isAnyDecided = true;
        }
    }

    /// <summary>The rows of a base list, by priority.</summary>
    private RankedRows[] Ranked(PolicyList basis, bool isSure, RowScratch scratch)
    {
        isSure |= sources.IsCertain(basis);
        if (_rankedBases.TryGetValue((basis.Number, isSure), out var known))
        {
            return known;
        }

        if (ReferenceEquals(scratch.Last.Base, basis) && scratch.Last.IsSure == isSure)
        {
            return scratch.Last.Rows;
        }

        var ranked = Rank(basis.Own, isSure);
        if (budget.Reserve(ranked.Sum(BytesOf)))
        {
            _rankedBases.TryAdd((basis.Number, isSure), ranked);
        }
        else
        {
            scratch.Last = (basis, isSure, ranked);
        }

        return ranked;
    }

    private RankedRows[] Rank(ImmutableArray<ListedPolicy> own, bool isSure)
    {
        var ranked = new List<RankedRows>();
        for (var at = 0; at < own.Length; )
        {
            var priority = PriorityOf(own[at]);
            var allow = new ulong[accounts.Words];
            ulong[]? deny = null;
            for (; at < own.Length && PriorityOf(own[at]) == priority; at++)
            {
                AddAllowed(own[at], isSure, allow);
                if (Denies(own[at], isSure))
                {
                    AddDenied(own[at], isSure, deny ??= new ulong[accounts.Words], true);
                }
            }

            ranked.Add(new(priority, allow, deny));
        }

        return [.. ranked];
    }

    private void AddAllowed(ListedPolicy listed, bool isSure, Span<ulong> row)
    {
        var policy = policies[listed.Policy];
        if (!policy.IsStraight || listed.Filter != 0)
        {
            var opinions = policy.On(AccessSets.Select, -1);
            Filtered(isSure ? opinions.SureAllow : opinions.PossibleAllow, listed).OrInto(row);
            return;
        }

        foreach (var item in policy.Allow)
        {
            if (item.Accesses.CoversSelect)
            {
                item.OrInto(row);
            }
        }
    }

    /// <param name="isBegun">Whether the row holds denied accounts already; else it is cleared before the first ones.</param>
    /// <returns>Whether it holds some now.</returns>
    private bool AddDenied(ListedPolicy listed, bool isSure, Span<ulong> row, bool isBegun)
    {
        if (!Denies(listed, isSure))
        {
            return isBegun;
        }

        if (!isBegun)
        {
            row.Clear();
        }

        var opinions = policies[listed.Policy].On(AccessSets.Select, -1);
        Filtered(isSure ? opinions.PossibleDeny : opinions.SureDeny, listed).OrInto(row);
        return true;
    }

    private bool Denies(ListedPolicy listed, bool isSure)
    {
        var policy = policies[listed.Policy];
        if (policy.NeverDenies)
        {
            return false;
        }

        var opinions = policy.On(AccessSets.Select, -1);
        return !(isSure ? opinions.PossibleDeny : opinions.SureDeny).IsEmpty;
    }

    private PrincipalSet Filtered(PrincipalSet set, ListedPolicy listed) =>
        listed.Filter == 0 ? set : set.Intersect(filters[listed.Filter]);

    private int PriorityOf(ListedPolicy listed) => policies[listed.Policy].Priority;
}
