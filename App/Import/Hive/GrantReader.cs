using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// Reads the metastore's privileges and roles (sources 1.3), copied as CSV or live. Keeps what is written; whether it counts is the authorizer's business.
/// The same grant by several grantors becomes one.
/// </summary>
internal sealed class GrantReader(MetastoreReader metastore)
{
    private static readonly string[] s_shared = ["PRINCIPAL_NAME", "PRINCIPAL_TYPE"];
    private static readonly string[] s_optional = ["GRANT_OPTION", "GRANTOR", "GRANTOR_TYPE", "AUTHORIZER"];

    private readonly Dictionary<GrantKey, GrantRow> _grants = [];
    private readonly Dictionary<long, string> _roleNames = [];
    private readonly Dictionary<PrincipalId, DatedFact<Principal>> _roles = [];
    private readonly Dictionary<Membership, DatedFact<Membership>> _memberships = [];

    /// <summary>The tables read, in the order in which they have to be.</summary>
    public static ImmutableArray<string> Order { get; } =
    ["roles", "role_map", "global_privs", "db_privs", "tbl_privs", "tbl_col_privs", "part_privs", "part_col_privs"];

    public bool GrantsWereRead { get; private set; }

    public bool RolesWereRead { get; private set; }

    /// <summary>Grants that the metastore's own authorizer wrote (AUTHORIZER is SQL).</summary>
    public long WrittenBySql { get; private set; }

    /// <summary>Grants on columns of partitions: nothing asks for them here.</summary>
    public long PartitionColumns { get; private set; }

    public ImmutableArray<DatedFact<HiveGrant>> Grants => [.. _grants.Select(grant => grant.Value.ToFact(grant.Key))];

    public ImmutableArray<DatedFact<Principal>> Roles => [.. _roles.Values];

    public ImmutableArray<DatedFact<Membership>> Memberships => [.. _memberships.Values];

    public void Read(ImportSource file)
    {
        switch (file.Title)
        {
            case "roles":
                RolesWereRead = true;
                file.ReadCsv(["ROLE_ID", "ROLE_NAME"], [], row => AddRole(row, file));
                break;
            case "role_map" when !RolesWereRead:
                file.RefuseWhole("needs ROLES.csv, which is missing");
                break;
            case "role_map":
                file.ReadCsv(["ROLE_ID", .. s_shared], [], row => AddMember(row, file));
                break;
            case "global_privs":
                ReadGrants(file, "USER_PRIV", [], _ => (null, null, null, null));
                break;
            case "db_privs":
                ReadGrants(
                    file,
                    "DB_PRIV",
                    ["DB_ID"],
                    row => (metastore.DatabaseOf(row.Id(7, "DB_ID")), null, null, null)
                );
                break;
            case "tbl_privs":
                ReadGrants(file, "TBL_PRIV", ["TBL_ID"], row => OnTable(row.Id(7, "TBL_ID"), null));
                break;
            case "tbl_col_privs":
                ReadGrants(
                    file,
                    "TBL_COL_PRIV",
                    ["TBL_ID", "COLUMN_NAME"],
                    row => OnTable(row.Id(7, "TBL_ID"), row.Name(8, "COLUMN_NAME").ToLowerInvariant())
                );
                break;
            case "part_privs":
                ReadGrants(
                    file,
                    "PART_PRIV",
                    ["PART_ID"],
                    row =>
                        metastore.PartitionOf(row.Id(7, "PART_ID")) is var (table, partition)
                            ? (table.Database, table.Table, null, partition)
                            : throw new InvalidDataException("no partition has this PART_ID")
                );
                break;
            case "part_col_privs":
                file.ReadCsv(
                    ["PART_ID"],
                    [],
                    _ =>
                    {
                        PartitionColumns++;
                        file.Accept();
                    }
                );
                break;
            default:
                throw new ArgumentException($"{file.Name} is not one of the tables read.", nameof(file));
        }
    }

    // Columns: 0 name, 1 type, 2 privilege, 3 option, 4 grantor, 5 its type, 6 authorizer, 7 … what it is on.
    private void ReadGrants(
        ImportSource file,
        string privilege,
        string[] target,
        Func<CsvRecord, (string? Database, string? Table, string? Column, string? Partition)> on
    )
    {
        GrantsWereRead = true;
        file.ReadCsv(
            [.. s_shared, privilege],
            [.. s_optional, .. target],
            row =>
            {
                var (database, table, column, partition) = on(row);
                var key = new GrantKey(
                    database,
                    table,
                    column,
                    partition,
                    Principal(row.Name(0, "PRINCIPAL_NAME"), row.Text(1)),
                    row.Name(2, privilege).ToLowerInvariant()
                );
                if (!_grants.TryGetValue(key, out var grant))
                {
                    _grants.Add(key, grant = new(file.Name));
                }

                grant.WithOption |= row.Number(3, "GRANT_OPTION") is > 0;
                if (row.Text(4) is { } grantor)
                {
                    grant.Grantors.Add(Principal(grantor, row.Text(5) ?? "USER"));
                }

                WrittenBySql += string.Equals(row.Text(6), "SQL", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
                file.Accept();
            }
        );
    }

    private (string?, string?, string?, string?) OnTable(long id, string? column) =>
        metastore.NameOf(id) is { } known
            ? (known.Database, known.Table, column, null)
            : throw new InvalidDataException(
                metastore.WasRefused(id) ? "its table was refused" : "no table has this TBL_ID"
            );

    private void AddRole(CsvRecord row, ImportSource file)
    {
        var name = row.Name(1, "ROLE_NAME").ToLowerInvariant();
        if (!_roleNames.TryAdd(row.Id(0, "ROLE_ID"), name))
        {
            throw new InvalidDataException("a second role with the same ROLE_ID");
        }

        var role = PrincipalId.Role(name);
        _roles.TryAdd(role, new(new(role, PrincipalKind.Role), Source: file.Name));
        file.Accept();
    }

    private void AddMember(CsvRecord row, ImportSource file)
    {
        if (!_roleNames.TryGetValue(row.Id(0, "ROLE_ID"), out var role))
        {
            throw new InvalidDataException("no role has this ROLE_ID");
        }

        var membership = new Membership(Principal(row.Name(1, "PRINCIPAL_NAME"), row.Text(2)), PrincipalId.Role(role));
        if (membership.Member == membership.Container)
        {
            throw new InvalidDataException("a role in itself");
        }

        _memberships.TryAdd(membership, new(membership, Source: file.Name));
        file.Accept();
    }

    // Hive compares role names without case, and the names of users and groups with it.
    private static PrincipalId Principal(string name, string? type) =>
        type?.ToUpperInvariant() switch
        {
            "USER" => PrincipalId.Login(name),
            "ROLE" => PrincipalId.Role(name.ToLowerInvariant()),
            "GROUP" when PrincipalId.Group(name).IsEveryone => throw new InvalidDataException(
                "a group named public, which here stands for everybody"
            ),
            "GROUP" => PrincipalId.Group(name),
            _ => throw new InvalidDataException("PRINCIPAL_TYPE is none of USER, GROUP and ROLE"),
        };

    private readonly record struct GrantKey(
        string? Database,
        string? Table,
        string? Column,
        string? Partition,
        PrincipalId Principal,
        string Privilege
    );

    private sealed class GrantRow(string source)
    {
        public bool WithOption { get; set; }

        public SortedSet<PrincipalId> Grantors { get; } = [];

        public DatedFact<HiveGrant> ToFact(GrantKey key) =>
            new(
                new(
                    key.Database,
                    key.Table,
                    key.Column,
                    key.Partition,
                    key.Principal,
                    key.Privilege,
                    WithOption,
                    [.. Grantors]
                ),
                Source: source
            );
    }
}
