using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>A policy that counts for a request, through its resource or through one tag.</summary>
/// <param name="Speaks">Unknown where the policy's own conditions, schedule or resource are undecided; never No.</param>
internal sealed record Candidate(PreparedPolicy Policy, Requester Requester, MatchKind Match, Certainty Speaks)
{
    internal int Priority => Policy.Source.Priority;

    internal bool IsByTag => Requester.Tag is not null;

    internal Effect? On(string accessType, Bound bound) => Policy.On(accessType, Requester, Match).At(bound, Speaks);
}
