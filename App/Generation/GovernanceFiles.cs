using System.Globalization;
using GovernanceDashboard.Generation.Records;

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

    public static void Write(string folder, Story story)
    {
        var (size, catalogue, workforce) = (story.Size, story.Catalogue, story.Workforce);
        WriteTableGroups(Path.Combine(folder, "table-groups.csv"), size, catalogue, workforce);
        WritePopulations(Path.Combine(folder, "populations.csv"), workforce);
        WriteIntendedAccess(Path.Combine(folder, "intended-access.csv"), story);
        story.Owners.Write(Path.Combine(folder, "data-owners.csv"), workforce);
        LogCoverageFile.Write(Path.Combine(folder, "log-coverage.csv"), story);
        DeclaredRecords.Write(folder, story);
        story.Captures.Write(folder);
        ExceptionRecords.Write(Path.Combine(folder, "access-exceptions.csv"), story);
        OwnerTruth.Plant(story);
        LineageFiles.WriteDashboards(Path.Combine(folder, "dashboards.csv"), story);
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

    /// <summary>The group that a family's data are declared for. Its reader group is no measure of what was meant: somebody nested the whole programme into it.</summary>
    public static string AudienceOf(DatabaseFamily family, bool isClean) =>
        family.Readers == DirectoryGroups.MistakenReaders && !isClean ? "dept-ai-research" : family.Readers;

    private static void WriteIntendedAccess(string path, Story story)
    {
        using var file = new CsvFile(path, "scope,principal_or_rule,purpose,level,approved_by,approval_id,from,to");
        var number = 700;
        foreach (var family in story.Catalogue.Families)
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

            Add(
                family,
                "group:" + AudienceOf(family, story.Size.IsClean),
                family.IsTelemetry ? "Model training, approved staff" : "Daily work"
            );
            if (family.IsTelemetry)
            {
                Add(family, "group:" + DirectoryGroups.TelemetryReliability, "Operation of the pipeline");
            }

            if (family.Class == "PRIVATE_CONVERSATIONS")
            {
                Add(family, "group:" + DirectoryGroups.ConversationReaders, "Privacy office");
            }

            if (story.Size.IsClean)
            {
                foreach (var (principal, purpose) in OthersMeant(story, family))
                {
                    Add(family, principal, purpose);
                }
            }
        }

        if (story.Size.IsClean)
        {
            foreach (var home in story.Catalogue.Databases.Where(one => one.Family.Key == "home"))
            {
                AddTo("db:" + home.Name, "login:" + home.Name[home.Family.Prefix.Length..], "Own work", Since);
            }
        }

        void Add(DatabaseFamily family, string principal, string purpose) =>
            AddTo("group:" + family.Group, principal, purpose, SinceOf(family));

        // What was declared when the programme began holds from then; where nothing may be unclear, business data were declared before.
        string SinceOf(DatabaseFamily family) =>
            story.Size.IsClean && !family.IsTelemetry ? StoryCalendar.Text(StoryCalendar.LogBegan.AddYears(-3)) : Since;

        void AddTo(string scope, string principal, string purpose, string since)
        {
            var approval = string.Create(CultureInfo.InvariantCulture, $"APR-{number++}");
            file.Row(scope, principal, purpose, "Full", "Privacy board", approval, since, null);
        }
    }

    /// <summary>Everybody else whom a policy of a clean estate lets in, said as it is meant.</summary>
    private static IEnumerable<(string Principal, string Purpose)> OthersMeant(Story story, DatabaseFamily family)
    {
        if (story.Groups.Find(family.Stewards) is not null)
        {
            yield return ("group:" + family.Stewards, "Stewardship");
        }

        var role = $"role-{family.Key}-analysts";
        if (story.Roles.Roles.Exists(one => one.Name == role))
        {
            yield return ("role:" + role, "Analysis");
        }

        switch (family.Key)
        {
            case "training":
                yield return ("role:" + RoleBook.TrainingPlatform, "Model training");
                break;
            case "finance":
                yield return ("role:" + RoleBook.Auditors, "Audit");
                break;
            case "hold":
                yield return ("group:" + DirectoryGroups.ConversationReaders, "Custody of legal holds");
                break;
            case "screen-archive":
                yield return ("group:" + DirectoryGroups.Responders, "Quarantine of the pilot archive");
                break;
            case "analytics-product" or "ops" or "product":
                foreach (var department in story.Workforce.Departments.Where(one => one.Name != "Data Platform"))
                {
                    yield return ("group:dept-" + department.Key, "Figures of product and operations");
                }

                break;
            default:
                break;
        }
    }
}
