namespace GovernanceDashboard.Findings;

/// <summary>How far a waiver that was asked for in the product is.</summary>
public enum FindingWaiverState
{
    /// <summary>Somebody else than the requester has to approve it.</summary>
    Requested,
    InForce,

    /// <summary>Its time is over: the finding is open again.</summary>
    Expired,

    /// <summary>Refused, withdrawn, or ended before its time.</summary>
    Ended,
}

/// <summary>A permission to keep one finding open, asked for and approved in the product (definitions, "Intended, excess, exceptions, waivers").</summary>
/// <param name="Request">Who asked, when, why, and until when.</param>
/// <param name="Approval">Null until it is approved.</param>
/// <param name="End">Null unless it was refused or ended.</param>
public sealed record FindingWaiver(FindingEvent Request, FindingEvent? Approval, FindingEvent? End)
{
    /// <summary>Its name: <c>W-17</c>.</summary>
    public string Id => FormattableString.Invariant($"W-{Request.Id}");

    /// <summary>It permits from the facts on that it was approved by; null until it is approved.</summary>
    public DateTimeOffset? From => Approval?.Moment.TakenAt;

    /// <summary>Exclusive.</summary>
    public DateTimeOffset Until { get; } = Request.Until ?? DateTimeOffset.MinValue;

    public bool InForceAt(DateTimeOffset instant) =>
        From <= instant && instant < Until && !(End?.Moment.TakenAt <= instant);

    public FindingWaiverState StateAt(DateTimeOffset instant) =>
        End?.Moment.TakenAt <= instant ? FindingWaiverState.Ended
        : instant >= Until ? FindingWaiverState.Expired
        : Approval is null ? FindingWaiverState.Requested
        : FindingWaiverState.InForce;
}
