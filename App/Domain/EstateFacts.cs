using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>
/// Every fact that snapshot <see cref="Snapshot"/> believed to hold at instant <see cref="At"/>. Immutable, and the only
/// input of the engine: equal facts give equal answers. Lists are sorted by their natural keys.
/// </summary>
public sealed record EstateFacts
{
    public required Snapshot Snapshot { get; init; }

    /// <summary>UTC, milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Facts that decide access and of which nobody knows whether they held at <see cref="At"/>: it lies between the bounds of their change. They
    /// stand as they did before. Empty at a snapshot's own instant.
    /// </summary>
    public ImmutableArray<FactsInDoubt> InDoubt { get; init; } = [];

    public ImmutableArray<Principal> Principals { get; init; } = [];

    public ImmutableArray<Membership> Memberships { get; init; } = [];

    public ImmutableArray<DatabaseResource> Databases { get; init; } = [];

    public ImmutableArray<TableResource> Tables { get; init; } = [];

    /// <summary>Policies of the Hive service and of its tag service, of every type, disabled ones included.</summary>
    public ImmutableArray<Policy> Policies { get; init; } = [];

    public ImmutableArray<SecurityZone> Zones { get; init; } = [];

    /// <summary>The Hive service's definition and super users. Null where no policies were imported: then nobody has access.</summary>
    public AccessService? Service { get; init; }

    /// <summary>What counts: overrides in force stand in for what they set aside.</summary>
    public ImmutableArray<Classification> Classifications { get; init; } = [];

    /// <summary>Overrides in force, by id; they are no facts of a source, and in no digest.</summary>
    public ImmutableArray<ClassOverride> ClassOverrides { get; init; } = [];

    /// <summary>Inferred classes that an override sets aside: shown, and counted nowhere.</summary>
    public ImmutableArray<Classification> SetAsideClassifications { get; init; } = [];

    public ImmutableArray<TableGroup> TableGroups { get; init; } = [];

    public ImmutableArray<Population> Populations { get; init; } = [];

    public ImmutableArray<IntendedAccess> IntendedAccess { get; init; } = [];

    public ImmutableArray<DataOwner> DataOwners { get; init; } = [];

    /// <summary>Grants of the Hive metastore. Dead weight unless one of Hive's own authorizers decides.</summary>
    public ImmutableArray<HiveGrant> HiveGrants { get; init; } = [];

    /// <summary>What views read; views without an entry are not understood.</summary>
    public ImmutableArray<ViewSources> ViewSources { get; init; } = [];

    /// <summary>Tables whose partitions need a word; most have none.</summary>
    public ImmutableArray<TableStorage> TableStorages { get; init; } = [];

    /// <summary>Null where no listing of HDFS was imported: then who can read files is unknown.</summary>
    public HdfsService? Hdfs { get; init; }

    /// <summary>Permissions of the paths that decide over tables' files, by path.</summary>
    public ImmutableArray<PathPermission> Paths { get; init; } = [];

    /// <summary>Which data goes into which, by its ends; empty also where no lineage was imported.</summary>
    public ImmutableArray<LineageEdge> LineageEdges { get; init; } = [];

    /// <summary>Dashboards and reports, by id.</summary>
    public ImmutableArray<Dashboard> Dashboards { get; init; } = [];
}
