namespace GovernanceDashboard.Generation;

/// <summary>A database of the warehouse.</summary>
/// <param name="Id">DBS.DB_ID.</param>
internal sealed record DatabaseSpec(int Id, string Name, DatabaseFamily Family, string Creator)
{
    public List<TableSpec> Tables { get; } = [];
}

/// <summary>A table or view, as the metastore will tell of it.</summary>
/// <param name="Id">TBLS.TBL_ID, and the id of its storage and column descriptors.</param>
/// <param name="IsUnclassified">No tag, name, type or comment says what it holds.</param>
/// <param name="IsTagged">Carries its family's class as a tag on the table.</param>
internal sealed record TableSpec(
    int Id,
    DatabaseSpec Database,
    string Name,
    string Creator,
    DateTimeOffset CreatedAt,
    string? Comment,
    ColumnSpec[] Columns,
    int PartitionKeys,
    bool IsView,
    bool IsUnclassified,
    bool IsTagged,
    long Rows
)
{
    public string FullName => $"{Database.Name}.{Name}";

    /// <summary>As chance drew it, where something else was planted in its place; chance goes on from what was drawn, so that nothing else differs.</summary>
    public TableSpec? Drawn { get; init; }

    /// <summary>What the view shows; null for the first table of its own database.</summary>
    public TableSpec? Shows { get; init; }
}

/// <summary>All databases and tables. Columns are shared between tables, so that 45,000 tables take a few megabytes.</summary>
internal sealed class Catalogue
{
    private const int TablesPerDatabase = 50;

    private readonly EstateSize _size;
    private readonly Dice _dice;
    private readonly List<string> _people;
    private readonly List<string> _departed;
    private readonly ILookup<string, string> _services;

    public Catalogue(EstateSize size, Workforce workforce)
    {
        _size = size;
        _dice = new Dice(size.Seed, "catalogue");
        _people =
        [
            .. workforce.Accounts.Where(one => one is { IsEnabled: true, Person: not null }).Select(one => one.Login),
        ];
        _departed = [.. workforce.Accounts.Where(one => one.Person?.Status == "Departed").Select(one => one.Login)];
        _services = workforce
            .Services.Select(one => one.Login)
            .ToLookup(login => string.Join('-', login.Split('-').Take(3)));
        Families =
        [
            .. Generation
                .Families.All.Where(family => family.IsInMiniature || !size.IsMiniature)
                .Select(family => size.IsClean ? Known(family) : family),
        ];
        AddDatabases();
        AddTables();
        Held = Tables.Find(table => table is { IsView: false, Database.Family.Key: "hold" });
        if (!size.IsClean)
        {
            PlantShadow();
            PlantLaunderingView();
        }
    }

    public List<DatabaseFamily> Families { get; }

    public List<DatabaseSpec> Databases { get; } = [];

    public List<TableSpec> Tables { get; } = [];

    /// <summary>A table that only the custodians of legal holds can read.</summary>
    public TableSpec? Held { get; }

    /// <summary>A view for all staff that shows <see cref="Held"/>; null where there is none.</summary>
    public TableSpec? Laundering { get; private set; }

    /// <summary>A copy of <see cref="ShadowOf"/> outside the zones of telemetry; null where there is none.</summary>
    public TableSpec? Shadow { get; private set; }

    public TableSpec? ShadowOf { get; private set; }

    // In a clean estate everybody knows of every table what it holds.
    private static DatabaseFamily Known(DatabaseFamily family) =>
        family with
        {
            Class = family.Class ?? "INTERNAL",
            UnclassifiedPercent = 0,
        };

    private void PlantShadow()
    {
        var copiedAt = StoryCalendar.At(7, 20, 13);
        ShadowOf = Tables.Find(table =>
            table is { IsTagged: true, IsUnclassified: false, Database.Family.Key: "keystrokes-raw" }
            && table.CreatedAt < copiedAt
        );
        var drawn = Tables.FindLast(table => table is { IsView: false, Database.Family.Key: "sales" });
        if (ShadowOf is null || drawn is null || drawn == drawn.Database.Tables[0])
        {
            ShadowOf = null;
            return;
        }

        Shadow = drawn with
        {
            Drawn = drawn,
            Columns = ShadowOf.Columns,
            PartitionKeys = ShadowOf.PartitionKeys,
            CreatedAt = copiedAt,
            Comment = null,
        };
        Replace(drawn, Shadow);
    }

    private void PlantLaunderingView()
    {
        var view = Tables.Find(table => table is { IsView: true, Database.Family.Key: "analytics-activity" });
        if (view is not null && Held is not null)
        {
            Laundering = view with { Shows = Held };
            Replace(view, Laundering);
        }
    }

    private void Replace(TableSpec old, TableSpec planted)
    {
        Tables[Tables.IndexOf(old)] = planted;
        planted.Database.Tables[planted.Database.Tables.IndexOf(old)] = planted;
    }

    private void AddDatabases()
    {
        var perDatabase = _size.IsMiniature ? Math.Max(8, _size.Tables / 22) : TablesPerDatabase;
        var shares = Families.Sum(family => family.Share);
        var plainLogins = _dice.Sample(_people.FindAll(login => login.All(char.IsAsciiLetterOrDigit)), _people.Count);
        foreach (var family in Families)
        {
            var tables = (long)_size.Tables * family.Share / shares;
            var count = Math.Max(1, (int)((tables + (perDatabase / 2)) / perDatabase));
            for (var i = 0; i < count; i++)
            {
                var name = family.Key == "home" ? family.Prefix + plainLogins[i] : family.DatabaseName(i);
                Databases.Add(new(Databases.Count + 1, name, family, Service(family)));
            }
        }
    }

    private void AddTables()
    {
        var shares = (long)Families.Sum(family => family.Share);
        var byFamily = Databases.GroupBy(database => database.Family).ToList();
        var upTo = 0L;
        foreach (var databases in byFamily)
        {
            upTo += databases.Key.Share;
            var count = (int)(_size.Tables * upTo / shares) - Tables.Count;
            var homes = databases.ToList();
            var names = homes.ConvertAll(_ => new HashSet<string>(StringComparer.Ordinal));
            var contents = ColumnPool.ContentsOf(databases.Key.Class ?? "INTERNAL");
            for (var i = 0; i < count; i++)
            {
                // The first of each round, so that none stays empty; the rest where chance puts it.
                var home = i < homes.Count ? i : _dice.Below(homes.Count);
                Add(homes[home], names[home], contents);
            }
        }
    }

    private void Add(DatabaseSpec database, HashSet<string> names, ColumnSpec[] contents)
    {
        var family = database.Family;
        var isUnclassified = _dice.Below(100) < family.UnclassifiedPercent;
        var name = isUnclassified ? TableNames.Neutral(_dice) : TableNames.Of(family, _dice);
        for (var i = 2; !names.Add(name); i++)
        {
            name = TableNames.Numbered(name, i);
        }

        var begin = family.IsTelemetry ? StoryCalendar.ProgrammeBegan : StoryCalendar.ProgrammeBegan.AddYears(-2);
        var keys = isUnclassified || family.Class is "AGGREGATED_ACTIVITY" or "PUBLIC" ? 1 : _dice.Between(1, 2);
        var table = new TableSpec(
            Tables.Count + 1,
            database,
            name,
            Creator(family),
            _dice.Instant(begin, StoryCalendar.Now),
            isUnclassified || _dice.Chance(0.4) ? null : TableNames.Comment(family, _dice),
            isUnclassified
                ? Columns(_dice.Sample(ColumnPool.Neutral, _dice.Between(4, 8)), [], keys)
                : Columns(family, contents, keys),
            keys,
            !family.IsTelemetry && _dice.Chance(0.06),
            isUnclassified,
            !isUnclassified && family is { IsTaggedByDatabase: false, Class: not null } && IsTagged(family),
            (long)Math.Pow(10, 2 + (_dice.Below(700) / 100.0))
        );
        database.Tables.Add(table);
        Tables.Add(table);
    }

    // Owners tagged most of what they made. Activity without names is told from activity with names by its tag alone.
    private bool IsTagged(DatabaseFamily family) =>
        _size.IsClean || family.Class == "AGGREGATED_ACTIVITY" || _dice.Chance(0.88);

    private ColumnSpec[] Columns(DatabaseFamily family, ColumnSpec[] contents, int keys)
    {
        var isOfPeople = family.IsTelemetry || family.Class is "HR" or "HEALTH" or "PERFORMANCE_DATA";
        var first = isOfPeople ? ColumnPool.Keys : [];
        var chosen = _dice.Sample(contents, isOfPeople ? _dice.Between(1, 3) : _dice.Between(2, 4));
        if (!chosen.Contains(contents[0]))
        {
            chosen[0] = contents[0]; // names the class beyond doubt
        }

        var context = _dice.Sample(
            ColumnPool.ContextOf(family),
            isOfPeople ? _dice.Between(1, 5) : _dice.Between(2, 7)
        );
        return Columns(
            [.. first, .. chosen],
            context.FindAll(one => !chosen.Exists(other => other.Name == one.Name)),
            keys
        );
    }

    private static ColumnSpec[] Columns(List<ColumnSpec> contents, List<ColumnSpec> context, int keys) =>
        [.. contents, .. context, .. ColumnPool.PartitionKeys.AsSpan(0, keys)];

    private string Service(DatabaseFamily family) => _dice.Pick([.. _services[family.Service]]);

    private string Creator(DatabaseFamily family) =>
        _dice.Weighted(
            _size.IsClean ? [1]
            : family.IsTelemetry ? [95, 2, 2, 1]
            : [40, 50, 8, 2]
        ) switch
        {
            0 => Service(family),
            1 => _dice.Pick(_people),
            2 => _dice.Pick(_departed),
            _ => "etl_legacy", // known to no directory any more
        };
}
