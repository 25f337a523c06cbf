using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// Which tables' uses keep their exact instants: all but those classified, and labelled neither Confidential nor Restricted (product
/// definitions, "Proof"). A table that the catalogue does not know is unclassified. And which table a file belongs to.
/// </summary>
internal sealed class AuditPlaces
{
    private readonly HashSet<TableName> _harmless = [];
    private readonly Dictionary<string, TableName> _byLocation = new(StringComparer.Ordinal);

    public AuditPlaces(IEnumerable<TableResource> tables, IEnumerable<Classification> classifications)
    {
        var classes = classifications.ToLookup(one => (one.Resource.Database, one.Resource.Table));
        foreach (var table in tables)
        {
            var of = classes[(table.Name.Database, table.Name.Table)]
                .Concat(classes[(table.Name.Database, null)])
                .ToLookup(one => one.MayContain, one => one.Class);
            var label = ClassTaxonomy.LabelOf([.. of[false]], of[true]);
            if (label is SensitivityLabel.Public or SensitivityLabel.Internal)
            {
                _harmless.Add(table.Name);
            }

            if (table.Location is { } place && HdfsPath.Of(place) is { } location)
            {
                _byLocation.TryAdd(location, table.Name);
            }
        }
    }

    public bool KeepsInstants(TableName table) => !_harmless.Contains(table);

    /// <summary>The table whose location the path is, or lies below, the nearest first; null where it is none's.</summary>
    public TableName? At(string path)
    {
        for (var at = HdfsPath.Of(path); at is not null; at = HdfsPath.Parent(at))
        {
            if (_byLocation.TryGetValue(at, out var table))
            {
                return table;
            }
        }

        return null;
    }
}
