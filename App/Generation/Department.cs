namespace GovernanceDashboard.Generation;

/// <summary>A department, its share of the people, and what its teams are called.</summary>
/// <param name="IsInMiniature">Also in the small estate.</param>
internal sealed record Department(string Name, string Division, int Weight, bool IsInMiniature, string[] Teams)
{
    /// <summary>As group names spell it: ai-research.</summary>
    public string Key { get; } = Name.ToLowerInvariant().Replace(' ', '-');
}
