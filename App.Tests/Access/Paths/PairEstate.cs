using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Paths;

/// <summary>
/// Estates around one login and one table, few enough facts that every subset of them can be tried: cycles, diamonds, several items,
/// tags, denies and exceptions through memberships, policies that deny all else, conditions. The same seed gives the same estate.
/// </summary>
internal sealed class PairEstate(int seed)
{
    internal const string Login = "ann";

    private static readonly string[] s_groups = ["g1", "g2", "g3", "g4"];
    private static readonly string[] s_roles = ["r1", "r2"];

    private readonly Random _random = new(seed);

    internal EstateFacts Create()
    {
        var hasTags = Chance(40);
        var tagDenies = Chance(30);
        var policies = Enumerable
            .Range(1, _random.Next(1, 5))
            .Select(id => Policy(id, hasTags && Chance(50), tagDenies))
            .ToImmutableArray();
        return new()
        {
            Snapshot = Facts.Snapshot,
            At = Facts.Noon,
            Principals =
            [
                new(PrincipalId.Login(Login), PrincipalKind.User),
                .. s_groups.Select(group => new Principal(PrincipalId.Group(group), PrincipalKind.Group)),
                new(PrincipalId.Login("bob"), PrincipalKind.User),
                .. s_roles.Select(role => new Principal(PrincipalId.Role(role), PrincipalKind.Role)),
            ],
            Memberships = [.. Memberships().Distinct().OrderBy(edge => edge.Member).ThenBy(edge => edge.Container)],
            Databases = [new("sales")],
            Tables = [Facts.Table("sales.orders", Chance(8) ? [] : ["id", "ssn"], Chance(25) ? Login : null)],
            Policies = policies,
            Service = new(
                "hive",
                AccessService.HiveAccessTypes,
                Chance(6) ? [Login] : [],
                Chance(6) ? [Pick(s_groups)] : []
            ),
            Classifications = hasTags ? [.. Tags().Distinct()] : [],
        };
    }

    private IEnumerable<Membership> Memberships()
    {
        for (var edges = _random.Next(2, 8); edges > 0; edges--)
        {
            var container = Chance(70) ? PrincipalId.Group(Pick(s_groups)) : PrincipalId.Role(Pick(s_roles));
            var member =
                Chance(45) ? PrincipalId.Login(Login)
                : Chance(5) ? PrincipalId.Everyone
                : container.Namespace == PrincipalNamespace.Group || Chance(60) ? PrincipalId.Group(Pick(s_groups))
                : PrincipalId.Role(Pick(s_roles));
            if (member != container)
            {
                yield return new(member, container);
            }
        }
    }

    private IEnumerable<Classification> Tags()
    {
        for (var tags = _random.Next(1, 3); tags > 0; tags--)
        {
            yield return new(
                Pick(new ResourceName[] { new("sales"), new("sales", "orders"), new("sales", "orders", "ssn") }),
                Pick(new[] { "PII", "PCI" }),
                ClassificationBasis.Import
            );
        }
    }

    private Policy Policy(int id, bool isTag, bool tagDenies)
    {
        var denies = !isTag || tagDenies;
        var resource = isTag
            ? "tag:" + Pick(new[] { "PII", "PCI" })
            : Pick(
                new[] { "sales.*.*", "sales.orders.*", "*.*.*", "sales.orders.id", "sales.orders.ssn", "sales.orders" }
            );
        var policy = Facts.Policy(
            id,
            resource,
            Items(isTag, 95, 2),
            denies ? Items(isTag, 15, 1) : [],
            denies ? Items(isTag, 15, 1) : [],
            denies ? Items(isTag, 25, 1) : [],
            Chance(75) ? 0 : 1,
            denies && Chance(20)
        );
        return policy with { Conditions = Chance(6) ? [new("unknown", ["?"])] : [] };
    }

    private PolicyItem[] Items(bool isTag, int percent, int most) =>
        [.. Enumerable.Range(0, _random.Next(1, most + 1)).Where(_ => Chance(percent)).Select(_ => Item(isTag))];

    private PolicyItem Item(bool isTag)
    {
        var access = Chance(92) ? "select" : Pick(new[] { "all", "update" });
        var item = Facts.Item(
            isTag ? "hive:" + access : access,
            Chance(25) ? [Pick(new[] { Login, Login, "bob", "{USER}", "{OWNER}" })] : [],
            Chance(70)
                ? [Chance(8) ? "public" : Pick(s_groups), .. Chance(25) ? [Pick(s_groups)] : Array.Empty<string>()]
                : [],
            Chance(20) ? [Pick(s_roles)] : []
        );
        return item with { Conditions = Chance(7) ? [new("unknown", ["?"])] : [] };
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private bool Chance(int percent) => _random.Next(100) < percent;
}
