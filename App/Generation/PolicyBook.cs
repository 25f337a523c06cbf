using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>All policies of the Hive service, its tag service and its zone, numbered in the order they were made.</summary>
internal sealed class PolicyBook
{
    public const string HiveService = "warehouse_hive";
    public const string TagService = "warehouse_tag";
    public const string Zone = "finance_close";

    /// <summary>The misconfiguration that the story is about.</summary>
    public const string OffendingName = "telemetry-platform default read";

    /// <summary>Where the item for everyone stands in its policy's allow list, from 0.</summary>
    public const int OffendingItem = 1;

    /// <summary>Named by a policy, known to no directory: one of the references that lead nowhere.</summary>
    public const string UnknownGroup = "datalake-legacy-readers";

    private readonly Dice _when;

    public PolicyBook(EstateSize size, Catalogue catalogue, Workforce workforce, DirectoryGroups groups, RoleBook roles)
    {
        _when = new Dice(size.Seed, "policy-times");
        foreach (var policy in PlatformPolicies.Make(size, workforce))
        {
            Add(Policies, policy);
        }

        foreach (var policy in new FamilyPolicies(size, catalogue, workforce, groups, roles).Make())
        {
            Add(policy.ZoneName is null ? Policies : ZonePolicies, policy);
        }

        foreach (var policy in TagPolicies.Make())
        {
            Add(TagServicePolicies, policy with { Service = TagService, IsTagPolicy = true });
        }
    }

    public List<Policy> Policies { get; } = [];

    public List<Policy> ZonePolicies { get; } = [];

    public List<Policy> TagServicePolicies { get; } = [];

    public Policy Offending => Policies.Find(policy => policy.Name == OffendingName)!;

    private void Add(List<Policy> policies, Policy policy)
    {
        var isOffending = policy.Name == OffendingName;
        var id = Policies.Count + ZonePolicies.Count + TagServicePolicies.Count + 1;
        policies.Add(
            policy with
            {
                Id = id,
                Guid = $"7d1f0c3e-0000-4000-8000-{id:x12}",
                Version = isOffending ? 7 : _when.Between(1, 5),
                UpdatedAt = isOffending
                    ? StoryCalendar.EveryoneItemAdded
                    : _when.Instant(StoryCalendar.ProgrammeBegan.AddYears(-1), StoryCalendar.Now),
                UpdatedBy = isOffending ? "svc-ranger-sync" : "admin",
            }
        );
    }
}
