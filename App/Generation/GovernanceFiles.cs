using System.Globalization;

namespace GovernanceDashboard.Generation;

/// <summary>Writes the records of our own: table groups, populations, declared audiences and owners.</summary>
internal static class GovernanceFiles
{
    private const string Since = "2026-04-06T00:00:00Z";

    /// <summary>Groups that gather by class or tag, across databases.</summary>
    private static readonly (string Name, string Rule, bool IsInMiniature)[] s_gathered =
    [
        ("Private conversations – wherever", "class:PRIVATE_CONVERSATIONS", true),
        ("Keystrokes – wherever", "class:KEYSTROKES", false),
        ("Performance data – wherever", "class:PERFORMANCE_DATA", false),
        ("Personal data – tagged", "tag:PII", true),
        ("Health data – wherever", "class:HEALTH", false),
        ("Payment cards – wherever", "class:PCI", false),
        ("Human resources – tagged", "tag:HR", false),
    ];

    public static void Write(string folder, EstateSize size, Catalogue catalogue, Workforce workforce)
    {
        WriteTableGroups(Path.Combine(folder, "table-groups.csv"), size, catalogue, workforce);
        WritePopulations(Path.Combine(folder, "populations.csv"), workforce);
        WriteIntendedAccess(Path.Combine(folder, "intended-access.csv"), catalogue);
        WriteOwners(Path.Combine(folder, "data-owners.csv"), size, catalogue, workforce);
    }

    private static void WriteTableGroups(string path, EstateSize size, Catalogue catalogue, Workforce workforce)
    {
        using var file = new CsvFile(path, "group,rule,pin,accountable_exec");
        foreach (var family in catalogue.Families)
        {
            // One training table is known to hold keystrokes, whatever its name says.
            var pin =
                family.Key == "keystrokes-raw"
                    ? catalogue.Tables.Find(one => one.Database.Family.Key == "training")
                    : null;
            file.Field(family.Group)
                .Field($"{family.Prefix}*.*")
                .Field(pin?.FullName)
                .Field(Head(family.Owner))
                .EndRow();
        }

        foreach (var (name, rule, isInMiniature) in s_gathered)
        {
            if (isInMiniature || !size.IsMiniature)
            {
                file.Field(name).Field(rule).Field(null).Field(Head("Legal")).EndRow();
            }
        }

        string Head(string department) =>
            workforce
                .HeadOf(workforce.Departments.Find(one => one.Name == department) ?? workforce.Departments[0])
                .Login;
    }

    private static void WritePopulations(string path, Workforce workforce)
    {
        using var file = new CsvFile(path, "name,attribute,value");
        workforce.Departments.ForEach(department => Add(department.Name, "department", department.Name));
        foreach (var level in Organisation.Levels)
        {
            Add(level, "level", level);
        }

        foreach (var region in Organisation.Regions)
        {
            Add(region, "region", region);
        }

        foreach (
            var (name, value) in new[]
            {
                ("Employees", "Employee"),
                ("Contractors", "Contractor"),
                ("Interns", "Intern"),
            }
        )
        {
            Add(name, "employment", value);
        }

        void Add(string name, string attribute, string value) =>
            file.Field(name).Field(attribute).Field(value).EndRow();
    }

    private static void WriteIntendedAccess(string path, Catalogue catalogue)
    {
        using var file = new CsvFile(path, "scope,principal_or_rule,purpose,level,approved_by,approval_id,from,to");
        var number = 700;
        foreach (var family in catalogue.Families)
        {
            // Nobody ever declared who sandboxes and homes are for.
            if (family.Class is null)
            {
                continue;
            }

            if (family.IsForEveryone)
            {
                Add(family, "everyone", "Figures for the whole company");
                continue;
            }

            // Its reader group is no measure of what was meant: somebody nested the whole programme into it.
            var audience = family.Readers == DirectoryGroups.MistakenReaders ? "dept-ai-research" : family.Readers;
            Add(family, "group:" + audience, family.IsTelemetry ? "Model training, approved staff" : "Daily work");
            if (family.IsTelemetry)
            {
                Add(family, "group:" + DirectoryGroups.TelemetryReliability, "Operation of the pipeline");
            }

            if (family.Class == "PRIVATE_CONVERSATIONS")
            {
                Add(family, "group:" + DirectoryGroups.ConversationReaders, "Privacy office");
            }
        }

        void Add(DatabaseFamily family, string principal, string purpose)
        {
            var approval = string.Create(CultureInfo.InvariantCulture, $"APR-{number++}");
            file.Field($"group:{family.Group}").Field(principal).Field(purpose).Field("Full").Field("Privacy board");
            file.Field(approval).Field(Since).Field(null).EndRow();
        }
    }

    private static void WriteOwners(string path, EstateSize size, Catalogue catalogue, Workforce workforce)
    {
        var dice = new Dice(size.Seed, "owners");
        var departed = workforce.People.FindAll(person => person.Status == "Departed");
        using var file = new CsvFile(path, "scope,identity,team");
        foreach (var database in catalogue.Databases)
        {
            if (dice.Chance(0.18))
            {
                continue; // nobody answers for it
            }

            var candidates = dice.Chance(0.06)
                ? departed
                : workforce.People.FindAll(person =>
                    person.Status == "Active" && person.Department?.Name == database.Family.Owner
                );
            var owner = candidates.Count > 0 ? dice.Pick(candidates) : workforce.People[0];
            file.Field($"db:{database.Name}").Field(workforce.Accounts[owner.Number].Login).Field(owner.Team).EndRow();
        }
    }
}
