namespace GovernanceDashboard.Data.Records;

/// <summary>A finding as it was last seen, so that one that is gone can still be shown. Holds pseudonyms, never real names.</summary>
/// <param name="Fingerprint">Sixteen hexadecimal digits.</param>
/// <param name="Subjects">As shown, one a line.</param>
/// <param name="Owner">Who answers for it by the estate's records: a pseudonym; null for nobody.</param>
/// <param name="Numbers">What else was counted and measured, as a JSON object; null where nothing was, or where an older version kept none.</param>
/// <param name="SeenAt">The instant of the newest snapshot that told it.</param>
public sealed record KnownFindingRecord(
    string Fingerprint,
    string Rule,
    string Severity,
    string Statement,
    string Subjects,
    DateTimeOffset? From,
    DateTimeOffset? To,
    long Amount,
    double Weight,
    int People,
    bool IsGapOnly,
    string? Owner,
    string? Team,
    DateTimeOffset SeenAt,
    string? Numbers = null
);
