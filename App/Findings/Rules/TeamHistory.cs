using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Whose team's group a group was before an instant, from the directory of the judged instant and the moves after it. For one thread.</summary>
internal sealed class TeamHistory
{
    private const double Nearly = 0.8;

    private readonly Dictionary<string, string?> _teams = new(StringComparer.Ordinal);
    private readonly ILookup<string, ChangeEvent> _moves;
    private readonly ILookup<PrincipalId, string> _members;
    private readonly Dictionary<(string Login, PrincipalId Group), DateTimeOffset> _joined;
    private readonly Dictionary<(PrincipalId, DateTime), string?> _known = [];

    /// <param name="moves">By instant.</param>
    internal TeamHistory(RuleContext context, IEnumerable<ChangeEvent> moves)
    {
        foreach (var account in context.Facts.Principals.Where(one => one.Person is not null))
        {
            _teams.TryAdd(account.Id.ToString(), account.Person!.Team);
        }

        _moves = moves.ToLookup(move => move.Target, StringComparer.Ordinal);
        _joined = context
            .Changes.Memberships.Where(held =>
                !held.Value.IsNesting && held.FromNotBefore is not null && held.HeldAt(context.Now)
            )
            .ToDictionary(held => (held.Value.Member.ToString(), held.Value.Container), held => held.From);
        // Each is in many groups: its name is written once.
        var names = new Dictionary<PrincipalId, string>();
        _members = context
            .Facts.Memberships.Where(edge => !edge.IsNesting)
            .ToLookup(edge => edge.Container, edge => NameOf(edge.Member));

        string NameOf(PrincipalId login)
        {
            if (!names.TryGetValue(login, out var name))
            {
                names.Add(login, name = login.ToString());
            }

            return name;
        }
    }

    /// <summary>The team that the directory says now.</summary>
    internal string? TeamOf(string login) => _teams.GetValueOrDefault(login);

    /// <summary>The team that nearly all members of whom it is known were of before the day of an instant; null for none.</summary>
    /// <remarks>Of those who are in it still and came before. Groups of places and projects hold people of many teams.</remarks>
    internal string? MostOf(PrincipalId group, DateTimeOffset at)
    {
        var day = at.UtcDateTime.Date;
        if (!_known.TryGetValue((group, day), out var team))
        {
            var begin = new DateTimeOffset(day, TimeSpan.Zero);
            string[] teams =
            [
                .. _members[group]
                    .Where(login => !_joined.TryGetValue((login, group), out var since) || since < begin)
                    .Select(login => TeamBefore(login, begin))
                    .OfType<string>(),
            ];
            team = teams
                .GroupBy(name => name, StringComparer.Ordinal)
                .FirstOrDefault(name => name.Count() >= Nearly * teams.Length)
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
