using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// Finds the partitions that lie outside their table's location; the millions that lie inside leave two numbers each behind. A
/// partition's storage usually follows its table's; where it comes first, its location waits.
/// </summary>
internal sealed class PartitionPlaces
{
    private readonly Dictionary<long, long> _tableOf = []; // by SD_ID
    private readonly Dictionary<long, SortedSet<string>> _elsewhere = []; // by TBL_ID
    private readonly List<(long Table, string Location)> _waiting = [];

    public void Add(long table, long storage) => _tableOf[storage] = table;

    /// <returns>The table whose partition this storage belongs to; null where it is none's.</returns>
    public long? TableOf(long storage) => _tableOf.TryGetValue(storage, out var table) ? table : null;

    /// <param name="tableLocation">Null where it is not known yet.</param>
    public void Place(long table, string location, string? tableLocation)
    {
        if (tableLocation is null)
        {
            _waiting.Add((table, location));
        }
        else if (!IsWithin(location, tableLocation))
        {
            Keep(table, location);
        }
    }

    /// <summary>Call once, after the last storage.</summary>
    public void Settle(Func<long, string?> locationOfTable)
    {
        foreach (var (table, location) in _waiting)
        {
            if (locationOfTable(table) is not { } known || !IsWithin(location, known))
            {
                Keep(table, location);
            }
        }

        _waiting.Clear();
        _tableOf.Clear();
    }

    public IReadOnlyCollection<string> Elsewhere(long table) => _elsewhere.GetValueOrDefault(table) ?? [];

    private void Keep(long table, string location)
    {
        if (!_elsewhere.TryGetValue(table, out var places))
        {
            _elsewhere.Add(table, places = new(StringComparer.Ordinal));
        }

        places.Add(location);
    }

    private static bool IsWithin(string location, string table) =>
        HdfsPath.Of(location) is { } path && HdfsPath.Of(table) is { } folder
            ? HdfsPath.IsWithin(path, folder)
            : HdfsPath.IsWithin(location, table.TrimEnd(HdfsPath.Separator));
}
