using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Gathers tags on databases, tables and columns (ServiceTags; semantics 10).</summary>
internal sealed class RangerTags(DateTimeOffset takenAt, ImportLedger ledger)
{
    private const int MostResources = 10_000; // of one entry: more is a mistake, not a list

    private readonly Dictionary<(string Service, Classification Fact), string> _found = []; // to the file
    private long _expired;

    public bool WereRead { get; private set; }

    /// <summary>The classifications of one service, or of whichever there is where none is known; says what was left out. Call once.</summary>
    public ImmutableArray<DatedFact<Classification>> Of(string? service)
    {
        if (_expired > 0)
        {
            ledger.Warn(
                $"{_expired} tags are outside their validity periods at the import's instant: they name what the data is, and drive no policy while they are."
            );
        }

        foreach (
            var other in _found
                .Keys.Where(key => service is not null && key.Service != service)
                .GroupBy(key => key.Service)
        )
        {
            ledger.Warn(
                $"{other.Count()} tags of the Ranger service '{other.Key}' were kept out: its policies were not imported."
            );
        }

        return
        [
            .. _found
                .Where(found => service is null || found.Key.Service == service)
                .DistinctBy(found => found.Key.Fact)
                .Select(found => new DatedFact<Classification>(found.Key.Fact, Source: found.Value)),
        ];
    }

    public void Read(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        using var head = Head(members);
        if (head.RootElement.Flag("isDelta", missing: false) || head.RootElement.Text("op") is "delete")
        {
            file.Refuse(0, "holds changes to tags instead of the tags; export the whole");
            return;
        }

        WereRead = true;
        var service = head.RootElement.Text("serviceName") ?? "";
        var tags = Tags(file, members);
        var tagsOf = members.GetValueOrDefault("resourceToTagIds").Members();
        file.ForEach(
            members.GetValueOrDefault("serviceResources").Elements(),
            (_, resource) =>
            {
                var id = resource.Text("id") ?? throw new InvalidDataException("'id' is missing");
                var named = tagsOf.TryGetValue(id, out var slice) ? Ids(slice) : [];
                var names = Resources(resource);
                foreach (var tag in named)
                {
                    if (!tags.TryGetValue(tag, out var found))
                    {
                        throw new InvalidDataException("names a tag that the file does not hold");
                    }

                    foreach (var name in names)
                    {
                        var fact = new Classification(
                            name,
                            found.Type,
                            ClassificationBasis.Import,
                            Instance: found.Instance
                        );
                        _found.TryAdd((resource.Text("serviceName") ?? service, fact), file.Name);
                    }
                }

                file.Accept();
            }
        );
    }

    private static JsonDocument Head(Dictionary<string, JsonSlice> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in members.Keys.Intersect(["op", "isDelta", "serviceName"]))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(members[name].Utf8.Span);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray());
    }

    /// <summary>Tag ids to what the file says of them.</summary>
    private Dictionary<string, (string Type, TagInstance? Instance)> Tags(
        ImportFile file,
        Dictionary<string, JsonSlice> members
    )
    {
        var tags = new Dictionary<string, (string, TagInstance?)>(StringComparer.Ordinal);
        foreach (var (id, slice) in members.GetValueOrDefault("tags").Members())
        {
            file.ForEach(
                [slice],
                (_, tag) =>
                {
                    var instance = TagInstances.Read(tag);
                    var holds = instance is null || TagInstances.Holds(instance, takenAt);
                    _expired += holds ? 0 : 1;
                    tags[id] = (tag.Name("type"), instance);
                }
            );
        }

        return tags;
    }

    private static List<string> Ids(JsonSlice slice)
    {
        using var document = slice.Parse();
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException("its list of tags is no array");
        }

        return [.. document.RootElement.EnumerateArray().Select(id => id.ToString())];
    }

    private static List<ResourceName> Resources(JsonElement resource)
    {
        var elements =
            resource.Object("resourceElements") ?? throw new InvalidDataException("'resourceElements' is missing");
        string[] levels = [.. elements.EnumerateObject().Select(level => level.Name.ToLowerInvariant()).Order()];
        if (levels is not (["database"] or ["database", "table"] or ["column", "database", "table"]))
        {
            throw new InvalidDataException("the tagged resource is no database, table or column");
        }

        var databases = Values(elements, "database");
        var tables = Values(elements, "table");
        var columns = Values(elements, "column");
        if ((long)databases.Length * Math.Max(1, tables.Length) * Math.Max(1, columns.Length) > MostResources)
        {
            throw new InvalidDataException($"more than {MostResources} resources in one entry");
        }

        return
        [
            .. from database in databases
            from table in tables.Length == 0 ? [null] : tables
            from column in columns.Length == 0 ? [null] : columns
            select new ResourceName(database!, table, column),
        ];
    }

    private static string?[] Values(JsonElement elements, string level)
    {
        foreach (var property in elements.EnumerateObject())
        {
            if (!property.Name.Equals(level, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (property.Value.ValueKind != JsonValueKind.Object || property.Value.Flag("isExcludes", missing: false))
            {
                throw new InvalidDataException("a tagged resource with excludes cannot be read");
            }

            string?[] values = [.. property.Value.Texts("values").Where(value => value.Length > 0)];
            if (
                values.Length == 0
                || values.Any(value => value!.AsSpan().ContainsAny('*', '?') || value!.Any(char.IsControl))
            )
            {
                throw new InvalidDataException("a tagged resource with wildcards, or without values, cannot be read");
            }

            return values;
        }

        return [];
    }
}
