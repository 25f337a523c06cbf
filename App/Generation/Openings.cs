using GovernanceDashboard.Generation.Changes;

namespace GovernanceDashboard.Generation;

/// <summary>The truth about the databases that stood open to everyone for a time, counted from the people, groups and tables of that time.</summary>
internal static class Openings
{
    public static IEnumerable<TruthEntry> Entries(Story story) =>
        Entries(story, story.Policies.Opened, StoryCalendar.DatabaseOpened, StoryCalendar.DatabaseClosed)
            .Concat(
                Entries(story, story.Policies.BrieflyOpened, StoryCalendar.BrieflyOpened, StoryCalendar.BrieflyClosed)
            );

    private static IEnumerable<TruthEntry> Entries(
        Story story,
        DatabaseSpec database,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var policy = story.Policies.ReadersOf(database);
        List<string> subjects =
        [
            $"policy:{policy.Id}",
            $"item:allow:{policy.AllowItems.Length}",
            "group:public",
            "db:" + database.Name,
        ];
        yield return new("everyone-grant-tables", subjects, from, to, Tables(from));
        yield return new("everyone-grant-pairs", subjects, from, to, (long)Outsiders(story.At(from)) * Tables(from));
        yield return new("everyone-grant-person-table-seconds", subjects, from, to, PersonTableSeconds());

        // Everybody was let in and nothing denies: outside the audience are all with a live account but the audience.
        int Outsiders(EstateAt then)
        {
            var people = then.People();
            people.ExceptWith(then.People(database.Family.Readers));
            return people.Count;
        }

        int Tables(DateTimeOffset instant) => database.Tables.Count(table => table.CreatedAt <= instant);

        // Constant between two changes of people, memberships or tables; from the last to the first.
        long PersonTableSeconds()
        {
            var instants = story
                .Log.Changes.Where(change => change.At > from && change.At < to)
                .Where(change => change.Kind is "account" or "membership" || IsOfThisDatabase(change))
                .Select(change => change.At)
                .Append(from)
                .Distinct()
                .OrderDescending();
            var (sum, end, then) = (0L, to, story.At(to));
            foreach (var begin in instants)
            {
                then.BackTo(begin);
                sum += (long)Outsiders(then) * Tables(begin) * (long)(end - begin).TotalSeconds;
                end = begin;
            }

            return sum;
        }

        bool IsOfThisDatabase(LoggedChange change) =>
            change.Kind == "table" && change.Target.StartsWith($"table:{database.Name}.", StringComparison.Ordinal);
    }
}
