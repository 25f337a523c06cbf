using System.Text;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>
/// Writes the facts as plain relations, one CSV file each, with numbers for names: the same input that the engine gets, decided on by
/// nobody yet. Which tables a group holds is written out, since that is the catalogue's business and not access.
/// </summary>
public sealed class EstateExport
{
    /// <summary>Number of the container that holds everyone; other containers count from 1.</summary>
    public const int Everyone = 0;

    private readonly EstateFacts _facts;
    private readonly Dictionary<PrincipalId, int> _containers;
    private readonly Dictionary<string, int> _departments;

    public EstateExport(EstateFacts facts)
    {
        _facts = facts;
        Accounts =
        [
            .. facts
                .Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login)
                .Select(principal => principal.Id.Name),
        ];
        AccountNumbers = Number(Accounts);
        TableNumbers = Number(facts.Tables.Select(table => table.Name));
        GroupNumbers = Number(facts.TableGroups.Select(group => group.Name));
        _departments = Number(facts.Populations.Select(population => population.Value));
        _containers = Number(
            facts
                .Principals.Select(principal => principal.Id)
                .Where(id => id.Namespace != PrincipalNamespace.Login)
                .Prepend(PrincipalId.Everyone)
        );
    }

    /// <summary>Logins by their number in the files.</summary>
    public string[] Accounts { get; }

    public IReadOnlyDictionary<string, int> AccountNumbers { get; }

    public IReadOnlyDictionary<TableName, int> TableNumbers { get; }

    public IReadOnlyDictionary<string, int> GroupNumbers { get; }

    public IReadOnlyDictionary<string, int> DepartmentNumbers => _departments;

    /// <summary>Writes all files into the folder, which must exist.</summary>
    public void WriteTo(string folder)
    {
        Write(folder, "accounts", "account,department", Departments());
        Write(
            folder,
            "account_edges",
            "account,container",
            Edges(isNesting: false).Select(edge => $"{AccountNumbers[edge.Member.Name]},{_containers[edge.Container]}")
        );
        Write(
            folder,
            "container_edges",
            "inner_id,outer_id",
            Edges(isNesting: true).Select(edge => $"{_containers[edge.Member]},{_containers[edge.Container]}")
        );
        Write(
            folder,
            "tables",
            "table_id,database,name",
            _facts.Tables.Select(table => $"{TableNumbers[table.Name]},{table.Name.Database},{table.Name.Table}")
        );
        Write(folder, "group_tables", "group_id,table_id", GroupTables());
        Write(folder, "policy_resources", "policy,database,kind,text", Resources());
        WriteItems(folder);
    }

    private static Dictionary<T, int> Number<T>(IEnumerable<T> names)
        where T : notnull =>
        names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number);

    // Services belong to no department.
    private IEnumerable<string> Departments() =>
        _facts
            .Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login)
            .Select(principal =>
                principal.Person?.Department is { } department
                    ? $"{AccountNumbers[principal.Id.Name]},{_departments[department]}"
                    : $"{AccountNumbers[principal.Id.Name]},"
            );

    private IEnumerable<Membership> Edges(bool isNesting) =>
        _facts.Memberships.Where(membership => membership.IsNesting == isNesting);

    private IEnumerable<string> GroupTables()
    {
        var ofDatabase = _facts.Tables.ToLookup(table => table.Name.Database, table => table.Name);
        return from tables in _facts.TableGroups
            from name in tables.Rules.SelectMany(rule => ofDatabase[WholeDatabase(rule)]).Concat(tables.Pins).Distinct()
            select $"{GroupNumbers[tables.Name]},{TableNumbers[name]}";
    }

    private static string WholeDatabase(string rule) =>
        rule.EndsWith(".*", StringComparison.Ordinal)
            ? rule[..^2]
            : throw new InvalidOperationException($"The peers cannot resolve the rule {rule}.");

    private IEnumerable<string> Resources() =>
        from policy in _facts.Policies
        from resource in policy.Resources
        from database in resource.Levels["database"].Values
        from table in resource.Levels["table"].Values
        select table switch
        {
            "*" => $"{policy.Id},{database},any,",
            _ when table.EndsWith('*') => $"{policy.Id},{database},prefix,{table[..^1]}",
            _ => $"{policy.Id},{database},literal,{table}",
        };

    private void WriteItems(string folder)
    {
        var items = new List<string>();
        var accesses = new List<string>();
        var accounts = new List<string>();
        var containers = new List<string>();
        foreach (var policy in _facts.Policies)
        {
            foreach (var list in Enum.GetValues<PolicyItemList>())
            {
                foreach (var item in policy.Items(list))
                {
                    var number = items.Count;
                    items.Add($"{number},{policy.Id},{(int)list}");
                    accesses.AddRange(item.Accesses.Select(access => $"{number},{access.Type}"));
                    accounts.AddRange(item.Users.Select(user => $"{number},{AccountNumbers[user]}"));
                    containers.AddRange(
                        item.Groups.Select(PrincipalId.Group)
                            .Concat(item.Roles.Select(PrincipalId.Role))
                            .Select(container => $"{number},{_containers[container]}")
                    );
                }
            }
        }

        Write(folder, "items", "item,policy,list", items);
        Write(folder, "item_accesses", "item,access", accesses);
        Write(folder, "item_accounts", "item,account", accounts);
        Write(folder, "item_containers", "item,container", containers);
    }

    private static void Write(string folder, string relation, string header, IEnumerable<string> rows)
    {
        using var file = new StreamWriter(
            Path.Combine(folder, relation + ".csv"),
            append: false,
            new UTF8Encoding(false)
        );
        file.NewLine = "\n";
        file.WriteLine(header);
        foreach (var row in rows)
        {
            file.WriteLine(row);
        }
    }
}
