using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>What the metastore says of a table's partitions, kept only where it matters to who can read it.</summary>
/// <param name="PartitionsElsewhere">Locations of partitions that lie outside the table's own location, sorted.</param>
/// <param name="ChecksPartitions">Table parameter PARTITION_LEVEL_PRIVILEGE is TRUE: the legacy authorizer asks the partitions instead of the table.</param>
public sealed record TableStorage(
    TableName Table,
    ImmutableArray<string> PartitionsElsewhere,
    bool ChecksPartitions = false
);

/// <summary>The tables and views that a view's text reads directly.</summary>
/// <param name="IsComplete">False where the text could not be read to its end: there may be more.</param>
public sealed record ViewSources(TableName View, ImmutableArray<TableName> Tables, bool IsComplete);
