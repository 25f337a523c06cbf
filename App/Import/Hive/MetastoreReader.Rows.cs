using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hive;

/// <summary>What is kept of rows until they are joined.</summary>
internal sealed partial class MetastoreReader
{
    private readonly record struct Storage(long? ColumnsId, string? Location);

    private readonly record struct ColumnRow(long Index, TableColumn Column);

    private sealed class TableRow(
        TableName name,
        ResourceKind kind,
        string? creator,
        DateTimeOffset? createdAt,
        DateTimeOffset? lastAccessAt,
        long? storageId,
        string source
    )
    {
        public TableName Name { get; } = name;

        public ResourceKind Kind { get; } = kind;

        public string? Creator { get; } = creator;

        public DateTimeOffset? CreatedAt { get; } = createdAt;

        public DateTimeOffset? LastAccessAt { get; } = lastAccessAt;

        public long? StorageId { get; } = storageId;

        public string Source { get; } = source;

        public List<ColumnRow>? PartitionKeys { get; set; }

        public bool ChecksPartitions { get; set; }

        /// <summary>What a view's text reads; null for tables.</summary>
        public ViewSources? Sources { get; set; }

        /// <summary>What a materialized view was made from, as the metastore notes it; null where it does not.</summary>
        public SortedSet<TableName>? MadeFrom { get; set; }

        public bool MadeFromUnknown { get; set; }

        public string? Comment { get; set; }

        public long? Rows { get; set; }

        public long? Bytes { get; set; }
    }
}
