using System.Globalization;

namespace GovernanceDashboard.Generation;

/// <summary>Writes Ranger's tags.json (ServiceTags) and counts what it left untagged.</summary>
internal static class TagFile
{
    /// <summary>The share of columns whose class their owner tagged.</summary>
    private const double TaggedColumns = 0.8;

    /// <summary>A tagged table that was dropped: one of the references that lead nowhere.</summary>
    public const string DroppedTable = "keystrokes_dropped_2026w20";

    public static void Write(string path, EstateSize size, Catalogue catalogue, bool isForReading)
    {
        var dice = new Dice(size.Seed, "tags");
        var tags = new[] { "PII" }
            .Concat(catalogue.Families.Select(family => family.Class).OfType<string>())
            .Concat(catalogue.Tables.SelectMany(table => table.Columns).Select(column => column.Class).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        using var file = new JsonFile(path, isForReading);
        var json = file.Json;
        json.WriteStartObject();
        json.WriteString("op", "add_or_update");
        json.WriteString("tagModel", "resource_private");
        json.WriteString("serviceName", PolicyBook.TagService);
        json.WriteNumber("tagVersion", 4_117);
        json.WriteString(
            "tagUpdateTime",
            StoryCalendar.Now.AddHours(-7).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
        );
        WriteDefinitions();
        json.WriteStartArray("serviceResources");
        var tagOf = new List<int>();
        foreach (
            var database in catalogue.Databases.Where(one =>
                one.Family is { IsTaggedByDatabase: true, Class: not null }
            )
        )
        {
            WriteResource(database.Name, null, null, database.Family.Class!);
        }

        foreach (var table in catalogue.Tables)
        {
            if (table.IsTagged)
            {
                WriteResource(table.Database.Name, table.Name, null, table.Database.Family.Class!);
            }

            foreach (var column in (table.Drawn ?? table).Columns)
            {
                // A table's own tag covers its contents; what differs from it is tagged by itself.
                var isTagged =
                    column.Class is { } found
                    && found != table.Database.Family.Class
                    && (dice.Chance(TaggedColumns) || size.IsClean);
                if (isTagged && table.Drawn is null && column.Class is { } own)
                {
                    WriteResource(table.Database.Name, table.Name, column.Name, own);
                }
            }
        }

        if (!size.IsClean)
        {
            WriteResource(catalogue.Databases[0].Name, DroppedTable, null, "KEYSTROKES");
        }

        json.WriteEndArray();
        json.WriteStartObject("resourceToTagIds");
        for (var i = 0; i < tagOf.Count; i++)
        {
            json.WriteStartArray((i + 1).ToString(CultureInfo.InvariantCulture));
            json.WriteNumberValue(tagOf[i]);
            json.WriteEndArray();
            file.FlushIfFull();
        }

        json.WriteEndObject();
        json.WriteEndObject();

        void WriteDefinitions()
        {
            json.WriteStartObject("tagDefinitions");
            for (var i = 0; i < tags.Count; i++)
            {
                json.WriteStartObject((i + 1).ToString(CultureInfo.InvariantCulture));
                json.WriteNumber("id", i + 1);
                json.WriteString("name", tags[i]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("tags");
            for (var i = 0; i < tags.Count; i++)
            {
                json.WriteStartObject((i + 1).ToString(CultureInfo.InvariantCulture));
                json.WriteNumber("id", i + 1);
                json.WriteString("type", tags[i]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        void WriteResource(string database, string? table, string? column, string tag)
        {
            tagOf.Add(tags.IndexOf(tag) + 1);
            json.WriteStartObject();
            json.WriteNumber("id", tagOf.Count);
            json.WriteString("serviceName", PolicyBook.HiveService);
            json.WriteStartObject("resourceElements");
            WriteLevel("database", database);
            WriteLevel("table", table);
            WriteLevel("column", column);
            json.WriteEndObject();
            json.WriteEndObject();
            file.FlushIfFull();
        }

        void WriteLevel(string level, string? name)
        {
            if (name is not null)
            {
                json.WriteStartObject(level);
                json.WriteStartArray("values");
                json.WriteStringValue(name);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }
    }
}
