using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Components;

/// <summary>The links of findings and of the commitments board.</summary>
public static partial class Urls
{
    private static readonly string s_whole = RestartChecklist.Whole.ToString();

    public static string Commitments(Picture picture, CommitmentsAddress? address = null) =>
        new Link("/commitments").With("state", address?.State).With("commitment", address?.Commitment).With(picture);

    public static CommitmentsAddress ReadCommitments(string uri)
    {
        var query = new Query(uri);
        return new CommitmentsAddress(query["state"], query["commitment"]);
    }

    /// <param name="flow">The id of the one that is looked at; null for none.</param>
    public static string Flows(Picture picture, string? flow = null) =>
        new Link("/flows").With("flow", flow).With(picture);

    /// <summary>The id of the flow that is looked at; null for none.</summary>
    public static string? ReadFlows(string uri) => new Query(uri)["flow"];

    public static string Costs(Picture picture, CostsAddress? address = null) =>
        new Link("/costs")
            .With("by", address?.ShowsTables == true ? "table" : null)
            .With("group", address?.Group)
            .With(picture);

    public static CostsAddress ReadCosts(string uri)
    {
        var query = new Query(uri);
        return new CostsAddress(query["by"] == "table", query["group"]);
    }

    public static string Discoverable(Picture picture, DiscoverableAddress? address = null) =>
        new Link("/discoverable")
            .With("by", address?.ShowsPeople == true ? "person" : null)
            .With("scope", address?.Scope)
            .With(picture);

    public static DiscoverableAddress ReadDiscoverable(string uri)
    {
        var query = new Query(uri);
        return new DiscoverableAddress(query["by"] == "person", query["scope"]);
    }

    public static string Coverage(Picture picture, CoverageAddress? address = null) =>
        new Link("/coverage")
            .With("scope", address?.Scope)
            .With("from", address?.From)
            .With("to", address?.To)
            .With("show", address?.ShowsUnlogged == true ? "unlogged" : null)
            .With("row", address?.Row)
            .With(picture);

    public static CoverageAddress ReadCoverage(string uri)
    {
        var query = new Query(uri);
        return new CoverageAddress(
            query["scope"],
            query["from"],
            query["to"],
            query["show"] == "unlogged",
            query["row"]
        );
    }

    public static string Retention(Picture picture, RetentionAddress? address = null) =>
        new Link("/retention").With("scope", address?.Scope).With("state", address?.State).With(picture);

    public static RetentionAddress ReadRetention(string uri)
    {
        var query = new Query(uri);
        return new RetentionAddress(query["scope"], query["state"]);
    }

    /// <param name="checklist">Null for all gates.</param>
    public static string Restart(Picture picture, RestartChecklist? checklist = null) =>
        new Link("/restart")
            .With("checklist", checklist?.ToString() is { } text && text != s_whole ? text : null)
            .With(picture);

    /// <summary>All gates where the address names no checklist.</summary>
    public static RestartChecklist ReadRestart(string uri) =>
        new Query(uri)["checklist"] is { } text && RestartChecklist.Parse(text) is { } checklist
            ? checklist
            : RestartChecklist.Whole;

    /// <param name="person">As typed; null before the reader chose one.</param>
    public static string Lateral(Picture picture, string? person = null) =>
        new Link("/lateral").With("person", person).With(picture);

    public static string? ReadLateral(string uri) => new Query(uri)["person"];

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
