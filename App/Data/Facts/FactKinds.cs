using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Every kind of fact that the store holds. A new kind is one entry here, a list in the draft and a line in the loader.</summary>
internal static class FactKinds
{
    public static FactKind<Principal> Principals { get; } =
        new("principals", true, draft => draft.Principals, fact => FactKeys.Join(fact.Value.Id.ToString()), ByPrincipal)
        {
            FromBody = FactBodyReaders.Principal,
            Told = history => history.Principals,
        };

    public static FactKind<Principal> Roles { get; } =
        new("roles", true, draft => draft.Roles, fact => FactKeys.Join(fact.Value.Id.ToString()), ByPrincipal);

    public static FactKind<Membership> Memberships { get; } =
        new("memberships", true, draft => draft.Memberships, fact => FactKeys.Of(fact.Value), ByMembership)
        {
            FromKey = FactKeys.ReadMembership,
            Told = history => history.Memberships,
        };

    public static FactKind<Membership> RoleMemberships { get; } =
        new("role-memberships", true, draft => draft.RoleMemberships, fact => FactKeys.Of(fact.Value), ByMembership)
        {
            FromKey = FactKeys.ReadMembership,
            Told = history => history.RoleMemberships,
        };

    public static FactKind<DatabaseResource> Databases { get; } =
        new(
            "databases",
            true,
            draft => draft.Databases,
            fact => FactKeys.Join(fact.Value.Name),
            By<DatabaseResource>(database => database.Name)
        )
        {
            Told = history => history.Databases,
        };

    public static FactKind<TableResource> Tables { get; } =
        new(
            "tables",
            true,
            draft => draft.Tables,
            fact => FactKeys.Join(fact.Value.Name.Database, fact.Value.Name.Table),
            (one, other) => one.Name.CompareTo(other.Name)
        )
        {
            Told = history => history.Tables,
            FromBody = FactBodyReaders.Table,
        };

    public static FactKind<Policy> Policies { get; } =
        new(
            "policies",
            true,
            draft => draft.Policies,
            fact => FactKeys.Join(fact.Value.Service, fact.Value.Id.ToString("D12", CultureInfo.InvariantCulture)),
            (one, other) =>
            {
                var byService = string.CompareOrdinal(one.Service, other.Service);
                return byService != 0 ? byService : one.Id.CompareTo(other.Id);
            }
        )
        {
            FollowsAtOnce = (stored, next) => stored.Version + 1 == next.Version,
            Earlier = draft => draft.PolicyVersions,
            Since = history => history.PoliciesSince,
            Told = history => history.Policies,
        };

    public static FactKind<SecurityZone> Zones { get; } =
        new(
            "zones",
            true,
            draft => draft.Zones,
            fact => FactKeys.Join(fact.Value.Name),
            By<SecurityZone>(zone => zone.Name)
        );

    public static FactKind<AccessService> Services { get; } =
        new(
            "services",
            true,
            draft => draft.Services,
            fact => FactKeys.Join(fact.Value.Name),
            By<AccessService>(service => service.Name)
        );

    public static FactKind<Classification> Classifications { get; } =
        new("classifications", false, draft => draft.Classifications, fact => KeyOf(fact.Value), ByClassification)
        {
            Told = history => history.Classifications,
            FromBody = FactBodyReaders.Classification,
        };

    public static FactKind<Classification> InferredClassifications { get; } =
        new(
            "inferred-classifications",
            false,
            draft => draft.InferredClassifications,
            fact => KeyOf(fact.Value),
            ByClassification
        )
        {
            FromBody = FactBodyReaders.Classification,
        };

    public static FactKind<TableGroup> TableGroups { get; } =
        new(
            "table-groups",
            false,
            draft => draft.TableGroups,
            fact => FactKeys.Join(fact.Value.Name),
            By<TableGroup>(group => group.Name)
        );

    public static FactKind<Population> Populations { get; } =
        new(
            "populations",
            false,
            draft => draft.Populations,
            fact => FactKeys.Join(fact.Value.Attribute, fact.Value.Name),
            By<Population>(population => population.Attribute, population => population.Name)
        );

    // One audience may be declared again for a later period: the period belongs to the key.
    public static FactKind<IntendedAccess> IntendedAccess { get; } =
        new(
            "intended-access",
            false,
            draft => draft.IntendedAccess,
            fact =>
                FactKeys.Join(
                    fact.Value.Scope,
                    fact.Value.PrincipalOrRule,
                    fact.Value.Purpose,
                    fact.Value.Level,
                    fact.Value.ApprovedBy,
                    fact.Value.ApprovalId,
                    fact.ValidFrom?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
                ),
            By<IntendedAccess>(
                intended => intended.Scope,
                intended => intended.PrincipalOrRule,
                intended => intended.Purpose,
                intended => intended.Level,
                intended => intended.ApprovedBy,
                intended => intended.ApprovalId
            )
        )
        {
            HoldsBack = false,
        };

    public static FactKind<DataOwner> DataOwners { get; } =
        new(
            "data-owners",
            false,
            draft => draft.DataOwners,
            fact => FactKeys.Join(fact.Value.Scope, fact.Value.Identity),
            By<DataOwner>(owner => owner.Scope, owner => owner.Identity)
        );

    public static FactKind<HiveGrant> HiveGrants { get; } =
        new(
            "hive-grants",
            true,
            draft => draft.HiveGrants,
            fact =>
                FactKeys.Join(
                    fact.Value.Database,
                    fact.Value.Table,
                    fact.Value.Column,
                    fact.Value.Partition,
                    fact.Value.Principal.ToString(),
                    fact.Value.Privilege
                ),
            By<HiveGrant>(
                grant => grant.Database,
                grant => grant.Table,
                grant => grant.Column,
                grant => grant.Partition,
                grant => grant.Principal.ToString(),
                grant => grant.Privilege
            )
        )
        {
            CountsWhenEmpty = false,
            Since = history => history.GrantsSince,
        };

    public static FactKind<ViewSources> ViewSources { get; } =
        new(
            "view-sources",
            false,
            draft => draft.ViewSources,
            fact => FactKeys.Join(fact.Value.View.Database, fact.Value.View.Table),
            (one, other) => one.View.CompareTo(other.View)
        )
        {
            CountsWhenEmpty = false,
        };

    public static FactKind<TableStorage> TableStorages { get; } =
        new(
            "table-storages",
            false,
            draft => draft.TableStorages,
            fact => FactKeys.Join(fact.Value.Table.Database, fact.Value.Table.Table),
            (one, other) => one.Table.CompareTo(other.Table)
        )
        {
            CountsWhenEmpty = false,
        };

    // One file system, so one key. What it says of itself decides files only: Hive's answers need no listing.
    public static FactKind<HdfsService> HdfsServices { get; } =
        new("hdfs-services", false, draft => draft.HdfsServices, _ => FactKeys.Join("hdfs"), (_, _) => 0)
        {
            CountsWhenEmpty = false,
        };

    public static FactKind<PathPermission> Paths { get; } =
        new(
            "paths",
            false,
            draft => draft.Paths,
            fact => FactKeys.Join(fact.Value.Path),
            By<PathPermission>(path => path.Path)
        )
        {
            FromBody = FactBodyReaders.Path,
            CountsWhenEmpty = false,
            Told = history => history.Paths,
        };

    public static FactKind<Classification> CatalogueClassifications { get; } =
        new(
            "catalogue-classifications",
            false,
            draft => draft.CatalogueClassifications,
            fact => KeyOf(fact.Value),
            ByClassification
        )
        {
            FromBody = FactBodyReaders.Classification,
            CountsWhenEmpty = false,
        };

    public static FactKind<LineageEdge> LineageEdges { get; } =
        new(
            "lineage-edges",
            false,
            draft => draft.LineageEdges,
            fact =>
                FactKeys.Join(
                    fact.Value.From.Kind.ToString(),
                    fact.Value.From.Name,
                    fact.Value.To.Kind.ToString(),
                    fact.Value.To.Name,
                    fact.Value.Kind.ToString()
                ),
            (one, other) =>
            {
                var byFrom = one.From.CompareTo(other.From);
                var byTo = byFrom != 0 ? byFrom : one.To.CompareTo(other.To);
                return byTo != 0 ? byTo : one.Kind.CompareTo(other.Kind);
            }
        )
        {
            CountsWhenEmpty = false,
        };

    public static FactKind<Dashboard> Dashboards { get; } =
        new(
            "dashboards",
            false,
            draft => draft.Dashboards,
            fact => FactKeys.Join(fact.Value.Id),
            By<Dashboard>(dashboard => dashboard.Id)
        )
        {
            CountsWhenEmpty = false,
        };

    public static FactKind<Classification> LineageClassifications { get; } =
        new(
            "lineage-classifications",
            false,
            draft => draft.LineageClassifications,
            fact => KeyOf(fact.Value),
            ByClassification
        )
        {
            CountsWhenEmpty = false,
        };

    /// <summary>In the order in which they are written and digested.</summary>
    public static ImmutableArray<FactKind> All { get; } =
    [
        Databases,
        Tables,
        Principals,
        Roles,
        Memberships,
        RoleMemberships,
        Services,
        Zones,
        Policies,
        Classifications,
        InferredClassifications,
        TableGroups,
        Populations,
        IntendedAccess,
        DataOwners,
        HiveGrants,
        ViewSources,
        TableStorages,
        HdfsServices,
        Paths,
        CatalogueClassifications,
        LineageEdges,
        Dashboards,
        LineageClassifications,
        .. GovernanceKinds.All,
    ];

    private static int ByPrincipal(Principal one, Principal other) => one.Id.CompareTo(other.Id);

    private static int ByMembership(Membership one, Membership other)
    {
        var byMember = one.Member.CompareTo(other.Member);
        return byMember != 0 ? byMember : one.Container.CompareTo(other.Container);
    }

    private static int ByClassification(Classification one, Classification other)
    {
        var byDatabase = string.CompareOrdinal(one.Resource.Database, other.Resource.Database);
        if (byDatabase != 0)
        {
            return byDatabase;
        }

        var byTable = string.CompareOrdinal(one.Resource.Table, other.Resource.Table);
        var byColumn = byTable != 0 ? byTable : string.CompareOrdinal(one.Resource.Column, other.Resource.Column);
        var byClass = byColumn != 0 ? byColumn : string.CompareOrdinal(one.Class, other.Class);
        var byBasis = byClass != 0 ? byClass : one.Basis.CompareTo(other.Basis);
        return byBasis != 0 ? byBasis : string.CompareOrdinal(one.Instance?.Key(), other.Instance?.Key());
    }

    // Most tags have nothing of their own: their key stays as short as it can be.
    private static string KeyOf(Classification fact) =>
        fact.Instance is { } instance
            ? FactKeys.Join(
                fact.Resource.Database,
                fact.Resource.Table,
                fact.Resource.Column,
                fact.Class,
                fact.Basis.ToString(),
                instance.Key()
            )
            : FactKeys.Join(
                fact.Resource.Database,
                fact.Resource.Table,
                fact.Resource.Column,
                fact.Class,
                fact.Basis.ToString()
            );

    private static Comparison<T> By<T>(params Func<T, string?>[] parts) =>
        (one, other) =>
        {
            foreach (var part in parts)
            {
                var order = string.CompareOrdinal(part(one), part(other));
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        };
}
