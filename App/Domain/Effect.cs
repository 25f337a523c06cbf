namespace GovernanceDashboard.Domain;

/// <summary>What a policy says of an access.</summary>
public enum Effect
{
    Allow,
    Deny,
}
