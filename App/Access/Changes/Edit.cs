using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>What came of one edit: facts and the changes that take it back, or why it does not fit.</summary>
internal readonly record struct Edit(EstateFacts? Facts, ImmutableArray<Change> Inverse, string? Problem)
{
    internal static Edit Done(EstateFacts facts, params ImmutableArray<Change> inverse) => new(facts, inverse, null);

    internal static Edit Refused(string reason) => new(null, [], reason);
}
