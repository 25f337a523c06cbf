using System.Collections.Immutable;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <summary>
/// Everything that one import found: the whole truth about each kind that is not default. A default list means that
/// the import had no source for the kind; what was believed before stays believed. No list may hold two facts with the
/// same natural key.
/// </summary>
public sealed record SnapshotDraft
{
    /// <summary>Cut to milliseconds when written.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    public required bool IsDemo { get; init; }

    public required DataQuality Quality { get; init; }

    public required ImmutableArray<SourceFile> Sources { get; init; }

    /// <summary>Logins and groups. Roles may stand here too where <see cref="Roles"/> is default.</summary>
    public ImmutableArray<DatedFact<Principal>> Principals { get; init; }

    /// <summary>Roles: the access system owns them, so an import may see them without the directory, or the other way round.</summary>
    public ImmutableArray<DatedFact<Principal>> Roles { get; init; }

    /// <summary>Memberships in groups; those in roles may stand here too where <see cref="RoleMemberships"/> is default.</summary>
    public ImmutableArray<DatedFact<Membership>> Memberships { get; init; }

    public ImmutableArray<DatedFact<Membership>> RoleMemberships { get; init; }

    public ImmutableArray<DatedFact<DatabaseResource>> Databases { get; init; }

    public ImmutableArray<DatedFact<TableResource>> Tables { get; init; }

    public ImmutableArray<DatedFact<Policy>> Policies { get; init; }

    /// <summary>
    /// Earlier versions of <see cref="Policies"/>, each with the instants at which it began and ended: of one policy without a gap, the last one ending where the
    /// policy's own begins. They fill what lies between two imports, and nothing else.
    /// </summary>
    public ImmutableArray<DatedFact<Policy>> PolicyVersions { get; init; }

    public ImmutableArray<DatedFact<SecurityZone>> Zones { get; init; }

    /// <summary>One, or none.</summary>
    public ImmutableArray<DatedFact<AccessService>> Services { get; init; }

    /// <summary>What sources say of resources.</summary>
    public ImmutableArray<DatedFact<Classification>> Classifications { get; init; }

    /// <summary>What our rules derive; kept apart, so that an import without tags closes none.</summary>
    public ImmutableArray<DatedFact<Classification>> InferredClassifications { get; init; }

    /// <summary>What the data catalogue says of resources, given and propagated; apart, so that an import of Ranger's tags alone closes none.</summary>
    public ImmutableArray<DatedFact<Classification>> CatalogueClassifications { get; init; }

    /// <summary>What comes along lineage, derived from all that is believed; default where nothing changed that it hangs on.</summary>
    public ImmutableArray<DatedFact<Classification>> LineageClassifications { get; init; }

    public ImmutableArray<DatedFact<LineageEdge>> LineageEdges { get; init; }

    public ImmutableArray<DatedFact<Dashboard>> Dashboards { get; init; }

    public ImmutableArray<DatedFact<TableGroup>> TableGroups { get; init; }

    public ImmutableArray<DatedFact<Population>> Populations { get; init; }

    public ImmutableArray<DatedFact<IntendedAccess>> IntendedAccess { get; init; }

    public ImmutableArray<DatedFact<DataOwner>> DataOwners { get; init; }

    /// <summary>What decides, where the import says so.</summary>
    public Authorizer? Authorizer => Services.IsDefaultOrEmpty ? null : Services[0].Value.Authorizer;

    /// <summary>What the metastore grants, whoever decides.</summary>
    public ImmutableArray<DatedFact<HiveGrant>> HiveGrants { get; init; }

    public ImmutableArray<DatedFact<ViewSources>> ViewSources { get; init; }

    public ImmutableArray<DatedFact<TableStorage>> TableStorages { get; init; }

    /// <summary>One, or none.</summary>
    public ImmutableArray<DatedFact<HdfsService>> HdfsServices { get; init; }

    public ImmutableArray<DatedFact<PathPermission>> Paths { get; init; }

    /// <summary>Exceptions, waivers, approvals and all the other records of governance.</summary>
    public GovernanceDraft Governance { get; init; } = new();

    /// <summary>What is known of the time before the import; nothing, unless a log or versions say so.</summary>
    public DraftHistory History { get; init; } = DraftHistory.None;

    /// <summary>The logs to read while the snapshot is written; null where the import has none. Its outcome's quality and sources then count.</summary>
    public IAuditSource? Audit { get; init; }

    /// <summary>How many facts of each kind the draft holds, under the names of <c>Snapshot.Counts</c>; kinds without a source are missing.</summary>
    public ImmutableSortedDictionary<string, long> Counts()
    {
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var kind in FactKinds.All)
        {
            if (kind.CountOf(this) is { } count)
            {
                counts.Add(kind.Name, count);
            }
        }

        return counts.ToImmutable();
    }
}
