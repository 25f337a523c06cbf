using System.Globalization;
using System.Text.Json;

namespace GovernanceDashboard.Generation.Records;

/// <summary>Writes lineage as OpenLineage run events, one a line, and dashboards as CSV.</summary>
internal static class LineageFiles
{
    private const string Metastore = "hive://warehouse-hms:9083";
    private const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json";

    /// <summary>The dashboard that shows to all what few may read.</summary>
    private const string Laundering = "DSH-900";

    public static void WriteRuns(string path, Story story)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        var number = 0;
        foreach (var step in story.Lineage.Steps.OrderBy(step => step.At))
        {
            using (var json = new Utf8JsonWriter(file))
            {
                Write(json, step, ++number);
            }

            file.WriteByte((byte)'\n');
        }

        if (story.Lineage.Unapproved is { } unapproved)
        {
            story.Planted.Add(
                new(
                    "training-dataset-without-approval",
                    ["table:" + unapproved.FullName],
                    story
                        .Lineage.Steps.Where(step => step.To == unapproved || step.From == unapproved)
                        .Min(step => step.At),
                    null,
                    1
                )
            );
        }

        if (story.Lineage is { Copy: { } copy, Copied: { } copied })
        {
            story.Planted.Add(
                new(
                    "shadow-copy",
                    ["table:" + copy.FullName, "table:" + copied.FullName],
                    copy.CreatedAt,
                    null,
                    copied.Columns.Length
                )
            );
        }
    }

    public static void WriteDashboards(string path, Story story)
    {
        using var file = new CsvFile(path, "id,name,reads,audience");
        foreach (var one in story.Lineage.Dashboards)
        {
            file.Row(one.Id, one.Name, one.Reads.FullName, one.Audience);
        }

        var held = story.Catalogue.Held;
        if (story.Size.IsClean || held is null)
        {
            return;
        }

        file.Row(Laundering, "Cases at a glance", held.FullName, "group:" + DirectoryGroups.AllStaff);
        var end = story.At(StoryCalendar.Now);
        var custodians = end.People(DirectoryGroups.ConversationReaders);
        var audience = end.People(DirectoryGroups.AllStaff);
        story.Planted.Add(
            new(
                "dashboard-launders",
                ["dashboard:" + Laundering, "table:" + held.FullName, "group:" + DirectoryGroups.AllStaff],
                null,
                null,
                audience.Except(custodians).Count()
            )
        );
        if (story.Catalogue.Laundering is { } view)
        {
            audience.UnionWith(end.People(view.Database.Family.Readers));
            story.Planted.Add(
                new(
                    "view-launders",
                    ["table:" + view.FullName, "table:" + held.FullName],
                    null,
                    null,
                    audience.Except(custodians).Count()
                )
            );
        }
    }

    private static void Write(Utf8JsonWriter json, LineageStep step, int number)
    {
        json.WriteStartObject();
        json.WriteString("eventType", "COMPLETE");
        json.WriteString("eventTime", StoryCalendar.Text(step.At));
        json.WriteStartObject("run");
        json.WriteString("runId", string.Create(CultureInfo.InvariantCulture, $"5a0e1d2c-0000-4000-8000-{number:x12}"));
        json.WriteEndObject();
        json.WriteStartObject("job");
        json.WriteString("namespace", "pipelines");
        json.WriteString("name", step.Job);
        json.WriteEndObject();
        json.WriteStartArray("inputs");
        json.WriteStartObject();
        json.WriteString("namespace", Metastore);
        json.WriteString("name", step.From.FullName);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        json.WriteStartObject();
        json.WriteString("namespace", Metastore);
        json.WriteString("name", step.To.FullName);
        json.WriteStartObject("facets");
        WriteSchema(json, step.To);
        json.WriteStartObject("columnLineage");
        json.WriteStartObject("fields");
        foreach (var (from, to) in step.Columns)
        {
            WriteColumn(json, step, from, to);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("producer", "https://pipelines.example/runner");
        json.WriteString("schemaURL", Schema);
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, TableSpec table)
    {
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, LineageStep step, string from, string to)
    {
        json.WriteStartObject(to);
        json.WriteStartArray("inputFields");
        json.WriteStartObject();
        json.WriteString("namespace", Metastore);
        json.WriteString("name", step.From.FullName);
        json.WriteString("field", from);
        json.WriteStartArray("transformations");
        json.WriteStartObject();
        json.WriteString("type", "DIRECT");
        json.WriteString("subtype", from == to ? "IDENTITY" : "TRANSFORMATION");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
