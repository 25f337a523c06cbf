namespace GovernanceDashboard.Import.Audit;

/// <summary>What an import's logs hold beside the events that are kept.</summary>
internal sealed record AuditTally
{
    /// <summary>Events kept.</summary>
    public long Kept { get; set; }

    /// <summary>Neither reads nor writes of data: metadata, masks and row filters of a read that has its own event, other actions.</summary>
    public long OtherActions { get; set; }

    /// <summary>Of services other than Hive and HDFS.</summary>
    public long OtherServices { get; set; }

    /// <summary>Of databases, urls or functions, or of files in no table's location.</summary>
    public long NoTable { get; set; }

    /// <summary>After the instant that the import describes: somebody's clock is wrong.</summary>
    public long Late { get; set; }

    /// <summary>Kept without their columns, because there were too many different lists of them.</summary>
    public long WithoutColumns { get; set; }
}
