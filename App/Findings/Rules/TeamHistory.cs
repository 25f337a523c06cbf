using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Whose team's group a group was before an instant, from the directory of the judged instant and the moves after it. For one thread.</summary>
internal sealed class TeamHistory
{
    private const double Nearly = 0.8;

    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly ILookup<PrincipalId, (Person Who, DateTimeOffset Since)> _members;
    private readonly Dictionary<(PrincipalId, DateTime), string?> _known = [];

    /// <param name="moves">By instant.</param>
    internal TeamHistory(RuleContext context, IEnumerable<ChangeEvent> moves)
    {
        var movesOf = moves.ToLookup(move => move.Target, StringComparer.Ordinal);
        // One text for each team: most comparisons are of the same two.
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var account in context.Facts.Principals.Where(one => one.Person is not null))
        {
            Add(account.Id.ToString(), account.Person!.Team);
        }

        var joined = context
            .Changes.Memberships.Where(held =>
                !held.Value.IsNesting && held.FromNotBefore is not null && held.HeldAt(context.Now)
            )
            .ToDictionary(held => held.Value, held => held.From);
        // Each is in many groups: its name is written once.
        var people = new Dictionary<PrincipalId, Person>();
        _members = context
            .Facts.Memberships.Where(edge => !edge.IsNesting)
            .ToLookup(
                edge => edge.Container,
                edge => (PersonOf(edge.Member), joined.GetValueOrDefault(edge, DateTimeOffset.MinValue))
            );

        Person PersonOf(PrincipalId login)
        {
            if (!people.TryGetValue(login, out var person))
            {
                people.Add(login, person = Add(login.ToString(), null));
            }

            return person;
        }

        Person Add(string login, string? team)
        {
            if (!_people.TryGetValue(login, out var person))
            {
                var moved = movesOf[login].Select(move => (move.At, One(MoverKeepsAccess.TeamIn(move.Before))));
                _people.Add(login, person = new(One(team), [.. moved]));
            }

            return person;
        }

        string? One(string? team)
        {
            if (team is null || texts.TryGetValue(team, out var text))
            {
                return team is null ? null : texts[team];
            }

            texts.Add(team, text = team);
            return text;
        }
    }

    /// <summary>The team that the directory says now.</summary>
    internal string? TeamOf(string login) => _people.GetValueOrDefault(login)?.Team;

    /// <summary>The team that nearly all members of whom it is known were of before the day of an instant; null for none.</summary>
    /// <remarks>Of those who are in it still and came before. Groups of places and projects hold people of many teams.</remarks>
    internal string? MostOf(PrincipalId group, DateTimeOffset at)
    {
        var day = at.UtcDateTime.Date;
        if (!_known.TryGetValue((group, day), out var team))
        {
            _known.Add((group, day), team = MostBefore(group, new(day, TimeSpan.Zero)));
        }

        return team;
    }

    // What nearly all are of is left over where every other team takes one of its people away.
    private string? MostBefore(PrincipalId group, DateTimeOffset begin)
    {
        var (most, lead, known) = ((string?)null, 0, 0);
        foreach (var team in Teams())
        {
            known++;
            (most, lead) =
                lead == 0 ? (team, 1)
                : team == most ? (most, lead + 1)
                : (most, lead - 1);
        }

        return lead > 0 && Teams().Count(team => team == most) >= Nearly * known ? most : null;

        IEnumerable<string> Teams() =>
            _members[group]
                .Where(member => member.Since < begin)
                .Select(member => member.Who.Before(begin))
                .OfType<string>();
    }

    /// <param name="Team">As the directory says now; null where it says none.</param>
    /// <param name="Moves">What was the team before each move, by instant.</param>
    private sealed record Person(string? Team, (DateTimeOffset At, string? Before)[] Moves)
    {
        internal string? Before(DateTimeOffset at)
        {
            foreach (var (moved, before) in Moves)
            {
                if (moved >= at)
                {
                    return before;
                }
            }

            return Team;
        }
    }
}
