using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Gathers tags on databases, tables and columns (ServiceTags; semantics 10), whole or as changes.</summary>
internal sealed class RangerTags(DateTimeOffset takenAt, ImportLedger ledger)
{
    private const int MostResources = 10_000; // of one entry: more is a mistake, not a list

    private readonly List<TagStock> _stocks = [];
    private readonly TagChanges _changes = new(ledger);
    private long _expired;

    public bool WereRead => _stocks.Count > 0;

    /// <summary>The classifications of one service, or of whichever there is where none is known; says what was left out. Call once, after <see cref="Finish"/>.</summary>
    public ImmutableArray<DatedFact<Classification>> Of(string? service)
    {
        if (_expired > 0)
        {
            ledger.Warn(
                $"{_expired} tags are outside their validity periods at the import's instant: they name what the data is, and drive no policy while they are."
            );
        }

        var found = _stocks
            .SelectMany(stock => stock.Classifications)
            .DistinctBy(one => (one.Service, one.Fact))
            .ToArray();
        foreach (
            var other in found.Where(one => service is not null && one.Service != service).GroupBy(one => one.Service)
        )
        {
            ledger.Warn(
                $"{other.Count()} tags of the Ranger service '{other.Key}' were kept out: its policies were not imported."
            );
        }

        return
        [
            .. found
                .Where(one => service is null || one.Service == service)
                .DistinctBy(one => one.Fact)
                .Select(one => new DatedFact<Classification>(one.Fact, Source: one.File)),
        ];
    }

    /// <summary>Applies changes to the tags that they change. Call once, after the last file.</summary>
    public void Finish() => _changes.ApplyTo(_stocks);

    public void Read(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        using var head = Head(members);
        var (service, version) = (head.RootElement.Text("serviceName") ?? "", head.RootElement.Number("tagVersion"));
        if (head.RootElement.Flag("isDelta", missing: false))
        {
            _changes.ReadDelta(file, service, version, members);
            return;
        }

        switch (head.RootElement.Text("op")?.ToLowerInvariant())
        {
            case null or "add_or_update" or "replace":
                ReadWhole(file, service, version, members);
                break;
            case "delete":
                _changes.ReadDeletion(file, service, version, members);
                break;
            default:
                file.Refuse(0, "its 'op' is none of add_or_update, replace and delete");
                break;
        }
    }

    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    internal static ServiceTag Tag(JsonElement tag) => new(tag.Text("guid"), tag.Name("type"), TagInstances.Read(tag));

    /// <param name="service">Its service, where it names none itself.</param>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    internal static ServiceResource Resource(JsonElement resource, string service, string file) =>
        new(
            resource.Text("guid"),
            resource.Text("resourceSignature"),
            resource.Text("serviceName") ?? service,
            Resources(resource),
            file
        );

    private void ReadWhole(ImportFile file, string service, long? version, Dictionary<string, JsonSlice> members)
    {
        var stock = new TagStock(service, version);
        _stocks.Add(stock);
        ReadTags(file, members, stock);
        var tagsOf = members.GetValueOrDefault("resourceToTagIds").Members();
        file.ForEach(
            members.GetValueOrDefault("serviceResources").Elements(),
            (_, resource) =>
            {
                var id = resource.Text("id") ?? throw new InvalidDataException("'id' is missing");
                var tags = tagsOf.TryGetValue(id, out var slice) ? Ids(slice) : [];
                var read = Resource(resource, service, file.Name);
                if (tags.Any(tag => !stock.Knows(tag)))
                {
                    throw new InvalidDataException("names a tag that the file does not hold");
                }

                stock.Add(id, read with { Tags = tags });
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
            foreach (var name in members.Keys.Intersect(["op", "isDelta", "serviceName", "tagVersion"]))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(members[name].Utf8.Span);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray());
    }

    private void ReadTags(ImportFile file, Dictionary<string, JsonSlice> members, TagStock stock)
    {
        foreach (var (id, slice) in members.GetValueOrDefault("tags").Members())
        {
            file.ForEach(
                [slice],
                (_, tag) =>
                {
                    var read = Tag(tag);
                    _expired += read.Instance is { } instance && !TagInstances.Holds(instance, takenAt) ? 1 : 0;
                    stock.Put(id, read);
                }
            );
        }
    }

    /// <exception cref="InvalidDataException">It is no list.</exception>
    internal static List<string> Ids(JsonSlice slice)
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
