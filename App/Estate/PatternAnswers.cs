using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Estate;

/// <summary>One pattern as lists show it.</summary>
/// <param name="Opened">The openers in words, widest first: "Everyone (all columns)", "group eng (some columns)".</param>
/// <param name="SensitiveTables">Tables labelled Confidential or Restricted, and unclassified ones.</param>
/// <param name="People">People who read at least one of the tables.</param>
/// <param name="BreadthPercent">100·People / |P|; null where there are no people.</param>
/// <param name="Signatures">Into how many sets of effective readers the tables fall.</param>
/// <param name="IsOpenToEveryone">An Everyone item, or one for any login, opens the tables.</param>
public sealed record PatternRow(
    AccessPattern Pattern,
    ImmutableArray<string> Opened,
    int Tables,
    int SensitiveTables,
    int People,
    double? BreadthPercent,
    long Pairs,
    int Residue,
    int Signatures,
    bool IsOpenToEveryone
);

/// <summary>The patterns of the estate, or those that a search leaves.</summary>
/// <param name="Total">Patterns of the whole estate.</param>
/// <param name="Decisions">What a review of all of it takes: one for each pattern with openers, one for each account named outright.</param>
/// <param name="Pairs">Person-table pairs of the whole estate.</param>
/// <param name="SuperUsers">Accounts that read every table without any policy; they belong to no pattern.</param>
public sealed record PatternsAnswer(
    ImmutableArray<PatternRow> Rows,
    int Total,
    int Decisions,
    long Pairs,
    int SuperUsers,
    AnswerStamp Stamp
)
{
    /// <summary>Pairs per decision; null where nothing is to be decided.</summary>
    public double? Compression => Decisions == 0 ? null : (double)Pairs / Decisions;
}

/// <summary>One account that deciding items of a pattern's tables name outright.</summary>
/// <param name="Tables">How many of the pattern's tables name it.</param>
public sealed record ResidueRow(PersonSummary Principal, int Tables);

/// <summary>One pattern with its tables and its residue.</summary>
/// <param name="Tables">By name, each with the hash of its signature.</param>
/// <param name="Residue">Most tables first.</param>
public sealed record PatternAnswer(
    PatternRow Row,
    ImmutableArray<PatternTable> Tables,
    ImmutableArray<ResidueRow> Residue,
    AnswerStamp Stamp
);

public sealed record PatternTable(TableSummary Table, string Signature);

/// <summary>Tables with the same effective readers, at the same levels, in the same security zone.</summary>
/// <param name="Hash">
/// SHA-256, 64 hexadecimal digits, over one line for the zone and one for each reader, <c>LEVEL&lt;tab&gt;REFERENCE</c>, sorted. References
/// are pseudonyms, so that the hash tells nobody's name; it stays the same as long as the readers do.
/// </param>
public sealed record SignatureRow(
    string Hash,
    string? SecurityZone,
    ImmutableArray<TableSummary> Tables,
    int People,
    long Pairs,
    ImmutableArray<(AccessLevel Level, int Accounts)> Readers,
    bool IsConditional
);

/// <param name="Total">Signatures of the whole estate.</param>
/// <param name="AccessDigest">Over all tables' signatures: see <see cref="EstateView.AccessDigest"/>.</param>
public sealed record SignaturesAnswer(
    ImmutableArray<SignatureRow> Rows,
    int Total,
    string AccessDigest,
    AnswerStamp Stamp
);
