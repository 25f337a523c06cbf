using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Which lists hold which policy: an account is asked about in those lists alone whose policies concern it.</summary>
internal sealed class PolicyListLookup
{
    private readonly ImmutableArray<CompiledPolicy> _policies;
    private readonly int[][] _listsOf;

    internal PolicyListLookup(ImmutableArray<CompiledPolicy> policies, ImmutableArray<PolicyList> lists)
    {
        _policies = policies;
        Owner = [.. lists.Select(list => list.Owner)];
        Ownerless = [.. lists.Select(list => list.WithoutOwner.Number)];
        var listsOf = new List<int>[policies.Length];
        foreach (var list in lists.Where(list => ReferenceEquals(list, list.WithoutOwner)))
        {
            foreach (var listed in list.Policies)
            {
                (listsOf[listed.Policy] ??= []).Add(list.Number);
            }
        }

        _listsOf = Array.ConvertAll(listsOf, numbers => numbers is null ? [] : numbers.ToArray());
    }

    /// <summary>By list number: the owner's account, or -1.</summary>
    internal int[] Owner { get; }

    /// <summary>By list number: the number of the same list without owner.</summary>
    internal int[] Ownerless { get; }

    /// <summary>By list number: true for the ownerless lists in which some policy concerns the account.</summary>
    internal bool[] Concerning(int account)
    {
        var concerning = new bool[Owner.Length];
        for (var policy = 0; policy < _listsOf.Length; policy++)
        {
            if (_listsOf[policy].Length > 0 && _policies[policy].Concerns(account))
            {
                foreach (var list in _listsOf[policy])
                {
                    concerning[list] = true;
                }
            }
        }

        return concerning;
    }
}
