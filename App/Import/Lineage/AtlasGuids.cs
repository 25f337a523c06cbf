using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Names entities alike across messages and files: real guids count everywhere, temporary ones inside one message (one instance of this class).
/// </summary>
/// <param name="message">Sets the message apart where an entity has a temporary guid and no name.</param>
internal sealed class AtlasGuids(string message)
{
    private readonly Dictionary<string, string> _temporary = new(StringComparer.Ordinal);

    /// <summary>The key of an entity that the message describes.</summary>
    /// <exception cref="InvalidDataException">Neither guid nor name.</exception>
    public string Add(string? guid, string type, string? qualifiedName)
    {
        if (guid is null && qualifiedName is null)
        {
            throw new InvalidDataException("an entity has neither 'guid' nor 'qualifiedName'");
        }

        if (guid is not null && !IsTemporary(guid))
        {
            return guid;
        }

        var key = Named(type, qualifiedName) ?? $"{message} {guid}";
        if (guid is not null)
        {
            _temporary[guid] = key;
        }

        return key;
    }

    /// <summary>The entity that a reference means; null where it means none.</summary>
    public AtlasReference? Read(JsonElement reference)
    {
        var type = reference.Text("typeName");
        var name = reference.Object("uniqueAttributes")?.Text("qualifiedName");
        var guid = reference.Text("guid");
        var named = type is null ? null : Named(type, name);
        var key = guid is not null && !IsTemporary(guid) ? guid : named ?? Temporary(guid);
        return key is null
            ? null
            : new(
                key,
                type,
                name,
                reference.Text("relationshipGuid"),
                IsActive(reference, "relationshipStatus") && IsActive(reference, "entityStatus"),
                AtlasFlow.Read(reference, isOutput: reference.Text("relationshipType") is "process_dataset_outputs")
            );
    }

    public static string? Named(string type, string? qualifiedName) =>
        qualifiedName is null ? null : $"{type} {qualifiedName}";

    private string? Temporary(string? guid) =>
        guid is null ? null
        : _temporary.TryGetValue(guid, out var key) ? key
        : $"{message} {guid}";

    private static bool IsTemporary(string guid) =>
        guid.StartsWith('-') || guid.StartsWith("${", StringComparison.Ordinal);

    private static bool IsActive(JsonElement reference, string status) =>
        !string.Equals(reference.Text(status), "DELETED", StringComparison.OrdinalIgnoreCase);
}
