using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Which tables may be in a table group at some time of a history: by its rules as they were at any time, and by any class.</summary>
internal sealed class GroupReach
{
    private readonly string[] _globs;
    private readonly HashSet<TableName> _pins;
    private readonly HashSet<TableName> _tables = [];
    private readonly HashSet<string> _databases = new(StringComparer.Ordinal);

    internal GroupReach(IEnumerable<HistoryEdit> edits, string name)
    {
        TableGroup[] groups =
        [
            .. edits.Select(edit => edit.Fact).OfType<TableGroup>().Where(group => group.Name == name).Distinct(),
        ];
        var rules = groups.SelectMany(group => group.Rules).Select(rule => rule.Trim()).Distinct().ToArray();
        _globs =
        [
            .. rules.Where(rule => TableGroupIndex.ClassIn(rule) is null).Select(rule => rule.ToLowerInvariant()),
        ];
        _pins = [.. groups.SelectMany(group => group.Pins)];
        var classes = rules
            .Select(TableGroupIndex.ClassIn)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (classes.Count == 0)
        {
            return;
        }

        foreach (var tag in edits.Select(edit => edit.Fact).OfType<Classification>())
        {
            if (!classes.Contains(tag.Class))
            {
                continue;
            }

            if (tag.Resource.Table is { } table)
            {
                _tables.Add(new(tag.Resource.Database, table));
            }
            else
            {
                _databases.Add(tag.Resource.Database);
            }
        }
    }

    internal bool MayHold(TableName table) =>
        _pins.Contains(table)
        || _tables.Contains(table)
        || _databases.Contains(table.Database)
        || Array.Exists(_globs, glob => Wildcard.Matches(glob, table.ToString()));
}
