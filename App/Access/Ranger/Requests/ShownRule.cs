using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>
/// Finds the mask or row filter that applies (semantics, section 15): tag policies by how near the tag lies, then resource policies, which
/// a tag's yields to only at a higher priority; inside a policy the first item that applies, and the search ends there.
/// </summary>
internal static class ShownRule
{
    internal static ShownAs Find(
        Candidate[] candidates,
        ImmutableArray<string> accessTypes,
        Func<ImmutableArray<string>> reasons
    )
    {
        var byTag = First(
            candidates
                .Where(candidate => candidate.IsByTag)
                .OrderBy(candidate => Nearness(candidate.Match))
                .ThenByDescending(candidate => candidate.Priority)
                .ThenBy(candidate => !candidate.Policy.HasDeny)
                .ThenBy(candidate => candidate.Policy.Source.Name, StringComparer.Ordinal),
            accessTypes
        );
        var byResource = First(candidates.Where(candidate => !candidate.IsByTag), accessTypes);
        var isByResource = byTag.Item is null || (byResource.Item is not null && byResource.Priority > byTag.Priority);
        var found = isByResource ? byResource : byTag;

        // What may apply counts where it would come first: before what was found, or over the tag's.
        var isConditional =
            byTag.UncertainAt is not null
            || (isByResource ? byResource.UncertainAt is not null : byResource.UncertainAt > byTag.Priority);
        return found.Item is not { } item
            ? ShownAs.Whole with
            {
                IsConditional = isConditional,
                Undecided = isConditional ? reasons() : [],
            }
            : Filled(item, found, isConditional, reasons);
    }

    private static ShownAs Filled(
        PreparedItem item,
        Found found,
        bool isConditional,
        Func<ImmutableArray<string>> reasons
    )
    {
        var filter = Resolved(item.Source.RowFilter);
        var mask = item.Source.Mask is { } written ? written with { Value = Resolved(written.Value) } : null;
        return new(found.PolicyId, mask, filter, isConditional, isConditional ? reasons() : []);

        string? Resolved(string? text)
        {
            if (text is null || !ValueExpansion.HasExpression(text))
            {
                return text;
            }

            var resolved = ValueExpansion.Resolve(text, found.Requester!.Scope);
            isConditional |= resolved is null;
            return resolved ?? text;
        }
    }

    private static Found First(IEnumerable<Candidate> candidates, ImmutableArray<string> accessTypes)
    {
        int? uncertainAt = null;
        foreach (var candidate in candidates)
        {
            foreach (var item in candidate.Policy.Shown)
            {
                var applies = accessTypes
                    .Select(type => item.AppliesTo(candidate.Requester, type))
                    .Aggregate(Certainty.No, CertaintyLogic.Or)
                    .And(candidate.Speaks);
                if (applies == Certainty.Yes)
                {
                    return new(item, candidate.Policy.Source.Id, candidate.Priority, candidate.Requester, uncertainAt);
                }

                if (applies == Certainty.Unknown)
                {
                    uncertainAt ??= candidate.Priority;
                }
            }
        }

        return new(null, null, int.MinValue, null, uncertainAt);
    }

    private static int Nearness(MatchKind match) =>
        match switch
        {
            MatchKind.Self => 0,
            MatchKind.SelfAndAllDescendants => 1,
            MatchKind.Ancestor => 2,
            MatchKind.Descendant => 3,
            MatchKind.None => 4,
        };

    /// <param name="UncertainAt">The highest priority at which an item may apply, undecided, before what was found; null for none.</param>
    private readonly record struct Found(
        PreparedItem? Item,
        long? PolicyId,
        int Priority,
        Requester? Requester,
        int? UncertainAt
    );
}
