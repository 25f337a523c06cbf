namespace GovernanceDashboard.Access;

/// <summary>Edges that come and go, by number. Each that comes was not there, and each that goes was.</summary>
/// <param name="Member">An account's ordinal, or an inner container's node.</param>
internal readonly record struct MembershipEdge(int Member, bool IsAccount, int Container, bool IsAdded);

/// <summary>How one closure's edges differ from another's over the same accounts and nodes.</summary>
internal sealed class MembershipDelta(IReadOnlyList<MembershipEdge> edges)
{
    internal IReadOnlyList<MembershipEdge> Edges => edges;

    internal bool HasAccounts => edges.Any(edge => edge.IsAccount);

    internal bool HasNestings => edges.Any(edge => !edge.IsAccount);

    /// <summary>Containers into which or out of which something goes.</summary>
    internal IEnumerable<int> Containers => edges.Select(edge => edge.Container).Distinct();

    /// <summary>Containers by member, or, turned, members by container.</summary>
    internal ILookup<int, int> Of(bool isAdded, bool isAccount, bool isTurned) =>
        edges
            .Where(edge => edge.IsAdded == isAdded && edge.IsAccount == isAccount)
            .ToLookup(edge => isTurned ? edge.Container : edge.Member, edge => isTurned ? edge.Member : edge.Container);
}
