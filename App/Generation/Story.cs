using GovernanceDashboard.Generation.Audit;
using GovernanceDashboard.Generation.Changes;
using GovernanceDashboard.Generation.Records;

namespace GovernanceDashboard.Generation;

/// <summary>The whole estate as it is at the end, and everything that happened before: what every file is written from.</summary>
internal sealed class Story
{
    public Story(EstateSize size)
    {
        Size = size;
        var names = new NamePool(size.Seed);
        Workforce = new Workforce(size, names);
        Catalogue = new Catalogue(size, Workforce);
        Groups = new DirectoryGroups(size, Workforce, names, Catalogue.Families);
        Roles = new RoleBook(size, Workforce, Groups, Catalogue.Families);
        Policies = new PolicyBook(size, Catalogue, Workforce, Groups, Roles);
        Owners = new DataOwners(size, Catalogue, Workforce);
        Log = new ChangeLog(size, Workforce);
        History = new PolicyHistory(size, Workforce, Policies, Log);
        Days = new DailyChanges(size, Workforce, Groups, Catalogue, Settled(), Log);
        Days.Tell();
        TurningPoints.Tell(this);
        Log.Close();
        Lineage = new LineageBook(size, Catalogue);
        Captures = new CaptureRecords(this);
        Logged = new LoggedDatabases(this);
        Exceptions = size.IsClean ? [] : ExceptionRecords.Choose(this);
    }

    public EstateSize Size { get; }

    public Workforce Workforce { get; }

    public Catalogue Catalogue { get; }

    public DirectoryGroups Groups { get; }

    public RoleBook Roles { get; }

    public PolicyBook Policies { get; }

    public DataOwners Owners { get; }

    public ChangeLog Log { get; }

    public PolicyHistory History { get; }

    public DailyChanges Days { get; }

    public LineageBook Lineage { get; }

    public CaptureRecords Captures { get; }

    public List<ExceptionSpec> Exceptions { get; }

    public LoggedDatabases Logged { get; }

    /// <summary>What was planted while records and logs were written, in that order.</summary>
    public List<TruthEntry> Planted { get; } = [];

    /// <summary>What was so at an instant.</summary>
    public EstateAt At(DateTimeOffset instant) => new(instant, Workforce, Groups, Log);

    // Whoever is named somewhere was there all the time.
    private HashSet<string> Settled()
    {
        var items = Policies
            .All.Concat(History.Versions)
            .SelectMany(policy => policy.AllowItems.Concat(policy.MaskOrFilterItems));
        return
        [
            .. items.SelectMany(item => item.Users),
            .. Roles.Roles.SelectMany(role => role.Users),
            .. Catalogue.Tables.Select(table => table.Creator),
            .. Catalogue.Databases.Select(database => database.Creator),
            .. Owners.Owners.Select(one => Workforce.Accounts[one.Owner.Number].Login),
            .. Workforce.Departments.Select(department => Workforce.HeadOf(department).Login),
            .. Log.Administrators,
            // Whom sensitive data are for read them from the first day to the last, so that who is new to them stands out.
            .. Catalogue
                .Families.Where(family => family.IsSensitive)
                .SelectMany(family => DirectoryGroups.Closure(Groups[family.Readers]))
                .Select(account => account.Login),
            .. Catalogue
                .Databases.Where(database => database.Family.Key == "home")
                .Select(database => database.Name[database.Family.Prefix.Length..]),
        ];
    }
}
