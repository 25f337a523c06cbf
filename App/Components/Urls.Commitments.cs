using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components;

/// <summary>The link of the commitments board.</summary>
public static partial class Urls
{
    public static string Commitments(Picture picture, CommitmentsAddress? address = null) =>
        new Link("/commitments").With("state", address?.State).With("commitment", address?.Commitment).With(picture);

    public static CommitmentsAddress ReadCommitments(string uri)
    {
        var query = new Query(uri);
        return new CommitmentsAddress(query["state"], query["commitment"]);
    }
}
