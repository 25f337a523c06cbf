using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Tells which records are about a table; reads each scope once. For one thread.</summary>
internal sealed class ScopeReader
{
    private readonly Dictionary<string, (ExposureScope? Scope, TableName? Table)> _known = new(StringComparer.Ordinal);

    internal bool IsAbout(string scope, TableName table, ImmutableArray<string> groups)
    {
        if (!_known.TryGetValue(scope, out var read))
        {
            var parsed = ExposureScope.Parse(scope);
            TableName? one =
                parsed?.Kind == ScopeKind.Table && TableName.TryParse(parsed.Name, out var name) ? name : null;
            _known.Add(scope, read = (parsed, one));
        }

        return read.Table is { } only ? only == table : read.Scope?.Holds(table, groups) ?? false;
    }
}
