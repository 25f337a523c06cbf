using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>What ServiceTags say of one tag.</summary>
/// <param name="Instance">Null where the tag says no more than its type.</param>
internal sealed record ServiceTag(string? Guid, string Type, TagInstance? Instance);

/// <summary>A resource of ServiceTags: one entry may name several tables or columns.</summary>
/// <param name="Service">The Ranger service whose resource it is.</param>
internal sealed record ServiceResource(
    string? Guid,
    string? Signature,
    string Service,
    IReadOnlyList<ResourceName> Names,
    string File
)
{
    /// <summary>Ids of its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether both mean one resource of one server: ids are not compared, each server numbers for itself.</summary>
    public bool IsSame(ServiceResource other) =>
        Guid is not null && other.Guid is not null ? Guid == other.Guid
        : Signature is not null && other.Signature is not null ? Signature == other.Signature
        : Service == other.Service && Names.ToHashSet().SetEquals(other.Names);
}

/// <summary>The tags of one server as one whole file has them, and what changes make of them. For one thread.</summary>
/// <param name="service">The service that the file is of.</param>
/// <param name="version">Counts the changes of the server; null where the file does not say.</param>
internal sealed class TagStock(string service, long? version)
{
    private readonly Dictionary<string, ServiceTag> _tags = new(StringComparer.Ordinal);
    private readonly List<(string Id, ServiceResource Resource)> _resources = [];

    public string Service { get; } = service;

    public long? Version { get; } = version;

    /// <summary>Each class on each resource; a resource that several entries name comes several times.</summary>
    public IEnumerable<(string Service, Classification Fact, string File)> Classifications =>
        from entry in _resources
        from tag in entry.Resource.Tags
        where _tags.ContainsKey(tag)
        from name in entry.Resource.Names
        select (
            entry.Resource.Service,
            new Classification(name, _tags[tag].Type, ClassificationBasis.Import, Instance: _tags[tag].Instance),
            entry.Resource.File
        );

    public bool Knows(string tag) => _tags.ContainsKey(tag);

    public bool KnowsResource(string id) => _resources.Exists(entry => entry.Id == id);

    public void Put(string id, ServiceTag tag) => _tags[id] = tag;

    /// <summary>One more entry, also of an id that is there.</summary>
    public void Add(string id, ServiceResource resource) => _resources.Add((id, resource));

    /// <summary>In the place of what was of that id; it keeps its tags.</summary>
    public void Replace(string id, ServiceResource resource)
    {
        string[] tags =
        [
            .. _resources.Where(entry => entry.Id == id).SelectMany(entry => entry.Resource.Tags).Distinct(),
        ];
        RemoveResource(id);
        Add(id, resource with { Tags = tags });
    }

    /// <summary>Gives a resource these tags and no others.</summary>
    public void Link(string id, IReadOnlyList<string> tags)
    {
        for (var at = 0; at < _resources.Count; at++)
        {
            if (_resources[at].Id == id)
            {
                _resources[at] = (id, _resources[at].Resource with { Tags = tags });
            }
        }
    }

    /// <returns>False where there was none.</returns>
    public bool RemoveTag(string id) => _tags.Remove(id);

    /// <returns>False where there was none.</returns>
    public bool RemoveResource(string id) => _resources.RemoveAll(entry => entry.Id == id) > 0;

    /// <summary>Removes the tag that carries this guid.</summary>
    /// <returns>False where there was none.</returns>
    public bool RemoveTagOf(string guid)
    {
        var ids = _tags.Where(tag => tag.Value.Guid == guid).Select(tag => tag.Key).ToArray();
        foreach (var id in ids)
        {
            _tags.Remove(id);
        }

        return ids.Length > 0;
    }

    /// <returns>False where there was none.</returns>
    public bool RemoveSame(ServiceResource resource) =>
        _resources.RemoveAll(entry => entry.Resource.IsSame(resource)) > 0;
}
