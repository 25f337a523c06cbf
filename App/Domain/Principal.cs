namespace GovernanceDashboard.Domain;

/// <summary>Where a person stands with the employer. Departed people with a live account still count, and are flagged.</summary>
public enum EmploymentStatus
{
    Unknown,
    Active,
    OnLeave,
    Departed,
}

/// <summary>
/// What the directory says of the person behind a login. An attribute that the directory does not give is null and
/// puts the person into the population "unknown" of that attribute.
/// </summary>
/// <param name="IdentityKey">The same for all accounts of one person; accounts merge into their identity when people are counted.</param>
public sealed record PersonAttributes(
    string IdentityKey,
    string? Department = null,
    string? Team = null,
    string? Level = null,
    string? Region = null,
    string? EmploymentType = null,
    EmploymentStatus Status = EmploymentStatus.Unknown,
    string? ManagerLogin = null
);

/// <summary>Anything a grant can name. Disabled accounts stay facts, but hold no access.</summary>
/// <param name="DisplayName">The real name of a person, or a readable name of a group. Never leaves the product unlabelled.</param>
/// <param name="Person">Null for service accounts, groups and roles.</param>
public sealed record Principal(
    PrincipalId Id,
    PrincipalKind Kind,
    string? DisplayName = null,
    bool IsEnabled = true,
    PersonAttributes? Person = null
);
