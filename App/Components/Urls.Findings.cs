using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components;

/// <summary>The links of findings and of the commitments board.</summary>
public static partial class Urls
{
    public static string Commitments(Picture picture, CommitmentsAddress? address = null) =>
        new Link("/commitments").With("state", address?.State).With("commitment", address?.Commitment).With(picture);

    public static CommitmentsAddress ReadCommitments(string uri)
    {
        var query = new Query(uri);
        return new CommitmentsAddress(query["state"], query["commitment"]);
    }

    public static string Findings(Picture picture, FindingsAddress? address = null) =>
        new Link("/findings")
            .With("rule", address?.Rule)
            .With("severity", address?.Severity)
            .With("state", address?.Status)
            .With("owner", address?.Owner)
            .With("due", address?.IsOverdue == true ? "overdue" : null)
            .With("waiver", address?.IsWaiverAsked == true ? "asked" : null)
            .With("q", address?.Search)
            .With("finding", address?.Finding)
            .With(picture);

    public static FindingsAddress ReadFindings(string uri)
    {
        var query = new Query(uri);
        return new FindingsAddress(
            query["rule"],
            query["severity"],
            query["q"],
            query["state"],
            query["owner"],
            query["due"] == "overdue",
            query["waiver"] == "asked",
            query["finding"]
        );
    }
}
