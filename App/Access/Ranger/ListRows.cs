using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Puts together who may select under a list of policies (semantics, section 8), as a bit row in a scratch buffer: rows are made anew
/// when asked (some microseconds), and only those of base lists are kept. A list is <em>plain</em> where all its policies only allow,
/// certainly and for everyone: then its row is its base's and the sets of what it adds, joined. Thread-safe.
/// </summary>
internal sealed class ListRows
{
    private readonly AccountDirectory _accounts;
    private readonly MembershipClosure _closure;
    private readonly ImmutableArray<CompiledPolicy> _policies;
    private readonly ImmutableArray<PrincipalSet> _filters;
    private readonly PrincipalSet _superUsers;
    private readonly bool[] _isPlain; // by list number
    private readonly bool[] _isCertain;
    private readonly Adjacency _sources; // of plain lists: nodes of containers, or complements of accounts
    private readonly ConcurrentDictionary<(int List, bool IsSure), RankedRows[]> _bases = new();
    private readonly ConcurrentBag<RowScratch> _scratches = [];
    private readonly CacheBudget _budget;

    internal ListRows(
        AccountDirectory accounts,
        MembershipClosure closure,
        ImmutableArray<CompiledPolicy> policies,
        ImmutableArray<PrincipalSet> filters,
        ImmutableArray<PolicyList> lists,
        PrincipalSet superUsers,
        CacheBudget budget
    )
    {
        _accounts = accounts;
        _closure = closure;
        _policies = policies;
        _filters = filters;
        _superUsers = superUsers;
        _budget = budget;
        _isPlain = new bool[lists.Length];
        _isCertain = new bool[lists.Length];
        var (of, sources) = (new List<int>(), new List<int>());
        foreach (var list in lists)
        {
            // A base may be numbered after a list that came to stand on it: each is judged by itself.
            _isPlain[list.Number] = IsPlain(list.Own) && (list.Base is null || IsPlain(list.Base.Own));
            _isCertain[list.Number] = IsCertain(list.Own) && (list.Base is null || IsCertain(list.Base.Own));
            if (_isPlain[list.Number] && ReferenceEquals(list, list.WithoutOwner))
            {
                AddSources(list, of, sources);
            }
        }

        _sources = Adjacency.FromPairs(lists.Length, CollectionsMarshal.AsSpan(of), CollectionsMarshal.AsSpan(sources));
    }

    /// <summary>Nobody's answer hangs on what cannot be known.</summary>
    internal bool IsCertain(PolicyList list) => _isCertain[list.Number];

    internal bool IsPlain(PolicyList list) => _isPlain[list.Number];

    /// <summary>For a plain list, what it adds to its base: nodes of containers, and complements of accounts named outright.</summary>
    internal ReadOnlySpan<int> SourcesOf(PolicyList list) => _sources.Of(list.WithoutOwner.Number);

    internal RowScratch Rent() => _scratches.TryTake(out var scratch) ? scratch : new(_accounts.Words);

    internal void Return(RowScratch scratch) => _scratches.Add(scratch);

    /// <summary>Adds to the row who may select, an owner aside.</summary>
    /// <param name="isSure">The lower bound; else the upper one.</param>
    internal void OrInto(PolicyList list, bool isSure, Span<ulong> row, RowScratch scratch)
    {
        _superUsers.OrInto(row);
        list = list.WithoutOwner;
        if (_isPlain[list.Number])
        {
            if (list.Base is { } basis)
            {
                foreach (var rows in Ranked(basis, isSure, scratch))
                {
                    BitRow.Or(row, rows.Allow);
                }
            }

            AddPlain(list, row);
            return;
        }

        Decide(list, isSure, row, scratch);
    }

    /// <summary>As <see cref="OrInto"/>, into a row that holds nothing yet.</summary>
    internal void WriteInto(PolicyList list, bool isSure, Span<ulong> row, RowScratch scratch)
    {
        list = list.WithoutOwner;
        if (_isPlain[list.Number] && list.Base is { } basis && Ranked(basis, isSure, scratch) is [var rows])
        {
            rows.Allow.CopyTo(row);
            _superUsers.OrInto(row);
            AddPlain(list, row);
            return;
        }

        row.Clear();
        OrInto(list, isSure, row, scratch);
    }

    private void AddPlain(PolicyList list, Span<ulong> row)
    {
        foreach (var source in _sources.Of(list.Number))
        {
            if (source >= 0)
            {
                _closure.MembersOf(source).OrInto(row);
            }
            else
            {
                BitRow.Set(row, ~source);
            }
        }
    }

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
        isSure |= _isCertain[basis.Number];
        if (_bases.TryGetValue((basis.Number, isSure), out var known))
        {
            return known;
        }

        if (ReferenceEquals(scratch.Last.Base, basis) && scratch.Last.IsSure == isSure)
        {
            return scratch.Last.Rows;
        }

        var ranked = Rank(basis.Own, isSure);
        if (_budget.Reserve(ranked.Sum(rows => (rows.Deny is null ? 1L : 2L) * rows.Allow.Length * sizeof(ulong))))
        {
            _bases.TryAdd((basis.Number, isSure), ranked);
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
            var allow = new ulong[_accounts.Words];
            ulong[]? deny = null;
            for (; at < own.Length && PriorityOf(own[at]) == priority; at++)
            {
                AddAllowed(own[at], isSure, allow);
                if (Denies(own[at], isSure))
                {
                    AddDenied(own[at], isSure, deny ??= new ulong[_accounts.Words], true);
                }
            }

            ranked.Add(new(priority, allow, deny));
        }

        return [.. ranked];
    }

    private void AddAllowed(ListedPolicy listed, bool isSure, Span<ulong> row)
    {
        var policy = _policies[listed.Policy];
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

        var opinions = _policies[listed.Policy].On(AccessSets.Select, -1);
        Filtered(isSure ? opinions.PossibleDeny : opinions.SureDeny, listed).OrInto(row);
        return true;
    }

    private bool Denies(ListedPolicy listed, bool isSure)
    {
        var policy = _policies[listed.Policy];
        if (policy.AllowsOnly)
        {
            return false;
        }

        var opinions = policy.On(AccessSets.Select, -1);
        return !(isSure ? opinions.PossibleDeny : opinions.SureDeny).IsEmpty;
    }

    private PrincipalSet Filtered(PrincipalSet set, ListedPolicy listed) =>
        listed.Filter == 0 ? set : set.Intersect(_filters[listed.Filter]);

    private int PriorityOf(ListedPolicy listed) => _policies[listed.Policy].Priority;

    private bool IsPlain(ImmutableArray<ListedPolicy> listed)
    {
        foreach (var policy in listed)
        {
            if (policy.Filter != 0 || !_policies[policy.Policy].AllowsOnly)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsCertain(ImmutableArray<ListedPolicy> listed)
    {
        foreach (var policy in listed)
        {
            if (_policies[policy.Policy].MayBeConditional)
            {
                return false;
            }
        }

        return true;
    }

    private void AddSources(PolicyList list, List<int> of, List<int> sources)
    {
        foreach (var listed in list.Own)
        {
            foreach (var item in _policies[listed.Policy].Allow)
            {
                if (!item.Accesses.CoversSelect)
                {
                    continue;
                }

                foreach (var container in item.Containers)
                {
                    of.Add(list.Number);
                    sources.Add(container);
                }

                foreach (var login in item.Logins.Ordinals())
                {
                    of.Add(list.Number);
                    sources.Add(~login);
                }
            }
        }
    }
}

/// <summary>Bounds what one index keeps of sets that can be made again. Thread-safe.</summary>
internal sealed class CacheBudget(long bytes)
{
    private long _used;

    /// <summary>Counts the bytes; false where what they hold must not be kept.</summary>
    internal bool Reserve(long more) => Interlocked.Add(ref _used, more) <= bytes;
}
