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

    private readonly EstateSize _size;
    private readonly Dice _when;

    public PolicyBook(EstateSize size, Catalogue catalogue, Workforce workforce, DirectoryGroups groups, RoleBook roles)
    {
        _size = size;
        _when = new Dice(size.Seed, "policy-times");
        Opened = catalogue.Databases.Find(one => one.Family.Key == "finance")!;
        BrieflyOpened = catalogue.Databases.Find(one => one.Family.Key == "sales")!;
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

    public IEnumerable<Policy> All => Policies.Concat(ZonePolicies).Concat(TagServicePolicies);

    public Policy Offending => Policies.Find(policy => policy.Name == OffendingName)!;

    /// <summary>The database that stood open to everyone for a week.</summary>
    public DatabaseSpec Opened { get; }

    /// <summary>The database that stood open to everyone for 40 minutes.</summary>
    public DatabaseSpec BrieflyOpened { get; }

    /// <summary>The policy of a database's readers, which is never switched off.</summary>
    public Policy ReadersOf(DatabaseSpec database) => All.First(policy => policy.Name == ReadersName(database));

    /// <summary>When the version before this one let everyone in; null where none did.</summary>
    public DateTimeOffset? OpeningOf(Policy policy) =>
        _size.IsClean ? null
        : policy.Name == ReadersName(Opened) ? StoryCalendar.DatabaseOpened
        : policy.Name == ReadersName(BrieflyOpened) ? StoryCalendar.BrieflyOpened
        : null;

    private static string ReadersName(DatabaseSpec database) => database.Name + ": readers";

    private void Add(List<Policy> policies, Policy policy)
    {
        var isOffending = policy.Name == OffendingName;
        var id = Policies.Count + ZonePolicies.Count + TagServicePolicies.Count + 1;
        var version = isOffending ? 7 : _when.Between(1, 5);
        var updatedAt = isOffending
            ? StoryCalendar.EveryoneItemAdded
            : _when.Instant(StoryCalendar.ProgrammeBegan.AddYears(-1), StoryCalendar.Now);
        if (OpeningOf(policy) is { } openedAt)
        {
            version = Math.Max(3, version); // before, opened, closed
            updatedAt =
                openedAt == StoryCalendar.DatabaseOpened ? StoryCalendar.DatabaseClosed : StoryCalendar.BrieflyClosed;
        }
        else if (!policy.Name.Contains(": request ", StringComparison.Ordinal))
        {
            version = Math.Max(2, version); // only what somebody asked for came while the story went on
        }

        policies.Add(
            policy with
            {
                Id = id,
                Guid = $"7d1f0c3e-0000-4000-8000-{id:x12}",
                Version = version,
                UpdatedAt = updatedAt,
                UpdatedBy = isOffending ? "svc-ranger-sync" : "admin",
            }
        );
    }
}
