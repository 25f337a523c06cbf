namespace GovernanceDashboard.Generation;

/// <summary>One planted fact, to be found again.</summary>
/// <param name="Rule">What kind of fact.</param>
/// <param name="Subjects">Whom and what it concerns, in the sources' own names.</param>
/// <param name="Amount">How much of it: tables, people or references, as the rule says.</param>
internal sealed record TruthEntry(
    string Rule,
    List<string> Subjects,
    DateTimeOffset? From,
    DateTimeOffset? To,
    long Amount
);

/// <summary>Knows what was planted, from how it was made and not from any answer of the product.</summary>
internal static class Truth
{
    public static IEnumerable<TruthEntry> Entries(Story story) =>
        OfTheEnd(story).Concat(Openings.Entries(story)).Concat(story.Planted);

    private static IEnumerable<TruthEntry> OfTheEnd(Story story)
    {
        var (catalogue, workforce, groups, policies) = (story.Catalogue, story.Workforce, story.Groups, story.Policies);
        var offending = policies.Offending;
        List<string> item = [$"policy:{offending.Id}", $"item:allow:{PolicyBook.OffendingItem}", "group:public"];
        var telemetry = catalogue.Tables.FindAll(table => table.Database.Family.IsTelemetry);
        yield return new("everyone-item-tables", item, StoryCalendar.EveryoneItemAdded, null, telemetry.Count);
        yield return new("everyone-item-people", item, StoryCalendar.EveryoneItemAdded, null, workforce.CountedPeople);
        yield return new(
            "mistaken-nesting-people",
            ["group:" + DirectoryGroups.MistakenReaders, "group:" + DirectoryGroups.TrainingProgramme],
            StoryCalendar.MistakenNesting,
            null,
            People(DirectoryGroups.Closure(groups[DirectoryGroups.TrainingProgramme]))
        );
        var leavers = workforce.DepartedWithLiveAccount.Select(account => "login:" + account.Login).ToList();
        yield return new("departed-with-live-account", leavers, null, null, leavers.Count);
        yield return new(
            "reassigned",
            [],
            StoryCalendar.Reassignment,
            null,
            // Of those who had left before, no source tells that they ever moved.
            workforce.People.Count(person => person.IsReassigned && DirectoryGroups.IsPod(person.Team))
        );
        foreach (var family in catalogue.Families.Where(family => family.UnclassifiedPercent > 0))
        {
            var unclassified = catalogue.Tables.Count(table => table.IsUnclassified && table.Database.Family == family);
            yield return new("unclassified-in-group", ["group:" + family.Group], null, null, unclassified);
        }

        var untagged = catalogue.Tables.FindAll(table =>
            table is { IsTagged: false, Database.Family.Class: "PRIVATE_CONVERSATIONS" }
        );
        yield return new(
            "untagged-private-conversations",
            untagged.ConvertAll(one => "table:" + one.FullName),
            null,
            null,
            untagged.Count
        );
        // A tag keeps everybody but the privacy office from the table; its directory lets the training programme in.
        yield return new(
            "hdfs-bypass-people",
            [
                "table:" + HdfsFiles.Bypassed(catalogue).FullName,
                "group:" + DirectoryGroups.TrainingProgramme,
                "path:" + HdfsFiles.PathOf(HdfsFiles.Bypassed(catalogue)),
            ],
            StoryCalendar.DirectoryOpened,
            null,
            People(
                DirectoryGroups
                    .Closure(groups[DirectoryGroups.TrainingProgramme])
                    .Except(DirectoryGroups.Closure(groups[DirectoryGroups.ConversationReaders]))
            )
        );
        var second = workforce.Accounts.GetRange(
            workforce.People.Count,
            workforce.FirstService - workforce.People.Count
        );
        yield return new("second-account", second.ConvertAll(one => "login:" + one.Login), null, null, second.Count);
        yield return new(
            "dangling-reference",
            [
                $"group:{DirectoryGroups.TrainingProgramme} has member u999999",
                $"policy names group:{PolicyBook.UnknownGroup}",
                $"tag on {catalogue.Databases[0].Name}.{TagFile.DroppedTable}",
            ],
            null,
            null,
            3
        );
    }

    public static void Write(string path, IEnumerable<TruthEntry> entries)
    {
        using var file = new JsonFile(path, isForReading: true);
        var json = file.Json;
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("rule", entry.Rule);
            json.WriteStartArray("subjects");
            entry.Subjects.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            WriteInstant("from", entry.From);
            WriteInstant("to", entry.To);
            json.WriteNumber("amount", entry.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void WriteInstant(string name, DateTimeOffset? instant) =>
            json.WriteString(name, instant is { } known ? StoryCalendar.Text(known) : null);
    }

    private static int People(IEnumerable<Account> accounts) =>
        accounts
            .Where(account => account is { IsEnabled: true, Person: not null })
            .DistinctBy(account => account.Person)
            .Count();
}
