using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Which team most people of a group were of before an instant, from the directory of the judged instant and the moves after it. For one thread.</summary>
internal sealed class TeamHistory
{
    private readonly Dictionary<string, string?> _teams = new(StringComparer.Ordinal);
    private readonly ILookup<string, ChangeEvent> _moves;
    private readonly ILookup<PrincipalId, string> _members;
    private readonly Dictionary<(PrincipalId, DateTime), string?> _known = [];

    /// <param name="moves">By instant.</param>
    internal TeamHistory(RuleContext context, IEnumerable<ChangeEvent> moves)
    {
        foreach (var account in context.Facts.Principals.Where(one => one.Person is not null))
        {
            _teams.TryAdd(account.Id.ToString(), account.Person!.Team);
        }

        _moves = moves.ToLookup(move => move.Target, StringComparer.Ordinal);
        // Who is in it now; few come and go, and the most are asked about.
        _members = context
            .Facts.Memberships.Where(edge => !edge.IsNesting)
            .ToLookup(edge => edge.Container, edge => edge.Member.ToString());
    }

    /// <summary>The team that the directory says now.</summary>
    internal string? TeamOf(string login) => _teams.GetValueOrDefault(login);

    /// <summary>The team of the most members before the day of an instant; null for none.</summary>
    internal string? MostOf(PrincipalId group, DateTimeOffset at)
    {
        var day = at.UtcDateTime.Date;
        if (!_known.TryGetValue((group, day), out var team))
        {
            var begin = new DateTimeOffset(day, TimeSpan.Zero);
            team = _members[group]
                .Select(login => TeamBefore(login, begin))
                .OfType<string>()
                .GroupBy(name => name, StringComparer.Ordinal)
                .OrderByDescending(name => name.Count())
                .ThenBy(name => name.Key, StringComparer.Ordinal)
                .FirstOrDefault(name => name.Count() * 2 > _members[group].Count())
                ?.Key;
            _known.Add((group, day), team);
        }

        return team;
    }

    private string? TeamBefore(string login, DateTimeOffset at) =>
        _moves[login].FirstOrDefault(move => move.At >= at) is { } next
            ? MoverKeepsAccess.TeamIn(next.Before)
            : _teams.GetValueOrDefault(login);
}
