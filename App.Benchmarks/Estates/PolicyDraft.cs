using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>
/// Policies on whole databases, on tables whose names begin alike, and on one to four tables; items that allow, deny and make
/// exceptions, naming groups, roles, logins and, here and there, everyone.
/// </summary>
internal sealed class PolicyDraft
{
    private const int OnDatabasePerMille = 60;
    private const int OnPrefixPerMille = 107;

    private static readonly ImmutableArray<ItemAccess> s_select = [new("select")];
    private static readonly ImmutableArray<ItemAccess> s_all = [new("all")];
    private static readonly ImmutableArray<ItemAccess> s_write = [new("update"), new("alter")];
    private static readonly ResourceValues s_any = new(["*"]);

    private readonly EstateSize _size;
    private readonly Random _random;
    private readonly DirectoryDraft _directory;
    private readonly int[][] _homes;

    internal PolicyDraft(EstateSize size, DirectoryDraft directory, Random random)
    {
        (_size, _directory, _random) = (size, directory, random);
        _homes = [.. Enumerable.Range(0, size.Databases).Select(_ => Homes())];
        Policies = Draw();
    }

    internal ImmutableArray<Policy> Policies { get; }

    private ImmutableArray<Policy> Draw()
    {
        // Each policy has one item and each item one principal; the rest falls on them at random.
        var itemsOf = Spread(_size.Policies, _size.Items);
        var principalsOf = Spread(_size.Items, _size.ItemPrincipals);
        var policies = ImmutableArray.CreateBuilder<Policy>(_size.Policies);
        for (int number = 0, item = 0; number < _size.Policies; item += itemsOf[number], number++)
        {
            policies.Add(DrawPolicy(number, principalsOf.AsSpan(item, itemsOf[number])));
        }

        return policies.MoveToImmutable();
    }

    private Policy DrawPolicy(int number, ReadOnlySpan<int> principals)
    {
        var database = _random.Next(_size.Databases);
        var kind = _random.Next(1000);
        var tables =
            kind < OnDatabasePerMille ? s_any
            : kind < OnDatabasePerMille + OnPrefixPerMille
                ? new([CatalogDraft.Prefix(_random.Next(CatalogDraft.Kinds)) + "*"])
            : new ResourceValues(SomeTables());
        var lists = new List<PolicyItem>[] { [], [], [], [] };
        for (var item = 0; item < principals.Length; item++)
        {
            var list = item == 0 ? PolicyItemList.Allow : NextList();
            lists[(int)list].Add(DrawItem(list, database, principals[item], kind < OnDatabasePerMille));
        }

        return new(
            number + 1,
            null,
            string.Create(CultureInfo.InvariantCulture, $"policy {number + 1}"),
            BenchmarkEstate.Service,
            IsTagPolicy: false,
            IsEnabled: true,
            IsAuditEnabled: true,
            PolicyType.Access,
            Priority: 0,
            [
                new(
                    // As importers write it: compared letter by letter.
                    ImmutableSortedDictionary.CreateRange<string, ResourceValues>(
                        StringComparer.Ordinal,
                        [
                            new("database", new([CatalogDraft.Database(database)])),
                            new("table", tables),
                            new("column", s_any),
                        ]
                    )
                ),
            ],
            [.. lists[0]],
            [.. lists[1]],
            [.. lists[2]],
            [.. lists[3]],
            IsDenyAllElse: false,
            [],
            [],
            null,
            1,
            null,
            null,
            []
        );
    }

    private ImmutableArray<string> SomeTables()
    {
        var tables = new SortedSet<string>(StringComparer.Ordinal);
        for (var left = 1 + _random.Next(4); left > 0; left--)
        {
            tables.Add(CatalogDraft.Table(_random.Next(EstateSize.TablesPerDatabase)));
        }

        return [.. tables];
    }

    private PolicyItemList NextList() =>
        _random.Next(100) switch
        {
            < 2 => PolicyItemList.Deny,
            < 5 => PolicyItemList.AllowException,
            < 6 => PolicyItemList.DenyException,
            _ => PolicyItemList.Allow,
        };

    private PolicyItem DrawItem(PolicyItemList list, int database, int principals, bool onDatabase)
    {
        var (users, groups, roles) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        while (users.Count + groups.Count + roles.Count < principals)
        {
            var chance = _random.Next(1000);
            if (list == PolicyItemList.Allow && chance < 1 && _random.Next(onDatabase ? 2 : 4) == 0)
            {
                groups.Add(PrincipalId.Everyone.Name);
            }
            else if (chance < 150)
            {
                users.Add(_directory.Logins[_random.Next(_directory.Logins.Length)]);
            }
            else if (chance < 200)
            {
                roles.Add(_directory.Roles[_random.Next(_directory.Roles.Length)]);
            }
            else if (list == PolicyItemList.Allow)
            {
                var homes = _homes[database];
                groups.Add(_directory.Groups[homes[_random.Next(homes.Length)]]);
            }
            else
            {
                // Denies and exceptions meet any group: mostly small ones.
                groups.Add(_directory.Groups[_random.Next(_directory.Groups.Length)]);
            }
        }

        var access = _random.Next(100);
        return new(
            access < 85 ? s_select
                : access < 95 || list != PolicyItemList.Allow ? s_all
                : s_write,
            [.. users.Order(StringComparer.Ordinal)],
            [.. groups.Order(StringComparer.Ordinal)],
            [.. roles.Order(StringComparer.Ordinal)],
            []
        );
    }

    // The groups that work with a database: project groups by popularity, the rest teams.
    private int[] Homes() =>
        [
            .. Enumerable
                .Range(0, EstateSize.GroupsPerDatabase)
                .Select(home =>
                    home >= _size.ProjectGroupsPerDatabase
                        ? _random.Next(_directory.ProjectsFrom)
                        : _directory.ProjectsFrom + _directory.Popular.Next(_random)
                ),
        ];

    private int[] Spread(int count, int total)
    {
        var of = new int[count];
        Array.Fill(of, 1);
        for (var left = total - count; left > 0; left--)
        {
            of[_random.Next(count)]++;
        }

        return of;
    }
}
