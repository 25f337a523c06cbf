using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>
/// What the new snapshot will believe, as far as its quality is judged: what the import says, and where it says nothing, what the newest
/// snapshot believes. An import of logs alone is thus judged by the estate that stands.
/// </summary>
internal sealed record QualityFacts
{
    private static readonly string[] s_estateKinds =
    [
        "principals",
        "roles",
        "memberships",
        "role-memberships",
        "tables",
        "databases",
        "policies",
        "hive-grants",
        "classifications",
        "inferred-classifications",
        "paths",
        "view-sources",
        "lineage-edges",
        "catalogue-classifications",
        "table-groups",
    ];

    private static readonly string[] s_classKinds =
    [
        "tables",
        "classifications",
        "inferred-classifications",
        "catalogue-classifications",
        "view-sources",
        "lineage-edges",
    ];

    private static readonly string[] s_recordKinds =
    [
        "intended-access",
        "data-owners",
        "access-exceptions",
        "waivers",
        "approvals",
        "commitments",
        "retention-rules",
        "data-zones",
        "storage-costs",
        "log-coverages",
        "change-events",
    ];

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The import brings something that classes carried along lineage hang on.</summary>
    public required bool SpeaksOfClasses { get; init; }

    public required Authorizer Authorizer { get; init; }

    /// <summary>Of the newest snapshot: for parts that only its own sources could tell.</summary>
    public required DataQuality? Before { get; init; }

    /// <summary>Logs believed before this import's own are read.</summary>
    public required AuditTrace Logs { get; init; }

    /// <summary>Logins and groups.</summary>
    public required ImmutableArray<Principal> Principals { get; init; }

    public required ImmutableArray<Principal> Roles { get; init; }

    public required ImmutableArray<Membership> Memberships { get; init; }

    public required ImmutableArray<Membership> RoleMemberships { get; init; }

    public required ImmutableArray<DatabaseResource> Databases { get; init; }

    public required ImmutableArray<TableResource> Tables { get; init; }

    public required ImmutableArray<Policy> Policies { get; init; }

    public required ImmutableArray<HiveGrant> Grants { get; init; }

    public required long Paths { get; init; }

    /// <summary>Of every basis, but without what we carry along lineage ourselves.</summary>
    public required ImmutableArray<Classification> Classifications { get; init; }

    public required ImmutableArray<ViewSources> Views { get; init; }

    public required ImmutableArray<LineageEdge> Lineage { get; init; }

    public required ImmutableArray<TableGroup> TableGroups { get; init; }

    public required ImmutableArray<Period<IntendedAccess>> IntendedAccess { get; init; }

    public required ImmutableArray<Period<AccessException>> Exceptions { get; init; }

    public required ImmutableArray<Period<LogCoverage>> Coverages { get; init; }

    public required ImmutableArray<DataOwner> Owners { get; init; }

    public required ImmutableArray<ChangeEvent> Changes { get; init; }

    /// <summary>Of the other records that are bound to a scope.</summary>
    public required ImmutableArray<(string Kind, string Scope)> OtherScopes { get; init; }

    public static async Task<QualityFacts> GatherAsync(
        FactStore store,
        Snapshot? newest,
        SnapshotDraft draft,
        Authorizer? standing,
        CancellationToken cancellationToken
    )
    {
        var found = draft.Counts();
        // Loading takes a second at full size: only where something stands in.
        var estate =
            newest is not null && StandsIn(s_estateKinds)
                ? await store.LoadAsync(newest, newest.TakenAt, cancellationToken)
                : null;
        var records =
            newest is not null && StandsIn(s_recordKinds)
                ? await store.GovernanceAsync(newest, cancellationToken)
                : null;
        var logs = newest is null ? AuditTrace.Empty : await store.AuditTraceAsync(newest, cancellationToken);
        var isRole = (PrincipalId id) => id.Namespace == PrincipalNamespace.Role;
        var governance = draft.Governance;
        return new()
        {
            TakenAt = draft.TakenAt,
            SpeaksOfClasses = s_classKinds.Any(found.ContainsKey),
            Authorizer = draft.Authorizer ?? standing ?? Authorizer.Ranger,
            Before = newest?.Quality,
            Logs = logs,
            Principals = Of(draft.Principals, () => estate?.Principals.Where(one => !isRole(one.Id))),
            Roles = Of(draft.Roles, () => estate?.Principals.Where(one => isRole(one.Id))),
            Memberships = Of(draft.Memberships, () => estate?.Memberships.Where(one => !isRole(one.Container))),
            RoleMemberships = Of(draft.RoleMemberships, () => estate?.Memberships.Where(one => isRole(one.Container))),
            Databases = Of(draft.Databases, () => estate?.Databases),
            Tables = Of(draft.Tables, () => estate?.Tables),
            Policies = Of(draft.Policies, () => estate?.Policies),
            Grants = Of(draft.HiveGrants, () => estate?.HiveGrants),
            Paths = draft.Paths.IsDefault ? estate?.Paths.Length ?? 0 : draft.Paths.Length,
            Classifications =
            [
                .. Of(draft.Classifications, () => Classes(estate, ClassificationBasis.Import)),
                .. Of(
                    draft.CatalogueClassifications,
                    () => Classes(estate, ClassificationBasis.Catalogue, ClassificationBasis.Lineage)
                ),
                .. Of(draft.InferredClassifications, () => Classes(estate, ClassificationBasis.Rule)),
            ],
            Views = Of(draft.ViewSources, () => estate?.ViewSources),
            Lineage = Of(draft.LineageEdges, () => estate?.LineageEdges),
            TableGroups = Of(draft.TableGroups, () => estate?.TableGroups),
            IntendedAccess = Periods.Of(draft.IntendedAccess, records?.IntendedAccess),
            Exceptions = Periods.Of(governance.AccessExceptions, records?.AccessExceptions),
            Coverages = Periods.Of(governance.LogCoverages, records?.LogCoverages),
            Owners = Values(Periods.Of(draft.DataOwners, records?.DataOwners)),
            Changes = Values(Periods.Of(governance.ChangeEvents, records?.ChangeEvents)),
            OtherScopes =
            [
                .. Values(Periods.Of(governance.Waivers, records?.Waivers)).Select(one => ("waiver", one.Scope)),
                .. Values(Periods.Of(governance.Approvals, records?.Approvals)).Select(one => ("approval", one.Scope)),
                .. Values(Periods.Of(governance.Commitments, records?.Commitments))
                    .Select(one => ("commitment", one.Scope)),
                .. Values(Periods.Of(governance.RetentionRules, records?.RetentionRules))
                    .Select(one => ("retention rule", one.Scope)),
                .. Values(Periods.Of(governance.DataZones, records?.DataZones)).Select(one => ("data zone", one.Scope)),
                .. Values(Periods.Of(governance.StorageCosts, records?.StorageCosts))
                    .Select(one => ("cost", one.Scope)),
            ],
        };

        bool StandsIn(string[] kinds) =>
            kinds.Any(kind => !found.ContainsKey(kind) && newest!.Counts.GetValueOrDefault(kind) > 0);
    }

    private static IEnumerable<Classification>? Classes(EstateFacts? estate, params ClassificationBasis[] bases) =>
        // What we carried along lineage ourselves is made anew.
        estate?.Classifications.Where(one => bases.Contains(one.Basis) && one.Origin is null);

    private static ImmutableArray<T> Of<T>(ImmutableArray<DatedFact<T>> found, Func<IEnumerable<T>?> believed) =>
        found.IsDefault ? [.. believed() ?? []] : [.. found.Select(fact => fact.Value)];

    private static ImmutableArray<T> Values<T>(ImmutableArray<Period<T>> periods) =>
        [.. periods.Select(period => period.Value)];
}
