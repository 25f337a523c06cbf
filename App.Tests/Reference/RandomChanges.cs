using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Change sets of every kind for a random estate. Some of their edits do not fit: those are found by applying them.</summary>
internal sealed class RandomChanges(EstateFacts facts, RandomEstate random, EstateFacts other)
{
    private static readonly ChangeOperation[] s_operations = [ChangeOperation.Add, ChangeOperation.Remove];

    /// <summary>Up to <paramref name="most"/> edits that fit one after the other; empty where none did.</summary>
    internal ChangeSet Fitting(int most)
    {
        var fitting = new ChangeSet([]);
        for (var attempts = 0; attempts < most * 4 && fitting.Changes.Length < most; attempts++)
        {
            var longer = new ChangeSet(fitting.Changes.Add(One()));
            fitting = longer.ApplyTo(facts).Problems.IsEmpty ? longer : fitting;
        }

        return fitting;
    }

    internal Change One() =>
        random.Pick(
            new Func<Change>[]
            {
                ItemPrincipal,
                ItemPrincipal,
                Item,
                Policy,
                Enabled,
                Membership,
                Membership,
                Role,
                Tag,
                Zone,
                ZoneResource,
                Owner,
                Table,
            }
        )();

    private Change ItemPrincipal()
    {
        var (policy, list) = PolicyAndList();
        var items = policy.Items(list);
        var named = items.SelectMany(Named).ToArray();
        return named.Length > 0 && random.Chance(50)
            ? new ItemPrincipalChange(
                ChangeOperation.Remove,
                policy.Id,
                list,
                null,
                random.Pick(named),
                random.Chance(20) ? "select" : null
            )
            : new ItemPrincipalChange(
                ChangeOperation.Add,
                policy.Id,
                list,
                items.Length == 0 || random.Chance(30) ? null : 0,
                random.Chance(30) ? PrincipalId.Everyone : random.Pick(facts.Principals).Id
            );
    }

    private Change Item()
    {
        var (policy, list) = PolicyAndList();
        var items = policy.Items(list);
        var donors = other.Policies.SelectMany(donor => donor.AllowItems.AddRange(donor.DenyItems)).ToArray();
        return donors.Length > 0 && random.Chance(60)
            ? new ItemChange(ChangeOperation.Add, policy.Id, list, random.Chance(50) ? 0 : null, random.Pick(donors))
            : new ItemChange(ChangeOperation.Remove, policy.Id, list, random.Pick(Positions(items.Length)), null);
    }

    private Change Policy()
    {
        var donor = random.Pick(other.Policies);
        return random.Chance(40) ? PolicyChange.Delete(random.Pick(facts.Policies).Id)
            : random.Chance(50)
                ? PolicyChange.Put(
                    donor with
                    {
                        Id = random.Chance(30) ? 0 : 1000 + donor.Id,
                        Service = random.Chance(50) ? "" : donor.Service,
                    }
                )
            : PolicyChange.Put(donor with { Id = random.Pick(facts.Policies).Id });
    }

    private Change Enabled() => new PolicyEnabledChange(random.Pick(s_operations), random.Pick(facts.Policies).Id);

    private Change Membership() =>
        facts.Memberships.Length > 0 && random.Chance(50)
            ? new MembershipChange(ChangeOperation.Remove, random.Pick(facts.Memberships))
            : new MembershipChange(
                ChangeOperation.Add,
                new(random.Pick(facts.Principals).Id, random.Pick(facts.Principals).Id)
            );

    private Change Role() =>
        random.Chance(70)
            ? new RoleChange(ChangeOperation.Remove, random.Pick(new[] { "r1", "r2", "r3" }))
            : new RoleChange(ChangeOperation.Add, "r9", random.Chance(50) ? "ninth" : null);

    private Change Tag()
    {
        if (facts.Classifications.Length > 0 && random.Chance(40))
        {
            return new TagChange(ChangeOperation.Remove, random.Pick(facts.Classifications));
        }

        var name = random.Pick(new[] { "PII", "pii", "PCI", "OLD" });
        var basis = random.Chance(85) ? ClassificationBasis.Import : ClassificationBasis.Owner;
        if (facts.Tables.IsEmpty || random.Chance(20))
        {
            return new TagChange(ChangeOperation.Add, new(new(random.Pick(facts.Databases).Name), name, basis));
        }

        var table = random.Pick(facts.Tables);
        var column = table.Columns.Length > 0 && random.Chance(60) ? random.Pick(table.Columns).Name : null;
        return new TagChange(ChangeOperation.Add, new(ResourceName.Of(table.Name, column), name, basis));
    }

    private Change Zone()
    {
        if (facts.Zones.Length > 0 && random.Chance(40))
        {
            return new ZoneChange(ChangeOperation.Remove, random.Pick(facts.Zones).Name, null);
        }

        var name = random.Pick(new[] { "z1", "z2", "z3" });
        return new ZoneChange(ChangeOperation.Add, name, new(name, [ZonedResource()], random.Chance(50)));
    }

    private Change ZoneResource()
    {
        var zone = facts.Zones.Length > 0 ? random.Pick(facts.Zones) : new("z1", [], false);
        return zone.Resources.Length > 0 && random.Chance(40)
            ? new ZoneResourceChange(ChangeOperation.Remove, zone.Name, random.Pick(zone.Resources))
            : new ZoneResourceChange(ChangeOperation.Add, zone.Name, ZonedResource());
    }

    private Change Owner()
    {
        var resource =
            facts.Tables.Length > 0 && random.Chance(85)
                ? ResourceName.Of(random.Pick(facts.Tables).Name)
                : new ResourceName(random.Pick(facts.Databases).Name);
        return random.Chance(30)
            ? new OwnerChange(ChangeOperation.Remove, resource, null)
            : new OwnerChange(ChangeOperation.Add, resource, random.Pick(facts.Principals).Id.Name);
    }

    private Change Table()
    {
        if (facts.Tables.Length > 0 && random.Chance(40))
        {
            return new TableChange(ChangeOperation.Remove, random.Pick(facts.Tables).Name, null);
        }

        var donors = other.Tables.IsEmpty ? [Facts.Table("sales.orders", ["id", "ssn"], "ann")] : other.Tables;
        var donor = random.Pick(donors);
        return new TableChange(ChangeOperation.Add, donor.Name, donor);
    }

    private (Policy Policy, PolicyItemList List) PolicyAndList() =>
        (random.Pick(facts.Policies), random.Pick(Enum.GetValues<PolicyItemList>()));

    private PolicyResource ZonedResource() =>
        Facts.Resource(random.Pick(new[] { "sales", "sales.orders", "hr.*", "*.pay", "sales.orders.id", "ann.*.*" }));

    private static int[] Positions(int length) => [.. Enumerable.Range(0, Math.Max(1, length))];

    private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
        item
            .Groups.Select(PrincipalId.Group)
            .Concat(item.Users.Select(PrincipalId.Login))
            .Concat(item.Roles.Select(PrincipalId.Role));
}
