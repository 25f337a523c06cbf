using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Tells which records are about a table; reads each scope once. For one thread.</summary>
internal sealed class ScopeReader
{
    private readonly Dictionary<string, ExposureScope?> _known = new(StringComparer.Ordinal);

    internal bool IsAbout(string scope, TableName table, ImmutableArray<string> groups)
    {
        if (!_known.TryGetValue(scope, out var read))
        {
            _known.Add(scope, read = ExposureScope.Parse(scope));
        }

        return read?.Holds(table, groups) ?? false;
    }
}
