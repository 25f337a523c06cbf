using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Gathers Atlas entities (sources 5.1) from bulk exports, hook messages, entity notifications and lineage answers, told apart by their shape.
/// What becomes of them, <see cref="AtlasGraph"/> says after the last file.
/// </summary>
internal sealed class AtlasReader(AtlasGraph graph)
{
    private const int MostNested = 8; // messages in arrays in messages: more is no message

    private int _messages;

    /// <summary>Messages that change or delete a part of an entity: without their order they prove nothing.</summary>
    public long PassedOver { get; private set; }

    public static bool IsAtlas(IReadOnlyDictionary<string, JsonSlice> members) =>
        members.ContainsKey("entities")
        || members.ContainsKey("referredEntities")
        || members.ContainsKey("entity")
        || members.ContainsKey("message")
        || members.ContainsKey("guidEntityMap")
        || members.ContainsKey("relationships")
        || members.ContainsKey("relationship")
        || members.ContainsKey("classificationDefs")
        || (members.ContainsKey("typeName") && (members.ContainsKey("guid") || members.ContainsKey("attributes")));

    public void Read(ImportFile file, Dictionary<string, JsonSlice> members) => Read(file, members, 0);

    private void Read(ImportFile file, Dictionary<string, JsonSlice> members, int depth)
    {
        if (depth > MostNested)
        {
            file.Refuse(0, "messages lie in messages too deeply");
            return;
        }

        if (members.TryGetValue("message", out var wrapped))
        {
            Read(file, wrapped.Members(), depth + 1);
            return;
        }

        var type = Text(members, "type");
        if (
            type is not null
            && (type.Contains("PARTIAL", StringComparison.Ordinal) || type.Contains("DELETE", StringComparison.Ordinal))
        )
        {
            PassedOver++;
            return;
        }

        ReadDefinitions(file, members);
        ReadEntities(file, members, depth);
        ReadRelations(file, members);
    }

    private void ReadEntities(ImportFile file, Dictionary<string, JsonSlice> members, int depth)
    {
        if (members.TryGetValue("entities", out var list) && list.IsObject)
        {
            Read(file, list.Members(), depth + 1); // a hook's {"entities": {"entities": [...], "referredEntities": {...}}}
            return;
        }

        List<JsonSlice> entities = [.. list.Elements()];
        if (members.TryGetValue("entity", out var one) && one.IsObject)
        {
            var inner = one.Members();
            entities.Add(inner.TryGetValue("entity", out var nested) ? nested : one);
        }

        entities.AddRange(members.GetValueOrDefault("referredEntities").Members().Values);
        entities.AddRange(members.GetValueOrDefault("guidEntityMap").Members().Values);
        if (members.ContainsKey("typeName"))
        {
            entities.Add(Whole(members));
        }

        // Numbered, so that temporary guids of two messages never meet; what the number is plays no part in any fact.
        var guids = new AtlasGuids($"message {(_messages++).ToString(CultureInfo.InvariantCulture)}");
        var named = new List<JsonSlice>();
        file.ForEach(
            entities,
            (slice, entity) =>
            {
                guids.Add(
                    entity.Text("guid"),
                    entity.Name("typeName"),
                    entity.Object("attributes")?.Text("qualifiedName")
                );
                named.Add(slice);
            }
        );
        file.ForEach(
            named,
            (_, entity) =>
            {
                graph.Add(AtlasEntity.Read(entity, guids, file.Name));
                file.Accept();
            }
        );
    }

    private void ReadRelations(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        List<JsonSlice> relationships = [.. members.GetValueOrDefault("relationships").Elements()];
        if (members.TryGetValue("relationship", out var one) && one.IsObject)
        {
            relationships.Add(one);
        }

        file.ForEach(
            relationships,
            (_, relation) =>
            {
                var type = relation.Name("typeName");
                var first = relation.Object("end1")?.Text("guid");
                var second = relation.Object("end2")?.Text("guid");
                var flow = relation.Text("status") is "DELETED"
                    ? new AtlasFlow(false, false, [])
                    : AtlasFlow.Read(relation, isOutput: type is "process_dataset_outputs");
                if (type is "process_dataset_outputs" or "dataset_process_inputs" && flow is not null)
                {
                    graph.Add(relation.Text("guid"), first, second, flow);
                }

                file.Accept();
            }
        );

        // The answer to a lineage question: steps between the entities of its map.
        file.ForEach(
            members.ContainsKey("guidEntityMap") ? members.GetValueOrDefault("relations").Elements() : [],
            (_, relation) =>
            {
                graph.Connect(
                    relation.Name("fromEntityId"),
                    relation.Name("toEntityId"),
                    relation.Text("relationshipId")
                );
                file.Accept();
            }
        );
    }

    private void ReadDefinitions(ImportFile file, Dictionary<string, JsonSlice> members) =>
        file.ForEach(
            members.GetValueOrDefault("classificationDefs").Elements(),
            (_, definition) =>
            {
                graph.Define(definition.Name("name"), definition.Texts("superTypes"));
                file.Accept();
            }
        );

    // A root that is itself an entity: its members were cut already, so it is put together again.
    private static JsonSlice Whole(Dictionary<string, JsonSlice> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                using var parsed = value.Parse();
                parsed.RootElement.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return new(buffer.ToArray(), members.Values.Min(member => member.Line));
    }

    private static string? Text(Dictionary<string, JsonSlice> members, string name)
    {
        if (!members.TryGetValue(name, out var slice))
        {
            return null;
        }

        using var value = slice.Parse();
        return value.RootElement.ValueKind == JsonValueKind.String ? value.RootElement.GetString() : null;
    }
}
