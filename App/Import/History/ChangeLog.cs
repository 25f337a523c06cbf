using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>
/// The events of this import's log and of those before it, by the fact that they change. Events of earlier logs count for what lies between: a log that
/// begins later than the last one did takes nothing back.
/// </summary>
internal sealed class ChangeLog
{
    private readonly ImmutableArray<DatedFact<ChangeEvent>> _told;
    private readonly Dictionary<Type, object> _byFact = [];

    /// <param name="told">This import's events.</param>
    /// <param name="believed">Those of earlier imports.</param>
    /// <param name="now">What is said to have happened later is a record only.</param>
    public ChangeLog(
        ImmutableArray<DatedFact<ChangeEvent>> told,
        ImmutableArray<ChangeEvent> believed,
        DateTimeOffset now
    )
    {
        _told = told.IsDefault ? [] : told;
        var known = believed.ToHashSet();
        var own = _told.Select(fact => fact.Value).ToHashSet();
        var events = believed
            .Where(one => !own.Contains(one))
            .Select(one => (Event: one, Number: -1, IsNew: false))
            .Concat(
                _told.Select((fact, number) => (Event: fact.Value, Number: number, IsNew: !known.Contains(fact.Value)))
            )
            .OrderBy(one => one.Event.At);
        foreach (var (one, number, isNew) in events)
        {
            if (one.At > now)
            {
                Later++;
                continue;
            }

            foreach (var change in ChangeReading.Read(one))
            {
                Add(change, Milliseconds(one.At), number, isNew);
            }
        }
    }

    /// <summary>The paths whose permissions the events change.</summary>
    public static IEnumerable<string> Paths(IEnumerable<ChangeEvent> events) =>
        events
            .Where(one => one.Kind == ChangeReading.PathKind)
            .SelectMany(ChangeReading.Read)
            .OfType<LoggedChange.OfPath>()
            .Select(change => change.Path);

    /// <summary>Events that are said to come after the import's instant.</summary>
    public int Later { get; private set; }

    /// <summary>The numbers of the policies that events name.</summary>
    public HashSet<long> Policies { get; } = [];

    /// <summary>The deletions of policies, by number: the version that went, and when.</summary>
    public Dictionary<long, (DateTimeOffset At, string? Version)> GonePolicies { get; } = [];

    /// <summary>The file and the place in it of an event of this import.</summary>
    public DatedFact<ChangeEvent> this[int number] => _told[number];

    /// <summary>The changes of the facts of one kind, by what names the fact: <typeparamref name="TKey"/> of that kind alone.</summary>
    public IReadOnlyDictionary<TKey, LoggedFact> Of<TKey>()
        where TKey : notnull =>
        _byFact.TryGetValue(typeof(TKey), out var facts)
            ? (Dictionary<TKey, LoggedFact>)facts
            : new Dictionary<TKey, LoggedFact>();

    private void Add(LoggedChange change, DateTimeOffset at, int number, bool isNew)
    {
        var told = new FactChange(at, change.Part, change.Before, change.After, number);
        switch (change)
        {
            case LoggedChange.OfMembership edge:
                Add(edge.Edge, told, isNew);
                break;
            case LoggedChange.OfAccount account:
                Add(account.Login, told, isNew);
                break;
            case LoggedChange.OfTable table:
                Add(table.Table, told, isNew);
                break;
            case LoggedChange.OfDatabase database:
                Add(new LoggedDatabase(database.Database), told, isNew);
                break;
            case LoggedChange.OfClass found:
                Add(new LoggedClass(found.Resource, found.Class), told, isNew);
                break;
            case LoggedChange.OfPath path:
                Add(new LoggedPath(path.Path), told, isNew);
                break;
            case LoggedChange.OfPolicy policy:
                // What it said is in its version history.
                Policies.Add(policy.Policy);
                if (policy is { Before: not null, After: null })
                {
                    GonePolicies[policy.Policy] = (at, policy.Before);
                }

                break;
        }
    }

    private void Add<TKey>(TKey key, FactChange change, bool isNew)
        where TKey : notnull
    {
        if (!_byFact.TryGetValue(typeof(TKey), out var facts))
        {
            _byFact.Add(typeof(TKey), facts = new Dictionary<TKey, LoggedFact>());
        }

        var byKey = (Dictionary<TKey, LoggedFact>)facts;
        if (!byKey.TryGetValue(key, out var fact))
        {
            byKey.Add(key, fact = new());
        }

        fact.Changes.Add(change);
        fact.HasNew |= isNew;
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}

/// <summary>Everything that was logged of one fact, in order of time.</summary>
internal sealed class LoggedFact
{
    public List<FactChange> Changes { get; } = [];

    /// <summary>An event is among them that no earlier import had.</summary>
    public bool HasNew { get; set; }
}

/// <summary>Names a database of the log.</summary>
internal readonly record struct LoggedDatabase(string Name);

/// <summary>Names a class on a resource of the log.</summary>
internal sealed record LoggedClass(ResourceName Resource, string Class);

/// <summary>Names a path of the log.</summary>
internal readonly record struct LoggedPath(string Path);
