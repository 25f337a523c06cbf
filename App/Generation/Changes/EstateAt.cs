namespace GovernanceDashboard.Generation.Changes;

/// <summary>Who had an account and who was in which group at an instant: the end of the story with the log's later changes taken back.</summary>
internal sealed class EstateAt
{
    private const string Login = "login:";
    private const string Group = "group:";

    private readonly Workforce _workforce;
    private readonly ChangeLog _log;
    private readonly HashSet<string> _enabled;
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);

    private int _next;

    public EstateAt(DateTimeOffset instant, Workforce workforce, DirectoryGroups groups, ChangeLog log)
    {
        (_workforce, _log, _next) = (workforce, log, log.Changes.Count - 1);
        _enabled = [.. workforce.Accounts.Where(one => one.IsEnabled).Select(one => one.Login)];
        foreach (var group in groups.All)
        {
            _members.Add(
                Group + group.Name,
                [
                    .. group.Accounts.Select(one => Login + one.Login),
                    .. group.Groups.Select(inner => Group + inner.Name),
                ]
            );
        }

        BackTo(instant);
    }

    /// <summary>Goes back further; what changed at the instant itself has happened.</summary>
    public void BackTo(DateTimeOffset instant)
    {
        for (; _next >= 0 && _log.Changes[_next].At > instant; _next--)
        {
            TakeBack(_log.Changes[_next]);
        }
    }

    /// <summary>Numbers of the people with a live account who are in the group, directly or through others.</summary>
    public HashSet<int> People(string group)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { Group + group };
        var logins = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(seen);
        while (open.TryPop(out var next))
        {
            foreach (var member in _members.GetValueOrDefault(next) ?? [])
            {
                if (member.StartsWith(Login, StringComparison.Ordinal))
                {
                    logins.Add(member[Login.Length..]);
                }
                else if (seen.Add(member))
                {
                    open.Push(member);
                }
            }
        }

        return PeopleOf(logins.Contains);
    }

    /// <summary>Numbers of everybody with a live account.</summary>
    public HashSet<int> People() => PeopleOf(_ => true);

    public bool IsEnabled(string login) => _enabled.Contains(login);

    private HashSet<int> PeopleOf(Predicate<string> isMeant) =>
        [
            .. _workforce
                .Accounts.Where(one => one.Person is not null && _enabled.Contains(one.Login) && isMeant(one.Login))
                .Select(one => one.Person!.Number),
        ];

    private void TakeBack(LoggedChange change)
    {
        if (change.Kind == "membership" && _members.TryGetValue(change.Target, out var members))
        {
            if (change.After is { } putIn)
            {
                members.Remove(putIn);
            }
            else
            {
                members.Add(change.Before!);
            }
        }
        else if (change.Kind == "account")
        {
            var login = change.Target[Login.Length..];
            if (change.Before == "enabled")
            {
                _enabled.Add(login);
            }
            else
            {
                _enabled.Remove(login);
            }
        }
    }
}
