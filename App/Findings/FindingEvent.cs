using System.Globalization;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings;

/// <summary>What can be done about a finding.</summary>
public enum FindingEventKind
{
    /// <summary>Taken up (<c>in-progress</c>) or put back (<c>new</c>); holds for the run of snapshots in which it was done.</summary>
    State,

    /// <summary>Given to somebody; without a value back to whom the estate's records name.</summary>
    Owner,

    /// <summary>To be done by a day; without a value back to the term of its severity. Holds for the run of snapshots in which it was done.</summary>
    Due,
    Note,

    /// <summary>A waiver was asked for, until the instant that is its value.</summary>
    WaiverRequest,

    /// <summary>The request that it answers was granted, by somebody else than asked.</summary>
    WaiverApproval,

    /// <summary>The request that it answers was refused, or the waiver ended before its time.</summary>
    WaiverEnd,

    /// <summary>The event that it answers was taken back.</summary>
    Undo,
}

/// <summary>What somebody did about a finding. Never changed, never deleted.</summary>
/// <param name="Id">In the order of doing.</param>
/// <param name="Batch">The same for all that was done in one go.</param>
/// <param name="Moment">The newest snapshot then: it holds from there on, and older ones answer as they did.</param>
/// <param name="Of">The event that it answers or takes back.</param>
public sealed record FindingEvent(
    long Id,
    Guid Batch,
    string Finding,
    SnapshotMoment Moment,
    DateTimeOffset At,
    string Actor,
    FindingEventKind Kind,
    string? Value,
    string? Reason = null,
    long? Of = null
)
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The value of a due date or of a waiver's end.</summary>
    public DateTimeOffset? Until =>
        DateTimeOffset.TryParseExact(
            Value,
            Written,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    public static string Instant(DateTimeOffset at) => UtcText.Of(at);

    internal static FindingEvent Read(FindingEventRecord row) =>
        new(
            row.Id,
            row.Batch,
            row.Fingerprint,
            new(row.FactsAt, new(row.Snapshot)),
            row.At,
            row.Actor,
            Enum.Parse<FindingEventKind>(row.Kind),
            row.Value,
            row.Reason,
            row.Of
        );

    internal FindingEventRecord Record() =>
        new(Id, Batch, Finding, Moment.Snapshot.Value, Moment.TakenAt, At, Actor, Kind.ToString(), Value, Reason, Of);
}
