using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>An approved, expiring widening of the intended access: the "documented exception" (product definitions).</summary>
/// <param name="Principal">A login, or <c>group:</c>, <c>role:</c>, <c>login:</c> and a name, or <c>everyone</c>.</param>
/// <param name="Approver">Never the requester.</param>
/// <param name="Document">Where it is written down; null where nobody says.</param>
public sealed record AccessException(
    string Id,
    string Scope,
    string Principal,
    string? Reason,
    string Requester,
    string Approver,
    string? Document
);

/// <summary>An approved, expiring permission to keep a finding open. It never changes who counts as exposed.</summary>
/// <param name="FindingRule">The rule's id.</param>
/// <param name="Approver">Never the requester.</param>
public sealed record Waiver(
    string Id,
    string FindingRule,
    string Scope,
    string? Reason,
    string Requester,
    string Approver
);

/// <summary>What was approved.</summary>
public enum ApprovalKind
{
    Class,
    Dataset,
    Gate,
}

/// <summary>An approval on file, for a purpose.</summary>
public sealed record Approval(string Id, ApprovalKind Kind, string Scope, string Approver, string? Purpose);

/// <summary>What a privacy review promised, as a check that can be run.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="Parameters">A JSON object, as written.</param>
public sealed record Commitment(string Id, string Review, string Text, string Check, string? Parameters, string Scope);

/// <summary>How long data of a scope may be kept, and the legal ground.</summary>
/// <param name="Days">At least 0.</param>
public sealed record RetentionRule(string Scope, int Days, string? LegalGround, string? LastWrittenColumn)
{
    /// <summary>When data written at an instant have to be deleted; the end of all time where the days lead beyond it.</summary>
    public static DateTimeOffset Deadline(DateTimeOffset written, int days) =>
        days < (DateTimeOffset.MaxValue - written).TotalDays ? written.AddDays(days) : DateTimeOffset.MaxValue;
}

/// <summary>Whether a collection flow captures.</summary>
public enum FlowState
{
    Running,
    Paused,
    Suspended,
}

/// <summary>A collection flow in one of its states; the state's interval is the fact's.</summary>
/// <param name="AllowedFields">The only fields that it may capture; empty where nobody said.</param>
/// <param name="AssessmentDue">When its impact assessment has to be reviewed.</param>
/// <param name="AssessedAt">Of that assessment.</param>
/// <param name="ResidualRisk">As the assessment says it.</param>
/// <param name="SignedOffBy">A login: a real name.</param>
/// <param name="Consent">Consent or opt-out, as people were offered it.</param>
public sealed record CollectionFlow(
    string Id,
    string Name,
    string? Purpose,
    string? LawfulBasis,
    ImmutableArray<string> AllowedFields,
    string? NoticeVersion,
    FlowState State,
    ImmutableArray<string> Jurisdictions,
    DateTimeOffset? AssessmentDue,
    DateTimeOffset? AssessedAt = null,
    string? ResidualRisk = null,
    string? SignedOffBy = null,
    string? Consent = null
);

/// <summary>A pause of capture or an opt-out of one person; its interval is the fact's.</summary>
/// <param name="Subject">A login: a real name.</param>
public sealed record CapturePause(string Subject, string Flow, string? Kind);

/// <summary>Rows that a flow captured of one person; the interval is the fact's.</summary>
/// <param name="Subject">A login: a real name.</param>
public sealed record CapturedRows(string Flow, TableName Table, string Subject, long Rows);

/// <summary>That a person's data stand in a table.</summary>
/// <param name="Subject">A login: a real name.</param>
public sealed record SubjectPresence(
    TableName Table,
    string Subject,
    string? Jurisdiction,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt,
    long? Rows
);

/// <summary>What data of a scope is for. Not a security zone, which is Ranger's.</summary>
public enum ZoneKind
{
    Raw,
    Restricted,
    Analytics,
    Training,
    Evaluation,
    Dashboard,
}

/// <summary>The data zone of a scope.</summary>
public sealed record DataZone(string Scope, ZoneKind Zone);

/// <summary>How much of the use is logged.</summary>
public enum CoverageState
{
    Full,
    Partial,
    None,
}

/// <summary>By which way data can be reached.</summary>
public enum AccessChannel
{
    Hive,
    Files,
    View,
    Dashboard,

    /// <summary>No way to data, but the log of changes to what decides over them: where it is full, every change is in it.</summary>
    Changes,
}

/// <summary>A declaration of how much of the use of a scope by one channel is logged; the interval is the fact's.</summary>
public sealed record LogCoverage(string Scope, AccessChannel Channel, CoverageState State, string? Reason);

/// <summary>One change, as a change log has it: exact, where differences between imports have bounds only.</summary>
/// <param name="RecordedAt">When the log had it.</param>
/// <param name="Actor">A login: a real name.</param>
public sealed record ChangeEvent(
    DateTimeOffset At,
    DateTimeOffset? RecordedAt,
    string Kind,
    string Target,
    string? Before,
    string? After,
    string? Actor,
    string? Ticket,
    string? ApprovedBy,
    string? Tool
);

/// <summary>What storing a scope costs.</summary>
/// <param name="Bytes">Of all tables of the scope together.</param>
/// <param name="RatePerGbMonth">Currency units per gigabyte (10^9 bytes) and month: somebody's assumption.</param>
/// <param name="Currency">ISO 4217, upper case; null where nobody says.</param>
public sealed record StorageCost(string Scope, long Bytes, decimal RatePerGbMonth, string? Currency = null);
