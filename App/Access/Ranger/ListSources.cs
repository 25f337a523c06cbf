using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// The <em>flat</em> lists: those whose answer for select is certain and is one union less another, their base's and their own
/// together. That is where no policy hangs on what cannot be known or on {USER} in its resource, and all have one priority or none
/// denies. What a flat list's policies unite and take away are numbered sources: containers by node, then accounts, then those policies
/// that have exceptions or deny all else, as a whole. Sources are numbers, not sets: they hold for any closure over the same nodes.
/// </summary>
internal sealed class ListSources
{
    private readonly bool[] _isFlat; // by list
    private readonly bool[] _isCertain;
    private readonly int[] _combined; // policies by their place among those taken as a whole
    private readonly Adjacency _allow;
    private readonly Adjacency _deny;

    internal ListSources(
        MembershipClosure closure,
        AccountDirectory accounts,
        ImmutableArray<CompiledPolicy> policies,
        ImmutableArray<PolicyList> lists
    )
    {
        FirstAccount = closure.Nodes;
        FirstCombined = closure.Nodes + accounts.Accounts.Length;
        _isFlat = new bool[lists.Length];
        _isCertain = new bool[lists.Length];
        var combined = new List<int>();
        var numbers = new int[policies.Length];
        foreach (var policy in policies)
        {
            if (!policy.IsStraight && !policy.MayBeConditional)
            {
                numbers[policy.Ordinal] = FirstCombined + combined.Count;
                combined.Add(policy.Ordinal);
            }
        }

        _combined = [.. combined];
        _allow = SourcesOf(policies, numbers, policy => policy.Allow, _ => true);
        _deny = SourcesOf(policies, numbers, policy => policy.Deny, policy => !policy.NeverDenies);
        var ofBase = new Nature[lists.Length];
        foreach (var list in lists)
        {
            if (list.Base is { } basis && !ofBase[basis.Number].IsKnown)
            {
                ofBase[basis.Number] = Nature.Of(basis.Own, policies);
            }

            var nature = Nature.Of(list.Own, policies);
            nature = list.Base is null ? nature : nature.With(ofBase[list.Base.Number]);
            _isCertain[list.Number] = nature.IsCertain;
            _isFlat[list.Number] = nature.IsFlat;
        }
    }

    /// <summary>The source of account 0; containers come before it.</summary>
    internal int FirstAccount { get; }

    /// <summary>The source of the first policy that is taken as a whole.</summary>
    internal int FirstCombined { get; }

    internal int Count => FirstCombined + _combined.Length;

    /// <summary>Ordinals of the policies that are taken as a whole, in the order of their sources.</summary>
    internal ReadOnlySpan<int> Combined => _combined;

    internal bool IsFlat(PolicyList list) => _isFlat[list.Number];

    /// <summary>Nobody's answer hangs on what cannot be known.</summary>
    internal bool IsCertain(PolicyList list) => _isCertain[list.Number];

    /// <summary>Whom a policy that is not conditional lets select.</summary>
    internal ReadOnlySpan<int> Allowing(ListedPolicy listed) => _allow.Of(listed.Policy);

    /// <summary>Whom it denies that.</summary>
    internal ReadOnlySpan<int> Denying(ListedPolicy listed) => _deny.Of(listed.Policy);

    /// <param name="numbers">By policy: its source where it is taken as a whole, else 0.</param>
    private Adjacency SourcesOf(
        ImmutableArray<CompiledPolicy> policies,
        int[] numbers,
        ItemsOf items,
        Func<CompiledPolicy, bool> speaks
    )
    {
        var starts = new int[policies.Length + 1];
        var sources = new List<int>(policies.Length);
        foreach (var policy in policies)
        {
            starts[policy.Ordinal] = sources.Count;
            if (policy.IsStraight)
            {
                Collect(items(policy), sources);
            }
            else if (!policy.MayBeConditional && speaks(policy))
            {
                sources.Add(numbers[policy.Ordinal]);
            }
        }

        starts[^1] = sources.Count;
        return new(starts, [.. sources]);
    }

    private void Collect(ReadOnlySpan<CompiledItem> items, List<int> sources)
    {
        foreach (var item in items)
        {
            if (item.Accesses.CoversSelect)
            {
                sources.AddRange(item.Containers);
                foreach (var login in item.Logins.Ordinals())
                {
                    sources.Add(FirstAccount + login);
                }
            }
        }
    }

    private delegate ReadOnlySpan<CompiledItem> ItemsOf(CompiledPolicy policy);

    /// <summary>What decides whether policies together are flat.</summary>
    private readonly record struct Nature(
        bool IsKnown,
        bool IsCertain,
        bool IsForAll,
        bool NeverDenies,
        int Highest,
        int Lowest
    )
    {
        internal bool IsFlat => IsCertain && IsForAll && (NeverDenies || Highest <= Lowest);

        internal static Nature Of(ImmutableArray<ListedPolicy> listed, ImmutableArray<CompiledPolicy> policies)
        {
            var nature = new Nature(true, true, true, true, int.MinValue, int.MaxValue);
            foreach (var found in listed)
            {
                var policy = policies[found.Policy];
                nature = new(
                    true,
                    nature.IsCertain && !policy.MayBeConditional,
                    nature.IsForAll && found.Filter == 0,
                    nature.NeverDenies && policy.NeverDenies,
                    Math.Max(nature.Highest, policy.Priority),
                    Math.Min(nature.Lowest, policy.Priority)
                );
            }

            return nature;
        }

        internal Nature With(Nature other) =>
            new(
                true,
                IsCertain && other.IsCertain,
                IsForAll && other.IsForAll,
                NeverDenies && other.NeverDenies,
                Math.Max(Highest, other.Highest),
                Math.Min(Lowest, other.Lowest)
            );
    }
}
