using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Small estates that use every feature of the semantics, often several at once. The same seed gives the same estate.</summary>
internal sealed class RandomEstate(int seed)
{
    private static readonly string[] s_logins = ["ann", "bob", "Bob", "cy", "dee", "eve", "fay", "gus", "bot"];
    private static readonly string[] s_groups = ["g1", "g2", "g3", "G1", "public"];
    private static readonly string[] s_roles = ["r1", "r2", "r3"];
    private static readonly string[] s_databases = ["sales", "hr", "ann"];
    private static readonly string[] s_tables = ["orders", "tmp_ann", "tmp_bob", "pay"];
    private static readonly string[] s_columns = ["id", "name", "ssn", "bob"];
    private static readonly string[] s_tags = ["PII", "pii", "PCI", "OLD"];
    private static readonly string[] s_accesses =
    [
        "select",
        "SELECT",
        "update",
        "all",
        "create",
        "tempudfadmin",
        "read",
        "_ALL",
        "_READ",
        "_update",
    ];

    private readonly Random _random = new(seed);

    internal EstateFacts Create()
    {
        var databases = s_databases
            .Where(_ => Chance(80))
            .DefaultIfEmpty("sales")
            .Select(name => new DatabaseResource(name, MaybeLogin()))
            .ToArray();
        var tables = databases
            .SelectMany(database => s_tables.Where(_ => Chance(60)).Select(table => Table(database.Name, table)))
            .OrderBy(table => table.Name)
            .ToImmutableArray();
        var zones = Chance(25) ? Zones() : [];
        var facts = new EstateFacts
        {
            Snapshot = Facts.Snapshot,
            At = Facts.Noon,
            Principals = [.. Principals().OrderBy(principal => principal.Id)],
            Memberships = [.. Memberships().Distinct().OrderBy(edge => edge.Member).ThenBy(edge => edge.Container)],
            Databases = [.. databases.OrderBy(database => database.Name, StringComparer.Ordinal)],
            Tables = tables,
            Zones = zones,
            Policies = [.. Enumerable.Range(1, _random.Next(1, 18)).Select(id => Policy(id, zones))],
            Service = Chance(98)
                ? new(
                    "hive",
                    AccessService.HiveAccessTypes,
                    Chance(10) ? ["eve"] : [],
                    Chance(5) ? [Pick(s_groups)] : [],
                    Chance(92)
                )
                : null,
            Classifications = [.. Classifications(tables, databases)],
            TableGroups =
            [
                new("all", ["*"], []),
                new("hr", ["HR.*"], []),
                new("pii", ["tag:PII", "class:pci"], []),
                new("none", ["x?.y"], []),
            ],
            Populations = [new("Lab", "department", "lab"), new("Empty", "department", "nobody")],
        };

        // Drawn last, so that the rest of a seed's estate is the same with and without them.
        return Chance(25)
            ? facts with
            {
                Policies = facts.Policies.AddRange(
                    Enumerable.Range(facts.Policies.Length + 1, _random.Next(1, 4)).Select(id => OnUrls(id, zones))
                ),
            }
            : facts;
    }

    private Policy OnUrls(int id, ImmutableArray<SecurityZone> zones) =>
        Policy(id, zones) with
        {
            Service = "hive",
            IsTagPolicy = false,
            Resources =
            [
                RandomUrls.Resource(this),
                .. Chance(15) ? [Chance(50) ? Resource() : RandomUrls.Resource(this)] : Array.Empty<PolicyResource>(),
            ],
        };

    internal T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    internal bool Chance(int percent) => _random.Next(100) < percent;

    private string? MaybeLogin() => Chance(60) ? Pick(s_logins) : null;

    private IEnumerable<Principal> Principals()
    {
        foreach (var login in s_logins.Where(_ => Chance(90)))
        {
            // fay is a second account of ann; gus is unknown to the directory.
            var person = login is "gus" or "bot"
                ? null
                : new PersonAttributes(
                    login == "fay" ? "ann" : login,
                    Chance(50) ? "lab"
                        : Chance(50) ? "desk"
                        : null,
                    Level: Chance(50) ? "L1" : "L2"
                );
            yield return new(
                PrincipalId.Login(login),
                login == "bot" ? PrincipalKind.ServiceAccount : PrincipalKind.User,
                null,
                Chance(90),
                person
            );
        }

        foreach (var group in s_groups.Where(name => name != "public"))
        {
            yield return new(PrincipalId.Group(group), PrincipalKind.Group);
        }

        foreach (var role in s_roles)
        {
            yield return new(PrincipalId.Role(role), PrincipalKind.Role);
        }
    }

    private IEnumerable<Membership> Memberships()
    {
        for (var edges = _random.Next(4, 24); edges > 0; edges--)
        {
            var container = Chance(60) ? PrincipalId.Group(Pick(s_groups[..4])) : PrincipalId.Role(Pick(s_roles));
            var member =
                Chance(60) ? PrincipalId.Login(Pick(s_logins))
                : container.Namespace == PrincipalNamespace.Group || Chance(50)
                    ? PrincipalId.Group(Pick(Chance(10) ? s_groups : s_groups[..4]))
                : PrincipalId.Role(Pick(s_roles));
            if (member != container)
            {
                yield return new(member, container);
            }
        }
    }

    private TableResource Table(string database, string table) =>
        Facts.Table($"{database}.{table}", [.. s_columns.Where(_ => Chance(70))], MaybeLogin());

    private IEnumerable<Classification> Classifications(
        ImmutableArray<TableResource> tables,
        DatabaseResource[] databases
    )
    {
        foreach (var table in tables.Where(_ => Chance(50)))
        {
            var column = table.Columns.Length > 0 && Chance(60) ? Pick(table.Columns).Name : null;
            yield return new(
                ResourceName.Of(table.Name, column),
                Pick(s_tags),
                Chance(85) ? ClassificationBasis.Import : ClassificationBasis.Rule,
                Instance: Chance(25) ? new([], Schedules()) : null
            );
        }

        if (Chance(20))
        {
            yield return new(new(Pick(databases).Name), Pick(s_tags), ClassificationBasis.Import);
        }
    }

    private ImmutableArray<SecurityZone> Zones() =>
        [
            new("z1", [Facts.Resource(Pick(new[] { "sales", "sales.orders", "hr.*", "sales.orders.id" }))], Chance(50)),
            .. Chance(40)
                ? [new SecurityZone("z2", [Facts.Resource(Pick(new[] { "hr", "*.pay", "sales.tmp_*" }))], Chance(50))]
                : Array.Empty<SecurityZone>(),
        ];

    private Policy Policy(int id, ImmutableArray<SecurityZone> zones)
    {
        var isTag = Chance(30);
        return new(
            id,
            null,
            "p" + _random.Next(5),
            isTag ? "tags" : "hive",
            isTag,
            Chance(92),
            true,
            Chance(94)
                ? PolicyType.Access
                : Pick(new[] { PolicyType.DataMask, PolicyType.RowFilter, PolicyType.Audit }),
            Chance(65) ? 0 : _random.Next(1, 3),
            isTag ? [TagResource()] : [Resource(), .. Chance(12) ? [Resource()] : Array.Empty<PolicyResource>()],
            Items(isTag, 90),
            Items(isTag, 35),
            Items(isTag, 40),
            Items(isTag, 60),
            Chance(6),
            Schedules(),
            Chance(5) ? [new("expression", ["REQ.clientType == 'x'"])] : [],
            zones.Length > 0 && Chance(45) ? Pick(zones).Name
                : Chance(3) ? "nowhere"
                : null,
            null,
            null,
            null,
            []
        );
    }

    private PolicyResource TagResource() =>
        new(
            ImmutableSortedDictionary<string, ResourceValues>.Empty.Add(
                "tag",
                new([Chance(5) ? "" : Pick(s_tags), Pick(s_tags)], Chance(15))
            )
        );

    private PolicyResource Resource()
    {
        var levels = ImmutableSortedDictionary.CreateBuilder<string, ResourceValues>();
        levels["database"] = Values(
            Pick(new[] { "sales", "SALES", "hr", "*", "*", "s*", "*", "{USER}", "{OWNER}", "h?", "", "ann" })
        );
        if (Chance(3))
        {
            levels["udf"] = Values("*");
        }
        else if (Chance(92))
        {
            levels["table"] = Values(
                Pick(
                    new[]
                    {
                        "*",
                        "*",
                        "*",
                        "*",
                        "*",
                        "**",
                        "orders",
                        "tmp_*",
                        "tmp_{USER}",
                        "*_{USER}",
                        "{OWNER}*",
                        "pay",
                        "tmp_{OWNER}",
                    }
                )
            );
        }

        if (Chance(85))
        {
            levels["column"] = Values(Pick(new[] { "*", "*", "*", "ssn", "ID", "n*", "", "?d", "{USER}", "{USER}" }));
        }

        if (Chance(3))
        {
            levels.Remove("database");
        }

        return new(levels.ToImmutable());
    }

    private ResourceValues Values(string value) =>
        new(Chance(15) ? [value, Pick(new[] { "pay", "amount", "hr", "", "x*" })] : [value], Chance(10));

    private ImmutableArray<PolicyItem> Items(bool isTag, int percent)
    {
        var items = ImmutableArray.CreateBuilder<PolicyItem>();
        while (Chance(percent) && items.Count < 3)
        {
            items.Add(Item(isTag));
            percent /= 2;
        }

        return items.ToImmutable();
    }

    private PolicyItem Item(bool isTag)
    {
        string Access() =>
            isTag ? Pick(new[] { "hive:", "hive:", "HIVE:", "hdfs:", "" }) + Pick(s_accesses) : Pick(s_accesses);

        return new(
            [new(Access(), Chance(92)), .. Chance(30) ? [new ItemAccess(Access())] : Array.Empty<ItemAccess>()],
            Chance(45) ? [Pick(s_logins), .. Chance(20) ? [Pick(new[] { "{USER}", "{OWNER}" })] : Array.Empty<string>()]
                : Chance(15) ? ["{OWNER}"]
                : [],
            Chance(65) ? [Pick(s_groups)] : [],
            Chance(25) ? [Pick(s_roles)] : [],
            Chance(8) ? [new("ip-range", ["10.*"])] : []
        );
    }

    // Monday, the first of June, noon: some of these hold, some have just ended, some are about to begin.
    private Recurrence Recurrence() =>
        new(
            Pick(new[] { "0", "0,30", "*", "1", "59" }),
            Pick(new[] { "9", "12", "3,4", "*", "13-23", null }),
            Pick(new[] { "*", "1", "31", "2-30", null }),
            Pick(new[] { "2", "1", "3-7", "*", null, null }),
            Pick(new[] { "*", "6", "5", "1-5", null }),
            Pick(new[] { "*", "2026", "2025", null }),
            Pick(new[] { 0, 0, 1 }),
            Pick(new[] { 0, 3, 8 }),
            Pick(new[] { 0, 0, 1, 59 })
        );

    private ImmutableArray<ValiditySchedule> Schedules()
    {
        // The estate stands at noon UTC on 1 June, which is 14:00 in Berlin.
        ValiditySchedule[] kinds =
        [
            new("2026/01/01 00:00:00", null, null),
            new(null, "2026/06/01 12:00:00", "UTC"),
            new(null, "2026/06/01 11:59:59", ""),
            new("2026/06/01 14:00:00", "2026/06/02 00:00:00", "Europe/Berlin"),
            new("2026/06/01 14:00:01", "2026/06/02 00:00:00", "Europe/Berlin"),
            new(null, null, null, [Recurrence()]),
            new(null, null, null, [Recurrence(), Recurrence()]),
            new("2027/01/01 00:00:00", null, null, [Recurrence()]),
        ];
        return Chance(88) ? []
            : Chance(70) ? [Pick(kinds)]
            : [Pick(kinds), Pick(kinds)];
    }
}
