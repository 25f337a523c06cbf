using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Reads <c>lineage/</c> (Atlas and OpenLineage, told apart by shape) and <c>governance/dashboards.csv</c>. The files of one import are the whole of
/// what is known: an edge that none of them has any longer ends.
/// </summary>
/// <param name="tablesByLocation">Asked once, when the first file is read.</param>
internal sealed class LineageReader(
    DateTimeOffset takenAt,
    ImportLedger ledger,
    Func<IReadOnlyDictionary<string, TableName>> tablesByLocation
)
{
    private readonly LineageCollector _lineage = new(takenAt);
    private AtlasGraph? _graph;
    private AtlasReader? _atlas;
    private OpenLineageReader? _runs;

    /// <summary>True where a file said which edges there are, even if none.</summary>
    public bool WasRead { get; private set; }

    public ImmutableArray<DatedFact<LineageEdge>> Edges => WasRead ? _lineage.Edges() : default;

    public ImmutableArray<DatedFact<Dashboard>> Dashboards => WasRead ? _lineage.Dashboards() : default;

    /// <summary>Atlas's word on classes; default where no entities were read.</summary>
    public ImmutableArray<(Classification Fact, string File)> Classifications =>
        _graph?.WasRead == true ? _graph.Classifications : default;

    private AtlasReader Atlas => _atlas ??= new(_graph ??= new(_lineage, ledger));

    private OpenLineageReader Runs => _runs ??= new(_lineage, new(tablesByLocation()));

    public void Read(ImportFile file)
    {
        if (file.Name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            file.ReadJsonLines(line => ReadValue(file, line));
        }
        else
        {
            file.ReadJson(root => ReadValue(file, root));
        }
    }

    public void ReadDashboards(ImportFile file)
    {
        WasRead = true;
        if (DashboardRows.Read(file, _lineage) is > 0 and var silent)
        {
            ledger.Warn(
                $"{silent} dashboards of {file.Name} name no table that they read: whom they show what is not known."
            );
        }
    }

    /// <summary>Joins what the files said. Call once, after the last file.</summary>
    public void Finish()
    {
        _graph?.Finish();
        Say(_runs?.PassedOver, "OpenLineage events were passed over: only runs that completed count.");
        Say(
            _atlas?.PassedOver,
            "Atlas messages change or delete parts of entities and were passed over: without their order they prove nothing. Export the entities whole."
        );
    }

    private void ReadValue(ImportFile file, JsonSlice value)
    {
        if (value.IsArray)
        {
            foreach (var element in value.Elements())
            {
                ReadObject(file, element);
            }

            WasRead = true; // an empty list says that there is nothing
            return;
        }

        ReadObject(file, value);
    }

    private void ReadObject(ImportFile file, JsonSlice value)
    {
        var members = value.Members();
        if (OpenLineageReader.IsEvent(members))
        {
            WasRead = true;
            file.ForEach([value], (_, run) => Runs.Read(file, run));
        }
        else if (AtlasReader.IsAtlas(members))
        {
            WasRead = true;
            Atlas.Read(file, members);
        }
        else
        {
            file.Refuse(value.Line, "its shape is neither Atlas's (entities) nor OpenLineage's (run events)");
        }
    }

    private void Say(long? count, string what)
    {
        if (count > 0)
        {
            ledger.Warn($"{count} {what}");
        }
    }
}
