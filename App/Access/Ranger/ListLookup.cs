using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Which flat lists (see <see cref="ListSources"/>) name whom, the way back from principals to tables: one account's lists are marked and
/// not searched for.
/// </summary>
internal sealed class ListLookup
{
    private readonly ListSources _sources;
    private readonly Adjacency _allowedBy; // by source
    private readonly Adjacency _deniedBy;
    private readonly Adjacency _combinedOf; // by container, then by account: policies by their ordinal

    internal ListLookup(
        ListSources sources,
        ImmutableArray<CompiledPolicy> policies,
        ImmutableArray<PolicyList> lists,
        TableLists[] signatures,
        int[] signatureOf
    )
    {
        _sources = sources;
        _allowedBy = Transpose(lists, sources.Allowing);
        _deniedBy = Transpose(lists, sources.Denying);
        _combinedOf = Combined(policies);
        FlatOf = Array.ConvertAll(
            signatureOf,
            signature =>
                signatures[signature].Only is var only and >= 0 && lists[only].Owner < 0 && sources.IsFlat(lists[only])
                    ? only
                    : -1
        );
        Base = [.. lists.Select(list => list.Base?.Number ?? list.Number)];
    }

    /// <summary>By table: the one flat list without an owner that decides all; -1 where there is more to ask.</summary>
    internal int[] FlatOf { get; }

    /// <summary>By list: its base; itself where it has none.</summary>
    internal int[] Base { get; }

    /// <summary>Flat lists that let the source select by what they hold beside their base.</summary>
    internal ReadOnlySpan<int> AllowedBy(int source) => _allowedBy.Of(source);

    /// <summary>Flat lists that deny the source by what they hold beside their base.</summary>
    internal ReadOnlySpan<int> DeniedBy(int source) => _deniedBy.Of(source);

    /// <summary>Of the policies that are taken as a whole, those that name the container or account: places among them, ascending.</summary>
    internal ReadOnlySpan<int> CombinedNaming(int source) => _combinedOf.Of(source);

    // A source that several policies of a list name leads to the list once, and one that its base has leads to the base alone.
    private Adjacency Transpose(ImmutableArray<PolicyList> lists, SourcesOf sourcesOf)
    {
        var (from, to) = (new List<int>(), new List<int>());
        var ofBase = new HashSet<(int Base, int Source)>();
        var last = new int[_sources.Count];
        Array.Fill(last, -1);
        foreach (var list in lists.Where(list => list.Base is null).Concat(lists.Where(list => list.Base is not null)))
        {
            if (!_sources.IsFlat(list) || !ReferenceEquals(list, list.WithoutOwner))
            {
                continue;
            }

            foreach (var listed in list.Own)
            {
                foreach (var source in sourcesOf(listed))
                {
                    if (
                        last[source] == list.Number
                        || (list.Base is { } held && ofBase.Contains((held.Number, source)))
                    )
                    {
                        continue;
                    }

                    last[source] = list.Number;
                    from.Add(source);
                    to.Add(list.Number);
                    if (list.Base is null)
                    {
                        ofBase.Add((list.Number, source));
                    }
                }
            }
        }

        return Adjacency.FromPairs(_sources.Count, CollectionsMarshal.AsSpan(from), CollectionsMarshal.AsSpan(to));
    }

    // What denies all else speaks on everyone, as if it named Everyone.
    private Adjacency Combined(ImmutableArray<CompiledPolicy> policies)
    {
        var (from, to) = (new List<int>(), new List<int>());
        for (var place = 0; place < _sources.Combined.Length; place++)
        {
            var policy = policies[_sources.Combined[place]];
            if (policy.Source.IsDenyAllElse)
            {
                Add(MembershipClosure.Everyone, place);
            }

            foreach (var item in policy.Items)
            {
                foreach (var container in item.Containers)
                {
                    Add(container, place);
                }

                foreach (var login in item.Logins.Ordinals())
                {
                    Add(_sources.FirstAccount + login, place);
                }
            }
        }

        return Adjacency.FromPairs(_sources.FirstCombined, from.ToArray(), to.ToArray());

        void Add(int source, int place)
        {
            from.Add(source);
            to.Add(place);
        }
    }

    private delegate ReadOnlySpan<int> SourcesOf(ListedPolicy listed);
}
