using System.Globalization;

namespace GovernanceDashboard.Generation.Changes;

/// <summary>Everything that changed since <see cref="StoryCalendar.LogBegan"/>, with whose hand did it.</summary>
internal sealed class ChangeLog
{
    private readonly Dice _dice;
    private readonly List<LoggedChange> _changes = [];
    private readonly List<string> _administrators;
    private readonly string _peopleHead;
    private readonly string _dataHead;
    private int _ticket = 4_000;

    public ChangeLog(EstateSize size, Workforce workforce)
    {
        _dice = new Dice(size.Seed, "change-hands");
        _peopleHead = Head("HR");
        _dataHead = Head("Data Platform");
        _administrators = workforce
            .Accounts.FindAll(one => one is { IsEnabled: true, Person: { Status: "Active", IsReassigned: false } })
            .FindAll(one => one.Person!.Department?.Name == "Data Platform")
            .ConvertAll(one => one.Login)
            .Take(5)
            .ToList();

        string Head(string department) =>
            workforce.HeadOf(workforce.Departments.Find(one => one.Name == department)!).Login;
    }

    /// <summary>The oldest first; those of one instant in the order in which they were added.</summary>
    public IReadOnlyList<LoggedChange> Changes =>
        _isSorted ? _changes : throw new InvalidOperationException("The log is still being written.");

    /// <summary>Whoever may change access; none of them joined, left or moved meanwhile.</summary>
    public IReadOnlyList<string> Administrators => _administrators;

    private bool _isSorted;

    /// <summary>Changes that the personnel system passed on.</summary>
    public void ByPeopleSystem(DateTimeOffset at, string kind, string target, string? before, string? after) =>
        Add(new(at, kind, target, before, after, "svc-hr-sync", Ticket("HR"), _peopleHead, "identity-sync"));

    /// <summary>Changes that somebody asked for and somebody else approved.</summary>
    public void ByRequest(DateTimeOffset at, string kind, string target, string? before, string? after) =>
        Add(
            new(at, kind, target, before, after, _dice.Pick(_administrators), Ticket("REQ"), _dataHead, "access-portal")
        );

    /// <summary>Changes that a job or its owner made in the course of work.</summary>
    public void ByOwner(DateTimeOffset at, string kind, string target, string? before, string? after, string actor) =>
        Add(new(at, kind, target, before, after, actor, null, null, "hive"));

    /// <summary>Changes that nobody asked for or approved.</summary>
    public void Unasked(
        DateTimeOffset at,
        string kind,
        string target,
        string? before,
        string? after,
        string? actor,
        string tool
    ) => Add(new(at, kind, target, before, after, actor, null, null, tool));

    public void ByPolicyAdmin(DateTimeOffset at, string target, string? before, string? after, string actor) =>
        Add(new(at, "policy", target, before, after, actor, Ticket("CHG"), _dataHead, "ranger-admin"));

    public void Note(DateTimeOffset at, string target, string text) =>
        Add(new(at, "note", target, null, text, null, null, null, "programme-diary"));

    /// <summary>Call once, after the last change.</summary>
    public void Close()
    {
        var ordered = _changes.OrderBy(change => change.At).ToList();
        _changes.Clear();
        _changes.AddRange(ordered);
        _isSorted = true;
    }

    public void Write(string path)
    {
        using var file = new CsvFile(path, "at,recorded_at,kind,target,before,after,actor,ticket,approved_by,tool");
        foreach (var change in Changes)
        {
            var recordedAt = change.At.AddSeconds(_dice.Below(90));
            file.Field(StoryCalendar.Text(change.At)).Field(StoryCalendar.Text(recordedAt)).Field(change.Kind);
            file.Field(change.Target).Field(change.Before).Field(change.After).Field(change.Actor);
            file.Field(change.Ticket).Field(change.ApprovedBy).Field(change.Tool).EndRow();
        }
    }

    private void Add(LoggedChange change) => _changes.Add(change);

    private string Ticket(string queue) => string.Create(CultureInfo.InvariantCulture, $"{queue}-{_ticket++}");
}
