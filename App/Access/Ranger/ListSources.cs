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
    private readonly PolicySources _sources;

    internal ListSources(
        PolicySources sources,
        ImmutableArray<CompiledPolicy> policies,
        ImmutableArray<PolicyList> lists
    )
    {
        _sources = sources;
        _isFlat = new bool[lists.Length];
        _isCertain = new bool[lists.Length];
        var ofPolicy = new Nature[policies.Length];
        foreach (var policy in policies)
        {
            ofPolicy[policy.Ordinal] = Nature.Of(policy);
        }

        var ofBase = new Nature?[lists.Length];
        foreach (var list in lists)
        {
            var nature = Nature.Of(list.Own, ofPolicy);
            if (list.Base is { } basis)
            {
                nature = nature.With(ofBase[basis.Number] ??= Nature.Of(basis.Own, ofPolicy));
            }

            _isCertain[list.Number] = nature.IsCertain;
            _isFlat[list.Number] = nature.IsFlat;
        }
    }

    /// <inheritdoc cref="PolicySources.FirstAccount"/>
    internal int FirstAccount => _sources.FirstAccount;

    /// <inheritdoc cref="PolicySources.FirstCombined"/>
    internal int FirstCombined => _sources.FirstCombined;

    internal int Count => FirstCombined + Combined.Length;

    /// <inheritdoc cref="PolicySources.Combined"/>
    internal ReadOnlySpan<int> Combined => _sources.Combined;

    internal bool IsFlat(PolicyList list) => _isFlat[list.Number];

    /// <summary>Nobody's answer hangs on what cannot be known.</summary>
    internal bool IsCertain(PolicyList list) => _isCertain[list.Number];

    /// <summary>Whom a policy that is not conditional lets select.</summary>
    internal ReadOnlySpan<int> Allowing(ListedPolicy listed) => _sources.Allowing(listed.Policy);

    /// <summary>Whom it denies that.</summary>
    internal ReadOnlySpan<int> Denying(ListedPolicy listed) => _sources.Denying(listed.Policy);

    /// <summary>What decides whether policies together are flat.</summary>
    private readonly record struct Nature(bool IsCertain, bool IsForAll, bool NeverDenies, int Highest, int Lowest)
    {
        internal bool IsFlat => IsCertain && IsForAll && (NeverDenies || Highest <= Lowest);

        internal static Nature Of(CompiledPolicy policy) =>
            new(!policy.MayBeConditional, true, policy.NeverDenies, policy.Priority, policy.Priority);

        internal static Nature Of(ImmutableArray<ListedPolicy> listed, Nature[] ofPolicy)
        {
            var nature = new Nature(true, true, true, int.MinValue, int.MaxValue);
            foreach (var found in listed)
            {
                nature = nature.With(ofPolicy[found.Policy]) with { IsForAll = nature.IsForAll && found.Filter == 0 };
            }

            return nature;
        }

        internal Nature With(Nature other) =>
            new(
                IsCertain && other.IsCertain,
                IsForAll && other.IsForAll,
                NeverDenies && other.NeverDenies,
                Math.Max(Highest, other.Highest),
                Math.Min(Lowest, other.Lowest)
            );
    }
}
