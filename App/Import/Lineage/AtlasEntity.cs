using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// An Atlas entity, or what one file says of it. Temporary guids (negative, as hooks write them) mean something inside their own message only:
/// a name of the type and the qualified name stands for them everywhere else.
/// </summary>
internal sealed record AtlasEntity(
    string Key,
    bool HasGuid,
    string Type,
    string? QualifiedName,
    string? DisplayName,
    bool IsActive,
    ImmutableArray<AtlasClassification> Classifications,
    ImmutableArray<AtlasReference> Inputs,
    ImmutableArray<AtlasReference> Outputs,
    AtlasReference? Query,
    string? ViewText,
    long? StartTime,
    string File
)
{
    /// <exception cref="InvalidDataException">It has neither a guid nor a qualified name, or something in it has the wrong shape.</exception>
    public static AtlasEntity Read(JsonElement entity, AtlasGuids guids, string file)
    {
        var type = entity.Name("typeName");
        var attributes = entity.Object("attributes");
        var name = attributes?.Text("qualifiedName");
        if (name?.Any(char.IsControl) == true)
        {
            throw new InvalidDataException("'qualifiedName' holds a control character");
        }

        var guid = entity.Text("guid");
        var key = guids.Add(guid, type, name);
        var related = entity.Object("relationshipAttributes");
        return new(
            key,
            key == guid,
            type,
            name,
            attributes?.Text("name") ?? entity.Text("displayText"),
            !string.Equals(entity.Text("status"), "DELETED", StringComparison.OrdinalIgnoreCase),
            [.. Classified(entity, guid)],
            References("inputs"),
            References("outputs"),
            Reference("query"),
            attributes?.Text("viewExpandedText"),
            Number(attributes, "startTime") ?? Number(attributes, "createTime"),
            file
        );

        ImmutableArray<AtlasReference> References(string list) =>
            [
                .. Holder(related, list)?.Objects(list).Select(guids.Read).OfType<AtlasReference>()
                    ?? Holder(attributes, list)?.Objects(list).Select(guids.Read).OfType<AtlasReference>()
                    ?? [],
            ];

        AtlasReference? Reference(string member) =>
            ObjectOf(related, member) is { } found ? guids.Read(found)
            : ObjectOf(attributes, member) is { } other ? guids.Read(other)
            : null;
    }

    private static JsonElement? Holder(JsonElement? holder, string list) =>
        holder is { } found
        && found.TryGetProperty(list, out var value)
        && value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() > 0
            ? found
            : null;

    // 'query' is the process where a column's lineage has it, and the statement's text elsewhere.
    private static JsonElement? ObjectOf(JsonElement? holder, string member) =>
        holder is { } found && found.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    private static long? Number(JsonElement? attributes, string name) =>
        attributes is { } found
        && found.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
        && number > 0
            ? number
            : null;

    private static IEnumerable<AtlasClassification> Classified(JsonElement entity, string? guid) =>
        entity
            .Objects("classifications")
            .Select(found =>
            {
                var attachedTo = found.Text("entityGuid");
                return new AtlasClassification(
                    found.Name("typeName"),
                    attachedTo,
                    IsPropagated: attachedTo is not null && guid is not null && attachedTo != guid,
                    Propagates: found.Flag("propagate", missing: true),
                    IsActive: !string.Equals(found.Text("entityStatus"), "DELETED", StringComparison.OrdinalIgnoreCase),
                    TagInstances.Read(found)
                );
            });
}

/// <summary>A class on an entity.</summary>
/// <param name="AttachedTo">The guid of the entity that somebody gave it to; null where the source does not say.</param>
/// <param name="IsPropagated">The entity did not get it itself: it came over.</param>
/// <param name="Propagates">False where it stays where it is.</param>
internal sealed record AtlasClassification(
    string Type,
    string? AttachedTo,
    bool IsPropagated,
    bool Propagates,
    bool IsActive,
    TagInstance? Instance
);

/// <summary>One end of a relationship.</summary>
/// <param name="Key">As in <see cref="AtlasEntity.Key"/>; a guid that no file holds stays a guid.</param>
/// <param name="Type">Null where the reference does not say.</param>
/// <param name="Relation">The relationship's own guid; null where unknown.</param>
internal sealed record AtlasReference(
    string Key,
    string? Type,
    string? QualifiedName,
    string? Relation,
    bool IsActive,
    AtlasFlow? Flow
);

/// <summary>Which way a relationship lets classes through, and which ones it holds back.</summary>
/// <param name="Forward">From an input to its process, or from a process to its output.</param>
/// <param name="Blocked">Held back: class, and the guid of the entity that has it; null for every entity.</param>
internal sealed record AtlasFlow(
    bool Forward,
    bool Backward,
    ImmutableHashSet<(string Type, string? AttachedTo)> Blocked
)
{
    public static AtlasFlow Usual { get; } = new(true, false, []);

    /// <summary>Null where the relationship says nothing of it.</summary>
    /// <param name="isOutput">Whether it leads from a process to an output: then the first end is the source.</param>
    public static AtlasFlow? Read(JsonElement relation, bool isOutput)
    {
        var tags = relation.Text("propagateTags")?.ToUpperInvariant();
        ImmutableHashSet<(string, string?)> blocked =
        [
            .. relation
                .Objects("blockedPropagatedClassifications")
                .Select(found => (found.Name("typeName"), found.Text("entityGuid"))),
        ];
        if (tags is null && blocked.IsEmpty)
        {
            return null;
        }

        // dataset_process_inputs has the process first (TWO_TO_ONE leads forward), process_dataset_outputs too (ONE_TO_TWO leads forward).
        var forward = isOutput ? "ONE_TO_TWO" : "TWO_TO_ONE";
        return new(
            tags is null or "BOTH" || tags == forward,
            tags is "BOTH" || (tags is not null and not "NONE" && tags != forward),
            blocked
        );
    }
}
