using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Small estates under Hive's own authorizers, with files in HDFS: everything that the rules of sources 1.4, 1.5 and 4 name occurs.</summary>
internal sealed class RandomHiveEstate(int seed)
{
    private static readonly string[] s_logins = ["ann", "bob", "Bob", "cy", "dee", "eve", "hdfs", "bot"];
    private static readonly string[] s_groups = ["g1", "g2", "g3", "supergroup"];
    private static readonly string[] s_roles = ["analyst", "Analyst", "ops", "night", "public", "admin", "ADMIN"];
    private static readonly string[] s_databases = ["sales", "default"];
    private static readonly string[] s_tables = ["orders", "pay", "log"];
    private static readonly string[] s_views = ["v1", "v2"];
    private static readonly string[] s_columns = ["id", "ssn"];
    private static readonly string[] s_privileges = ["select", "SELECT", "all", "insert", "alter"];

    private readonly Random _random = new(seed);

    internal EstateFacts Create(Authorizer authorizer)
    {
        var tables = s_databases
            .SelectMany(database =>
                s_tables
                    .Where(_ => Chance(70))
                    .Select(table => Table(database, table, ResourceKind.Table))
                    .Concat(s_views.Where(_ => Chance(50)).Select(view => Table(database, view, ResourceKind.View)))
            )
            .OrderBy(table => table.Name)
            .ToImmutableArray();
        return new()
        {
            Snapshot = Facts.Snapshot,
            At = Facts.Noon,
            Service = AccessService.Of(authorizer),
            Principals =
            [
                .. s_logins
                    .Where(_ => Chance(90))
                    .Select(login => new Principal(
                        PrincipalId.Login(login),
                        login == "bot" ? PrincipalKind.ServiceAccount : PrincipalKind.User,
                        IsEnabled: Chance(92)
                    )),
                .. s_groups.Select(group => new Principal(PrincipalId.Group(group), PrincipalKind.Group)),
                .. s_roles.Select(role => new Principal(PrincipalId.Role(role), PrincipalKind.Role)),
            ],
            Memberships = [.. Memberships().Distinct().OrderBy(edge => edge.Member).ThenBy(edge => edge.Container)],
            Databases = [.. s_databases.Select(name => new DatabaseResource(name))],
            Tables = tables,
            HiveGrants = [.. Enumerable.Range(0, _random.Next(0, 14)).Select(_ => Grant())],
            ViewSources =
            [
                .. tables
                    .Where(table => table.Kind == ResourceKind.View && Chance(80))
                    .Select(view => new ViewSources(view.Name, [.. Sources().Distinct()], Chance(85))),
            ],
            TableStorages =
            [
                .. tables
                    .Where(table => table.Location is not null && Chance(40))
                    .Select(table => new TableStorage(
                        table.Name,
                        Chance(60) ? [Pick(new[] { "hdfs://nn/old/p=1", "/old/p=2", "s3a://bucket/p=3" })] : [],
                        Chance(50)
                    )),
            ],
            Hdfs = Chance(95) ? new(["hdfs"], ["supergroup"], ChecksPermissions: Chance(95)) : null,
            Paths = [.. Paths(tables).OrderBy(path => path.Path, StringComparer.Ordinal)],
        };
    }

    internal T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    internal bool Chance(int percent) => _random.Next(100) < percent;

    private TableResource Table(string database, string name, ResourceKind kind) =>
        Facts.Table($"{database}.{name}", s_columns, Chance(50) ? Pick(s_logins) : null) with
        {
            Kind = kind,
            Location =
                kind == ResourceKind.View ? null
                : Chance(6) ? "s3a://bucket/x"
                : Chance(50) ? $"hdfs://nn:8020/w/{database}.db/{name}/"
                : $"/w/{database}.db/{name}",
        };

    private IEnumerable<Membership> Memberships()
    {
        for (var edges = _random.Next(3, 20); edges > 0; edges--)
        {
            var isGroup = Chance(45);
            var container = isGroup ? PrincipalId.Group(Pick(s_groups)) : PrincipalId.Role(Pick(s_roles));
            var member =
                Chance(60) ? PrincipalId.Login(Pick(s_logins))
                : isGroup || Chance(35) ? PrincipalId.Group(Pick(s_groups))
                : PrincipalId.Role(Pick(s_roles));
            yield return new(member, container);
        }
    }

    private HiveGrant Grant()
    {
        var level = Chance(55) ? HiveGrantLevel.Table : Pick(Enum.GetValues<HiveGrantLevel>());
        var table = Chance(80) ? Pick(s_tables) : Pick(s_views);
        var principal =
            Chance(40) ? PrincipalId.Login(Pick(s_logins))
            : Chance(30) ? PrincipalId.Group(Pick(s_groups))
            : PrincipalId.Role(Pick(s_roles));
        return new(
            level == HiveGrantLevel.Global ? null : Pick(s_databases),
            level is HiveGrantLevel.Global or HiveGrantLevel.Database ? null : table,
            level == HiveGrantLevel.Column ? Pick(s_columns) : null,
            level == HiveGrantLevel.Partition ? "p=1" : null,
            principal,
            Pick(s_privileges),
            Chance(30),
            Chance(50) ? [PrincipalId.Login("hive")] : []
        );
    }

    private IEnumerable<TableName> Sources()
    {
        for (var count = _random.Next(1, 3); count > 0; count--)
        {
            yield return new(Pick(s_databases), Chance(75) ? Pick(s_tables) : Pick(s_views));
        }
    }

    private IEnumerable<PathPermission> Paths(ImmutableArray<TableResource> tables)
    {
        string[] above = ["/", "/w", "/w/sales.db", "/w/default.db", "/old"];
        foreach (var path in above.Where(_ => Chance(85)))
        {
            yield return new(path, true, Access(open: true));
        }

        foreach (var path in new[] { "/old/p=1", "/old/p=2" }.Where(_ => Chance(80)))
        {
            yield return new(path, true, Access(open: false));
        }

        foreach (var table in tables.Where(table => HdfsPath.Of(table.Location ?? "") is not null && Chance(90)))
        {
            var location = HdfsPath.Of(table.Location!)!;
            yield return new(location, true, Access(open: Chance(50)));
            foreach (var partition in new[] { "p=1", "p=2", "data" }.Where(_ => Chance(45)))
            {
                yield return new($"{location}/{partition}", true, Access(open: Chance(50)));
                if (Chance(50))
                {
                    yield return new($"{location}/{partition}/f", false, Access(open: Chance(50)));
                }
            }

            if (Chance(30))
            {
                yield return new($"{location}/part-0", false, Access(open: Chance(50)));
            }
        }
    }

    private PathAccess Access(bool open)
    {
        var hasAcl = Chance(40);
        return new(
            Chance(40) ? "hive" : Pick(s_logins),
            Pick(s_groups),
            Chance(80) ? (PathBits)7 : Bits(),
            open ? (PathBits)5 : Bits(),
            open && Chance(60) ? (PathBits)5 : Bits(),
            hasAcl ? (Chance(60) ? (PathBits)7 : Bits()) : null,
            hasAcl
                ?
                [
                    .. Enumerable
                        .Range(0, _random.Next(0, 4))
                        .Select(_ => new PathEntry(
                            Chance(50) ? PrincipalId.Login(Pick(s_logins)) : PrincipalId.Group(Pick(s_groups)),
                            Bits()
                        ))
                        .DistinctBy(entry => entry.Principal),
                ]
                : [],
            hasAcl && Chance(12)
        );
    }

    private PathBits Bits() => (PathBits)_random.Next(8);
}
