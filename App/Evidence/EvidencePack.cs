using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Evidence;

/// <summary>Sheet 00 and the facts that pin the pack. <see cref="GeneratedAt"/> and <see cref="GeneratedBy"/> stand outside the content root.</summary>
/// <param name="ScopeText"><c>group:Keystrokes</c> or <c>table:db.t</c>.</param>
public sealed record EvidenceCover(
    string PackId,
    string ScopeText,
    Snapshot Snapshot,
    DateTimeOffset At,
    DateTimeOffset GeneratedAt,
    string GeneratedBy,
    string EngineVersion,
    string PolicyProfile,
    string Variant,
    long ActivityLength,
    string ActivityHead
);

/// <summary>A row of sheet 08: one affected table.</summary>
/// <param name="Signature">Tables with the same readers at the same levels share one: <c>sig-</c> and twelve hexadecimal digits.</param>
public sealed record AffectedTableRow(
    TableName Table,
    ResourceKind Kind,
    SensitivityLabel? Label,
    ImmutableArray<string> Classes,
    ImmutableArray<string> Basis,
    string? Creator,
    string? Owner,
    int Columns,
    long? Rows,
    string Signature,
    int People,
    int Services,
    double? BreadthPercent,
    bool IsConditional
);

/// <summary>A row of sheet 09: one principal's access to all tables of one signature at the pack's instant.</summary>
/// <param name="Tables">Tables of the scope under the signature; equals the row's person-table pairs.</param>
/// <param name="PathClass">Everyone, Group, Role, Named, Owner, AnyUser or SuperUser: the widest way in; Files, View or Dashboard without SELECT.</param>
public sealed record WhoHadAccessRow(
    string Principal,
    PrincipalKind Kind,
    string? Department,
    string? Level,
    string? Region,
    EmploymentStatus? Status,
    string Signature,
    AccessLevel AccessLevel,
    int Tables,
    string PathClass,
    bool IsConditional
)
{
    /// <summary><c>yes</c>, <c>perhaps</c> or <c>no</c>: whether at least one column that they read is masked.</summary>
    public string Masked { get; init; } = "no";

    /// <summary><c>yes</c>, <c>perhaps</c> or <c>no</c>: whether every column that they read is masked. Such readers are counted apart.</summary>
    public string MaskedOnly { get; init; } = "no";

    /// <summary><c>yes</c>, <c>perhaps</c> or <c>no</c>: whether a row filter stands before the rows.</summary>
    public string Filtered { get; init; } = "no";

    /// <summary>Every way in, divided by spaces: <c>hive</c> (SELECT on the table), <c>files</c>, <c>view</c>, <c>dashboard</c>.</summary>
    public string Channel { get; init; } = "hive";

    /// <summary>
    /// False where SELECT on the table is none of the ways: such a row is in the totals past SELECT and in no other, and level None stands for
    /// unknown (which columns a view or a dashboard shows is not known).
    /// </summary>
    public bool HasSelect { get; init; } = true;
}

/// <summary>A row of sheet 10: one path by which a principal reads the tables of a signature.</summary>
/// <param name="PathNumber">From 1 within principal and signature.</param>
/// <param name="Hops">The chain in order: login, containers, the principal that the item names.</param>
public sealed record PathRow(
    string Principal,
    string Signature,
    int PathNumber,
    ImmutableArray<string> Hops,
    string ArisesAt,
    long? PolicyId,
    string? PolicyName,
    int? ItemIndex,
    string ResourceText,
    int Priority,
    string? Tag
);

/// <summary>
/// What a pack says, already decided and labelled: the writer adds nothing. Row streams must be in their sheet's key order and
/// can be enumerated once. The same input gives the same content root.
/// </summary>
public sealed record EvidenceContent(
    EvidenceCover Cover,
    IEnumerable<AffectedTableRow> Tables,
    IEnumerable<WhoHadAccessRow> Who,
    IEnumerable<PathRow> Paths,
    ImmutableArray<MethodNote> Method
);

/// <summary>A row of sheet 24: a definition, parameter, known gap or instruction.</summary>
public sealed record MethodNote(string Section, string Topic, string Text);

/// <summary>What was written. <see cref="Rows"/> per sheet number ("08") include rows in overflow files.</summary>
public sealed record EvidencePackResult(
    string Folder,
    string WorkbookFile,
    string ContentRoot,
    ImmutableSortedDictionary<string, long> Rows
);

/// <summary>VERIFIED, or the first mismatch: sheet and row as the workbook shows them (row 1 is the header).</summary>
/// <param name="Sheet">The sheet's tab, the overflow file or the other file at fault; null where the pack is verified.</param>
/// <param name="Row">The row in that sheet or file; null where no single row is at fault.</param>
/// <param name="ContentRoot">As the manifest states it; proven only where the pack is verified.</param>
public sealed record EvidenceVerification(
    bool IsVerified,
    string? Sheet,
    long? Row,
    string? Reason,
    string? ContentRoot
)
{
    /// <summary>What a reader of the verdict should know besides: the workbook was saved again, or other files lie in the folder.</summary>
    public string? Note { get; init; }
}
