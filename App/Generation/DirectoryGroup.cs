namespace GovernanceDashboard.Generation;

/// <summary>A directory group with its direct members.</summary>
internal sealed class DirectoryGroup(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public List<Account> Accounts { get; } = [];

    public List<DirectoryGroup> Groups { get; } = [];

    /// <summary>Ids of members that the directory no longer knows.</summary>
    public List<string> Dangling { get; } = [];
}
