using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>
/// Which tables edits can reach: at least those whose readers they change. A change and its inverse are both added, so that what was
/// before and what comes after are looked at alike.
/// </summary>
internal sealed class ChangeReach(ChangeGround ground, FactsEditor edited, MembershipClosure closureAfter)
{
    private readonly HashSet<TableName> _tables = [];
    private readonly HashSet<long> _policies = [];
    private readonly HashSet<PrincipalId> _containers = [];
    private readonly HashSet<Policy> _named = new(ReferenceEqualityComparer.Instance);

    /// <summary>Everything has to be decided anew.</summary>
    internal bool IsWhole { get; private set; } =
        (ground.Facts.Service?.Authorizer ?? Authorizer.Ranger) != Authorizer.Ranger || !ground.HasDistinctPolicies;

    internal IReadOnlyCollection<TableName> Tables => _tables;

    internal void Add(Change change)
    {
        switch (change)
        {
            case PolicyChange policy:
                AddPolicy(policy.PolicyId);
                break;
            case PolicyEnabledChange policy:
                AddPolicy(policy.PolicyId);
                break;
            case ItemChange item:
                AddPolicy(item.PolicyId);
                break;
            case ItemPrincipalChange item:
                AddPolicy(item.PolicyId);
                break;
            case MembershipChange membership:
                AddContainer(membership.Membership.Container);
                break;
            case RoleChange role:
                AddContainer(role.Id);
                break;
            case TagChange tag:
                AddResource(tag.Tag.Resource);
                break;
            case ZoneChange zone:
                AddZone(zone.Name);
                break;
            case ZoneResourceChange zone:
                AddZone(zone.Zone);
                break;
            case OwnerChange owner:
                AddOwned(owner.Resource);
                break;
            case TableChange table:
                _tables.Add(table.Name);
                break;
            default:
                throw new ArgumentException($"A {change.GetType().Name} is no kind of change.", nameof(change));
        }
    }

    /// <summary>The facts after, as far as they bear on the tables reached; who is in what, the closure says.</summary>
    internal EstateFacts Excerpt()
    {
        var after = edited.Sparse;
        var tables = Excerpted(after, _tables.Order());
        var relevant = new RelevantPolicies(ground, edited, _policies);
        return after with
        {
            Databases = [],
            Tables = tables,
            Classifications =
                after.Classifications == ground.Facts.Classifications ? [.. TagsOn(tables)] : after.Classifications,
            Policies = relevant.For(tables),
            TableGroups = [],
            Populations = [],
        };
    }

    // Which policy stands behind an id may change more than once in a set; what was and what will be are all that counts.
    private void AddPolicy(long id)
    {
        if (_policies.Add(id))
        {
            AddTables(ground.FindPolicy(id));
            AddTables(edited.FindPolicy(id));
        }
    }

    private void AddTables(Policy? policy)
    {
        if (policy is null || policy.Type == PolicyType.Audit)
        {
            return;
        }

        if (policy.IsTagPolicy)
        {
            // Tags that the change set itself moves have their tables reached already.
            foreach (var tag in ground.Facts.Classifications)
            {
                if (tag.Basis == ClassificationBasis.Import && CompiledPolicy.MatchesTag(policy, tag.Class))
                {
                    AddResource(tag.Resource);
                }
            }

            return;
        }

        foreach (var resource in policy.Resources)
        {
            AddTables(ResourceMatcher.Create(resource, ground.Accounts));
            if (policy.Type != PolicyType.Access)
            {
                AddTables(ResourceMatcher.Create(resource, ground.Accounts, ["database", "table", "column"]));
            }
        }
    }

    private void AddTables(ResourceMatcher? resource)
    {
        if (resource?.Table is not { } level)
        {
            return; // a function, or a database alone: says nothing on tables
        }

        foreach (var database in resource.Database.Literals ?? ground.Databases)
        {
            if (level.Literals is { } names)
            {
                foreach (var name in names)
                {
                    AddIfMatching(resource, ground.Find(new(database, name)));
                }

                continue;
            }

            foreach (var table in ground.TablesOf(database))
            {
                AddIfMatching(resource, table);
            }
        }
    }

    private void AddIfMatching(ResourceMatcher resource, TableResource? table)
    {
        if (table is not null && resource.Match(ResourceName.Of(table.Name), table.Creator).Type.CountsForVisibility())
        {
            _tables.Add(table.Name);
        }
    }

    private void AddResource(ResourceName resource)
    {
        if (resource.Table is not null)
        {
            AddKnown(new(resource.Database, resource.Table));
            return;
        }

        foreach (var table in ground.TablesOf(resource.Database))
        {
            _tables.Add(table.Name);
        }
    }

    // A database's creator answers for the database alone.
    private void AddOwned(ResourceName resource)
    {
        if (resource.Table is not null)
        {
            AddKnown(new(resource.Database, resource.Table));
        }
    }

    // A tag may stand on a table that is not there; one that comes with the set is reached by coming.
    private void AddKnown(TableName table)
    {
        if (ground.Find(table) is not null)
        {
            _tables.Add(table);
        }
    }

    private void AddZone(string name)
    {
        foreach (
            var resource in ground
                .Facts.Zones.Concat(edited.Sparse.Zones)
                .Where(zone => zone.Name == name)
                .SelectMany(zone => zone.Resources)
        )
        {
            if (ResourceMatcher.Create(resource, ground.Accounts) is not { } matcher)
            {
                continue;
            }

            foreach (var database in matcher.Database.Literals ?? ground.Databases)
            {
                foreach (var table in ground.TablesOf(database))
                {
                    if (matcher.Match(ResourceName.Of(table.Name), null).Type != MatchKind.None)
                    {
                        _tables.Add(table.Name);
                    }
                }
            }
        }
    }

    private void AddContainer(PrincipalId container)
    {
        foreach (var changed in Above(container))
        {
            if (ground.Closure.Members(changed).Equals(closureAfter.Members(changed)))
            {
                continue;
            }

            IsWhole |=
                changed.Namespace == PrincipalNamespace.Group
                && ground.Facts.Service is { } service
                && service.SuperGroups.Contains(changed.Name);
            // Their items mean other people, though nobody edited them.
            foreach (var policy in ground.PoliciesNaming(changed).Concat(ground.Personal))
            {
                if (!_policies.Contains(policy.Id) && _named.Add(policy))
                {
                    AddTables(policy);
                }
            }
        }
    }

    // The container and all that it is in, before or after.
    private IEnumerable<PrincipalId> Above(PrincipalId container)
    {
        if (!_containers.Add(container))
        {
            return [];
        }

        return ground
            .Closure.ContainersWithOrigin(container)
            .Keys.Concat(closureAfter.ContainersWithOrigin(container).Keys)
            .Where(above => !above.IsEveryone && _containers.Add(above))
            .Prepend(container)
            .ToArray();
    }

    private IEnumerable<Classification> TagsOn(ImmutableArray<TableResource> tables) =>
        tables
            .SelectMany(table => ground.Tags.OnTable(table.Name))
            .Concat(
                tables
                    .Select(table => table.Name.Database)
                    .Distinct(StringComparer.Ordinal)
                    .SelectMany(ground.Tags.OnDatabase)
            );

    private ImmutableArray<TableResource> Excerpted(EstateFacts after, IEnumerable<TableName> names)
    {
        if (after.Tables == ground.Facts.Tables)
        {
            return [.. names.Select(ground.Find).OfType<TableResource>()];
        }

        var byName = after.Tables.ToDictionary(table => table.Name);
        return [.. names.Select(byName.GetValueOrDefault).OfType<TableResource>()];
    }
}
