using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Takes facts away one by one for as long as the failure stays, until nothing more can go.</summary>
internal static class Shrinker
{
    internal static EstateFacts Smallest(EstateFacts facts, Func<EstateFacts, bool> fails)
    {
        for (var shrunk = true; shrunk; )
        {
            shrunk = false;
            foreach (var step in s_steps)
            {
                // A step that helped is tried again, from the shrunken facts on.
                for (
                    var next = step(facts).FirstOrDefault(fails);
                    next is not null;
                    next = step(facts).FirstOrDefault(fails)
                )
                {
                    facts = next;
                    shrunk = true;
                }
            }
        }

        return facts;
    }

    private static readonly ImmutableArray<Func<EstateFacts, IEnumerable<EstateFacts>>> s_steps =
    [
        facts => Halves(facts.Policies).Select(policies => facts with { Policies = policies }),
        facts => Halves(facts.Tables).Select(tables => facts with { Tables = tables }),
        facts => Halves(facts.Principals).Select(principals => facts with { Principals = principals }),
        facts => Without(facts.Policies).Select(policies => facts with { Policies = policies }),
        facts => Without(facts.Tables).Select(tables => facts with { Tables = tables }),
        facts => Without(facts.Principals).Select(principals => facts with { Principals = principals }),
        facts => Without(facts.Memberships).Select(edges => facts with { Memberships = edges }),
        facts => Without(facts.Classifications).Select(tags => facts with { Classifications = tags }),
        facts => Without(facts.Zones).Select(zones => facts with { Zones = zones }),
        facts => Without(facts.Databases).Select(databases => facts with { Databases = databases }),
        facts => Without(facts.TableGroups).Select(groups => facts with { TableGroups = groups }),
        facts => Without(facts.Populations).Select(populations => facts with { Populations = populations }),
        facts => Each(facts.Zones, Smaller).Select(zones => facts with { Zones = zones }),
        facts => Each(facts.Tables, Smaller).Select(tables => facts with { Tables = tables }),
        facts => Each(facts.Databases, Smaller).Select(databases => facts with { Databases = databases }),
        facts => Each(facts.Principals, Smaller).Select(principals => facts with { Principals = principals }),
        facts => Each(facts.Policies, Smaller).Select(policies => facts with { Policies = policies }),
        facts => Each(facts.Classifications, Smaller).Select(tags => facts with { Classifications = tags }),
        facts => facts.Service is { } service ? Smaller(service).Select(less => facts with { Service = less }) : [],
    ];

    private static IEnumerable<Policy> Smaller(Policy policy)
    {
        IEnumerable<Policy> smaller =
        [
            .. Without(policy.AllowItems).Select(items => policy with { AllowItems = items }),
            .. Without(policy.DenyItems).Select(items => policy with { DenyItems = items }),
            .. Without(policy.AllowExceptions).Select(items => policy with { AllowExceptions = items }),
            .. Without(policy.DenyExceptions).Select(items => policy with { DenyExceptions = items }),
            .. Without(policy.MaskOrFilterItems).Select(items => policy with { MaskOrFilterItems = items }),
            .. Without(policy.Resources).Where(left => !left.IsEmpty).Select(left => policy with { Resources = left }),
            .. Without(policy.Schedules).Select(schedules => policy with { Schedules = schedules }),
            .. Without(policy.Conditions).Select(conditions => policy with { Conditions = conditions }),
            .. Each(policy.AllowItems, Smaller).Select(items => policy with { AllowItems = items }),
            .. Each(policy.DenyItems, Smaller).Select(items => policy with { DenyItems = items }),
            .. Each(policy.AllowExceptions, Smaller).Select(items => policy with { AllowExceptions = items }),
            .. Each(policy.DenyExceptions, Smaller).Select(items => policy with { DenyExceptions = items }),
            .. Each(policy.MaskOrFilterItems, Smaller).Select(items => policy with { MaskOrFilterItems = items }),
            .. Each(policy.Resources, Smaller).Select(resources => policy with { Resources = resources }),
            .. Each(policy.Schedules, Smaller).Select(schedules => policy with { Schedules = schedules }),
            policy with
            {
                Priority = 0,
            },
            policy with
            {
                IsDenyAllElse = false,
            },
            policy with
            {
                ZoneName = null,
            },
            policy with
            {
                Name = $"p{policy.Id}",
            },
        ];
        return smaller.Where(less => less != policy);
    }

    private static IEnumerable<PolicyItem> Smaller(PolicyItem item) =>
        [
            .. Without(item.Users).Select(users => item with { Users = users }),
            .. Without(item.Groups).Select(groups => item with { Groups = groups }),
            .. Without(item.Roles).Select(roles => item with { Roles = roles }),
            .. Without(item.Accesses).Select(accesses => item with { Accesses = accesses }),
            .. Without(item.Conditions).Select(conditions => item with { Conditions = conditions }),
        ];

    private static IEnumerable<PolicyResource> Smaller(PolicyResource resource) =>
        resource.Levels.SelectMany(level =>
            Without(level.Value.Values)
                .Where(values => !values.IsEmpty)
                .Select(values => level.Value with { Values = values })
                .Concat(level.Value.IsExcludes ? [level.Value with { IsExcludes = false }] : [])
                .Select(values => new PolicyResource(resource.Levels.SetItem(level.Key, values)))
        );

    private static IEnumerable<ValiditySchedule> Smaller(ValiditySchedule schedule) =>
        Without(schedule.Recurrences).Select(recurrences => schedule with { Recurrences = recurrences });

    private static IEnumerable<SecurityZone> Smaller(SecurityZone zone) =>
        [
            .. Without(zone.Resources).Where(left => !left.IsEmpty).Select(left => zone with { Resources = left }),
            .. Each(zone.Resources, Smaller).Select(resources => zone with { Resources = resources }),
            .. zone.HasTagService ? [zone with { HasTagService = false }] : Array.Empty<SecurityZone>(),
        ];

    private static IEnumerable<TableResource> Smaller(TableResource table) =>
        [
            .. Without(table.Columns).Select(columns => table with { Columns = columns }),
            .. table.Creator is null ? Array.Empty<TableResource>() : [table with { Creator = null }],
        ];

    private static IEnumerable<DatabaseResource> Smaller(DatabaseResource database) =>
        database.Creator is null ? [] : [database with { Creator = null }];

    // A disabled account is no smaller than an enabled one, a person without attributes is.
    private static IEnumerable<Principal> Smaller(Principal principal) =>
        principal.Person is { } person && person != new PersonAttributes(person.IdentityKey)
            ? [principal with { Person = new(person.IdentityKey) }]
            : [];

    private static IEnumerable<Classification> Smaller(Classification tag) =>
        tag.Instance is not { } instance
            ? []
            :
            [
                tag with
                {
                    Instance = null,
                },
                .. Without(instance.Attributes)
                    .Select(left => tag with { Instance = instance with { Attributes = left } }),
                .. Without(instance.ValidityPeriods)
                    .Select(left => tag with { Instance = instance with { ValidityPeriods = left } }),
            ];

    private static IEnumerable<AccessService> Smaller(AccessService service) =>
        [
            .. service.Attributes is { } attributes
                ? Without(attributes).Select(left => service with { Attributes = left })
                : [],
            .. Without(service.SuperUsers).Select(users => service with { SuperUsers = users }),
            .. Without(service.SuperGroups).Select(groups => service with { SuperGroups = groups }),
        ];

    private static IEnumerable<ImmutableArray<T>> Halves<T>(ImmutableArray<T> all) =>
        all.Length < 4 ? [] : [all[..(all.Length / 2)], all[(all.Length / 2)..]];

    private static IEnumerable<ImmutableArray<T>> Without<T>(ImmutableArray<T> all) =>
        Enumerable.Range(0, all.Length).Select(all.RemoveAt);

    private static IEnumerable<ImmutableArray<T>> Each<T>(ImmutableArray<T> all, Func<T, IEnumerable<T>> smaller) =>
        Enumerable.Range(0, all.Length).SelectMany(at => smaller(all[at]).Select(less => all.SetItem(at, less)));
}
