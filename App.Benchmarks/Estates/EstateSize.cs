namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>The counts of the benchmark estate at one scale. S=10 is the size that the speed goals are stated for.</summary>
/// <param name="Scale">S: 1, 10 or 30; every count but the populations grows with it.</param>
public readonly record struct EstateSize(int Scale)
{
    /// <summary>Populations of the attribute "department"; the same at every scale.</summary>
    public const int Departments = 60;

    /// <summary>Tables in every database.</summary>
    public const int TablesPerDatabase = 50;

    /// <summary>Columns of every table, one of them a partition key.</summary>
    public const int Columns = 4;

    /// <summary>How many groups a chain of nested groups can hold, cycles apart.</summary>
    public const int MaxDepth = 8;

    /// <summary>Groups that the policies of one database choose from.</summary>
    public const int GroupsPerDatabase = 40;

    /// <summary>
    /// How many of them are project groups. In a small estate each of these holds a larger share of the accounts, so that fewer give
    /// the same density: a third of all (account, table) pairs is allowed at every scale.
    /// </summary>
    public int ProjectGroupsPerDatabase => Math.Min(GroupsPerDatabase, (int)(7 + (23 * Math.Log10(Scale))));

    public int Databases => 90 * Scale;

    public int Tables => Databases * TablesPerDatabase;

    public int TableGroups => 40 * Scale;

    public int People => 8_000 * Scale;

    public int Services => 400 * Scale;

    public int Accounts => People + Services;

    public int Groups => 1_200 * Scale;

    public int Roles => 20 * Scale;

    /// <summary>Edges of every kind: logins in groups and roles, groups in groups and roles, roles in roles.</summary>
    public int Memberships => 117_000 * Scale;

    public int Policies => 6_000 * Scale;

    /// <summary>Policy items in all four lists.</summary>
    public int Items => 12_780 * Scale;

    /// <summary>Principals named by all items.</summary>
    public int ItemPrincipals => 43_200 * Scale;
}
