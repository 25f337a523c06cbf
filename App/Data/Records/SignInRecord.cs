namespace GovernanceDashboard.Data.Records;

/// <summary>A one-time sign-in link and, once it is used, the session that it opened.</summary>
/// <param name="TokenHash">SHA-256 of the token, 64 lower-case hexadecimal digits; the token itself is never stored.</param>
/// <param name="SessionId">Names the session in its cookie; known from the start, worth nothing before <paramref name="RedeemedAt"/>.</param>
/// <param name="Role">The name of the application role.</param>
/// <param name="ExpiresAt">The link works before this instant.</param>
/// <param name="SignedOutAt">Ends the session wherever its cookie still is.</param>
public sealed record SignInRecord(
    string TokenHash,
    Guid SessionId,
    string Role,
    string Name,
    bool IsDemo,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RedeemedAt = null,
    DateTimeOffset? SignedOutAt = null
);
