using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>One change of a moment, and what it can bear on.</summary>
/// <param name="Tables">Null for any.</param>
/// <param name="People">Identities; null for anybody.</param>
internal sealed record MomentCause(int Change, IReadOnlySet<int>? Tables, IReadOnlySet<int>? People);

/// <summary>What happened at one instant of a history.</summary>
internal sealed class MomentCauses
{
    private readonly ImmutableArray<int> _only;
    private readonly ImmutableArray<MomentCause> _several;

    private MomentCauses(ImmutableArray<int> only, ImmutableArray<MomentCause> several) =>
        (_only, _several) = (only, several);

    internal static MomentCauses Nothing { get; } = new([], []);

    internal static MomentCauses Of(IReadOnlyList<MomentCause> causes) =>
        causes.Count == 0 ? Nothing
        : causes.All(cause => cause.Change == causes[0].Change) ? new([causes[0].Change], [])
        : new([], [.. causes]);

    /// <summary>The changes that can have borne on some of the tables and some of the people; positions in the timeline, ascending.</summary>
    internal ImmutableArray<int> On(IReadOnlyList<int> tables, PrincipalSet who) =>
        _several.IsEmpty
            ? _only
            :
            [
                .. _several
                    .Where(cause => cause.Tables is null || tables.Any(cause.Tables.Contains))
                    .Where(cause => cause.People is null || cause.People.Any(who.Contains))
                    .Select(cause => cause.Change)
                    .Distinct()
                    .Order(),
            ];
}
