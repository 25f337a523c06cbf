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
    private readonly ImmutableArray<MomentCause> _all;
    private readonly ImmutableArray<int> _only; // the one change that there is; default where there are several

    internal MomentCauses(ImmutableArray<MomentCause> causes)
    {
        _all = causes;
        _only =
            causes.IsEmpty ? []
            : causes.All(cause => cause.Change == causes[0].Change) ? [causes[0].Change]
            : default;
    }

    internal static MomentCauses Nothing { get; } = new([]);

    /// <summary>What two parts of a scope saw of the same instant.</summary>
    internal MomentCauses And(MomentCauses other) => new(_all.AddRange(other._all));

    /// <summary>The changes that can have borne on some of the tables and some of the people; positions in the timeline, ascending.</summary>
    internal ImmutableArray<int> On(IReadOnlyList<int> tables, PrincipalSet who) =>
        !_only.IsDefault
            ? _only
            :
            [
                .. _all.Where(cause => cause.Tables is null || tables.Any(cause.Tables.Contains))
                    .Where(cause => cause.People is null || cause.People.Any(who.Contains))
                    .Select(cause => cause.Change)
                    .Distinct()
                    .Order(),
            ];
}
