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

    /// <summary>When it was approved, never before it was asked for; null until it is. Nothing was permitted before.</summary>
    public DateTimeOffset? From =>
        Approval is not { } approval ? null
        : approval.At < Request.At ? Request.At
        : approval.At;

    /// <summary>
    /// The facts that it was approved upon; null until it is approved. What is found in them is shown as permitted from the approval on, for they stand for the present until the
    /// next import: by this, not by the clock, a picture tells whether a finding is permitted.
    /// </summary>
    public DateTimeOffset? FactsFrom => Approval?.Moment.TakenAt;

    /// <summary>Exclusive.</summary>
    public DateTimeOffset Until { get; } = Request.Until ?? DateTimeOffset.MinValue;

    /// <summary>When it ends or was ended, exclusive.</summary>
    public DateTimeOffset To => End is { } end && end.At < Until ? end.At : Until;

    public bool InForceAt(DateTimeOffset instant) =>
        FactsFrom <= instant && instant < Until && !(End?.Moment.TakenAt <= instant);

    public FindingWaiverState StateAt(DateTimeOffset instant) =>
        End?.Moment.TakenAt <= instant ? FindingWaiverState.Ended
        : instant >= Until ? FindingWaiverState.Expired
        : Approval is null ? FindingWaiverState.Requested
        : FindingWaiverState.InForce;
}
