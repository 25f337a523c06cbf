using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Reads OpenLineage run events (sources 5.4). Only runs that completed count; a run that is told twice counts once, since edges are sets. Templates
/// may stand where identifiers or instants should: they are texts, and an instant that is none is as good as missing.
/// </summary>
internal sealed class OpenLineageReader(LineageCollector lineage, Datasets datasets)
{
    private const int MostEdges = 10_000; // of one event: more is a mistake, not a job

    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);

    /// <summary>Events of runs that had not completed, or that ran into nothing.</summary>
    public long PassedOver { get; private set; }

    public static bool IsEvent(IReadOnlyDictionary<string, JsonSlice> members) =>
        members.ContainsKey("eventType") || (members.ContainsKey("job") && members.ContainsKey("outputs"));

    /// <exception cref="InvalidDataException">The event cannot be used.</exception>
    public void Read(ImportFile file, JsonElement run)
    {
        if (run.Text("eventType") is not { } type)
        {
            throw new InvalidDataException("'eventType' is missing: only events of runs are read");
        }

        if (!type.Equals("COMPLETE", StringComparison.OrdinalIgnoreCase))
        {
            PassedOver++;
            return;
        }

        var job = run.Object("job");
        var known = new Dictionary<(string, string), LineageNode>();
        foreach (var input in run.Objects("inputs"))
        {
            known[(input.Name("namespace"), input.Name("name"))] = datasets.Read(input);
        }

        var inputs = known.Values.Distinct().ToArray();
        var outputs = run.Objects("outputs").ToArray();
        if ((long)inputs.Length * outputs.Length > MostEdges)
        {
            throw new InvalidDataException($"more than {MostEdges} edges in one event");
        }

        foreach (var output in outputs)
        {
            Add(file, run, job, known, output);
        }

        // Without an id nothing tells a second telling from a second run.
        if (run.Object("run")?.Text("runId") is not { } id || _runs.Add(id))
        {
            file.Accept();
        }
    }

    private void Add(
        ImportFile file,
        JsonElement run,
        JsonElement? job,
        Dictionary<(string Namespace, string Name), LineageNode> inputs,
        JsonElement output
    )
    {
        var to = datasets.Read(output);
        var columns = output.Object("facets")?.Object("columnLineage") is { } facet ? Columns(facet, inputs) : null;
        var isCopy = columns is not null && inputs.Count == 1 && IsCopy(output);
        var kind = StepKind.Of(
            to,
            isCopy,
            job?.Text("name"),
            job?.Object("facets")?.Object("jobType")?.Text("jobType")
        );
        if (to.Kind == ResourceKind.Dashboard)
        {
            lineage.AddDashboard(to.Name, output.Text("name"), null, file.Name);
        }

        foreach (var from in inputs.Values.Distinct())
        {
            lineage.AddEdge(from, to, kind, columns?.GetValueOrDefault(from), Instant(run), file.Name);
        }
    }

    private Dictionary<LineageNode, List<ColumnFlow>> Columns(
        JsonElement facet,
        Dictionary<(string Namespace, string Name), LineageNode> inputs
    )
    {
        var columns = new Dictionary<LineageNode, List<ColumnFlow>>();
        foreach (var output in facet.Object("fields")?.EnumerateObject().ToArray() ?? [])
        {
            if (output.Value.ValueKind != JsonValueKind.Object || output.Name.Any(char.IsControl))
            {
                throw new InvalidDataException("a column of the column lineage cannot be read");
            }

            foreach (var input in output.Value.Objects("inputFields"))
            {
                Add(input, output.Name.ToLowerInvariant());
            }
        }

        foreach (var input in facet.Objects("dataset"))
        {
            Add(input, null);
        }

        return columns;

        void Add(JsonElement input, string? to)
        {
            var (space, name) = (input.Name("namespace"), input.Name("name"));
            var node = inputs.TryGetValue((space, name), out var known) ? known : datasets.Of(space, name);
            if (!columns.TryGetValue(node, out var flows))
            {
                columns.Add(node, flows = []);
            }

            flows.Add(Flow(input, to));
        }
    }

    private static ColumnFlow Flow(JsonElement input, string? to)
    {
        var ways = input.Objects("transformations").ToArray();
        var direct = ways.Where(way => way.Text("type") is not "INDIRECT").ToArray();
        var isIndirect = to is null || (ways.Length > 0 && direct.Length == 0);
        return new(
            input.Name("field").ToLowerInvariant(),
            to,
            ways.Length > 0 && (isIndirect ? ways : direct).All(way => way.Flag("masking", missing: false)),
            isIndirect
        );
    }

    /// <summary>Every column of the output is an input's column, unchanged.</summary>
    private static bool IsCopy(JsonElement output)
    {
        var facets = output.Object("facets");
        var outputs = facets?.Object("columnLineage")?.Object("fields")?.EnumerateObject().ToArray() ?? [];
        var schema = facets?.Object("schema")?.Objects("fields").Count() ?? outputs.Length;
        return outputs.Length > 0
            && outputs.Length == schema
            && Array.TrueForAll(
                outputs,
                column =>
                    column.Value.Objects("inputFields").ToArray() is [var input]
                    && input.Objects("transformations").ToArray() is [var way]
                    && way.Text("subtype") is "IDENTITY"
                    && !way.Flag("masking", missing: false)
            );
    }

    private static DateTimeOffset? Instant(JsonElement run) =>
        DateTimeOffset.TryParse(
            run.Text("eventTime"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
}
