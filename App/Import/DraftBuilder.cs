using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Directory;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Import;

/// <summary>Joins what the importers of one run gathered into one draft.</summary>
/// <param name="newest">The newest snapshot; null before the first.</param>
/// <param name="standing">What decides, as the newest snapshot believes.</param>
internal sealed class DraftBuilder(SourceFolder sources, ImportLedger ledger, Snapshot? newest, Authorizer? standing)
{
    public SnapshotDraft Build(ImportRequest request, DateTimeOffset takenAt, CancellationToken cancellationToken)
    {
        var ranger = sources.Ranger;
        var hasPeople = sources.Directory.WasRead || ranger.UserStore.WasRead;
        var tables = sources.Hive.Tables();
        var authorizer = AuthorizerChoice.Of(request.Authorizer, sources, newest, ledger);
        var (roles, roleMemberships) = Roles(authorizer ?? standing);
        return new()
        {
            TakenAt = takenAt,
            IsDemo = request.IsDemo,
            Quality = new([]),
            Principals = hasPeople ? Principals() : default,
            Roles = roles,
            Memberships = hasPeople ? Memberships() : default,
            RoleMemberships = roleMemberships,
            Databases = sources.Hive.Databases(),
            Tables = tables,
            Policies = ranger.Policies.WereRead ? ranger.Policies.Policies : default,
            PolicyVersions = ranger.Policies.Versions,
            Zones = ranger.Policies.ZonesWereRead ? ranger.Policies.Zones : default,
            Services = Service(authorizer) is { } service ? [service] : default,
            HiveGrants = sources.Grants.GrantsWereRead ? sources.Grants.Grants : default,
            ViewSources = sources.Hive.Views,
            TableStorages = sources.Hive.Storages,
            HdfsServices = sources.Hdfs.Services,
            Paths = sources.Hdfs.Paths,
            Classifications = ranger.Tags.WereRead ? ranger.Tags.Of(ranger.Policies.ServiceName) : default,
            InferredClassifications = tables.IsDefault ? default : Infer(tables, cancellationToken),
            CatalogueClassifications = Catalogue(),
            LineageEdges = sources.Lineage.Edges,
            Dashboards = sources.Lineage.Dashboards,
            TableGroups = sources.Governance.TableGroups,
            Populations = sources.Governance.Populations,
            IntendedAccess = sources.Governance.IntendedAccess,
            DataOwners = sources.Governance.DataOwners,
            Governance = sources.Governance.Records.Draft(),
            Sources = ledger.Sources, // last: what was accepted may be withdrawn until here
        };
    }

    /// <summary>
    /// Atlas's classes. Ranger decides by the tags that Ranger has: where those were imported, now or before, a class that only Atlas gives drives no
    /// policy. Where they were not, Atlas's given classes stand in for them.
    /// </summary>
    private ImmutableArray<DatedFact<Classification>> Catalogue()
    {
        var found = sources.Lineage.Classifications;
        if (found.IsDefault)
        {
            return default;
        }

        var knowsTags = sources.Ranger.Tags.WereRead || newest?.Counts.GetValueOrDefault("classifications") > 0;
        var given = found.Count(entry => entry.Fact.Basis == ClassificationBasis.Import);
        if (given > 0)
        {
            ledger.Warn(
                knowsTags
                    ? $"{given} classes of Atlas name what the data is; policies on tags go by Ranger's own tags."
                    : $"Ranger's own tags were not imported: {given} classes of Atlas stand in for them, without those that came over by lineage."
            );
        }

        return
        [
            .. found
                .Select(entry =>
                    knowsTags && entry.Fact.Basis == ClassificationBasis.Import
                        ? entry with
                        {
                            Fact = entry.Fact with { Basis = ClassificationBasis.Catalogue },
                        }
                        : entry
                )
                .Select(entry => new DatedFact<Classification>(entry.Fact, Source: entry.File)),
        ];
    }

    /// <summary>What decides, as a fact; null where the newest snapshot's stands.</summary>
    private DatedFact<AccessService>? Service(Authorizer? authorizer) =>
        authorizer is not { } decides ? null
        : decides == Authorizer.Ranger ? WithAttributes(sources.Ranger.Policies.Service)
        : new(AccessService.Of(decides));

    // Conditions and expressions of the service's policies ask for them.
    private DatedFact<AccessService>? WithAttributes(DatedFact<AccessService>? service) =>
        service is { } known && sources.Ranger.UserStore.Attributes is { } attributes
            ? known with
            {
                Value = known.Value with { Attributes = attributes },
            }
            : service;

    /// <summary>The roles of whatever decides: Ranger and the metastore have roles of their own, which are not the same.</summary>
    private (ImmutableArray<DatedFact<Principal>>, ImmutableArray<DatedFact<Membership>>) Roles(Authorizer? authorizer)
    {
        if (authorizer is Authorizer.SqlStandard or Authorizer.Legacy)
        {
            var grants = sources.Grants;
            return grants.RolesWereRead ? (grants.Roles, grants.Memberships) : (default, default);
        }

        var ranger = sources.Ranger.Roles;
        return ranger.WereRead ? (ranger.Roles, ranger.Memberships) : (default, default);
    }

    /// <summary>The directory's accounts and groups, then those that only Ranger's user store knows.</summary>
    private ImmutableArray<DatedFact<Principal>> Principals()
    {
        var principals = sources.Directory.Principals();
        var known = principals.Select(fact => fact.Value.Id).ToHashSet();
        var others = sources.Ranger.UserStore.Principals.Where(entry => !known.Contains(entry.Key)).ToArray();
        if (sources.Directory.WasRead && others.Any(entry => entry.Key.Namespace == PrincipalNamespace.Login))
        {
            var count = others.Count(entry => entry.Key.Namespace == PrincipalNamespace.Login);
            ledger.Warn(
                $"{count} logins of Ranger's user store are unknown to the directory; nothing but their groups is known of them."
            );
        }

        return
        [
            .. principals,
            .. others.Select(entry => new DatedFact<Principal>(FromStore(entry.Key), Source: entry.Value)),
        ];
    }

    // The directory's are sorted, and may be a million: whether one is there is looked up in place.
    private ImmutableArray<DatedFact<Membership>> Memberships()
    {
        var known = sources.Directory.Memberships;
        var order = Comparer<DatedFact<Membership>>.Create((one, other) => AccountMerge.Order(one.Value, other.Value));
        var others = sources.Ranger.UserStore.Memberships.Where(fact => known.BinarySearch(fact, order) < 0).ToArray();
        return others.Length == 0 ? known : known.AddRange(others);
    }

    private ImmutableArray<DatedFact<Classification>> Infer(
        ImmutableArray<DatedFact<TableResource>> tables,
        CancellationToken cancellationToken
    )
    {
        var inferred = ImmutableArray.CreateBuilder<DatedFact<Classification>>();
        foreach (var table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var classification in ClassificationRules.Classify(table.Value))
            {
                // A table made since the newest snapshot carried its classes from its beginning; an older one may have got them with a new column.
                var from = newest is null || table.ValidFrom > newest.TakenAt ? table.ValidFrom : null;
                inferred.Add(new(classification, from, Source: table.Source));
            }
        }

        return inferred.ToImmutable();
    }

    private static Principal FromStore(PrincipalId id) =>
        id.Namespace switch
        {
            PrincipalNamespace.Login => new(id, PrincipalKind.User, Person: new(id.Name)),
            PrincipalNamespace.Group => new(id, PrincipalKind.Group),
            PrincipalNamespace.Role => new(id, PrincipalKind.Role),
        };
}
