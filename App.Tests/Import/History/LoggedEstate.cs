using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.History;

/// <summary>
/// A small estate and everything that happened to it, played forward slowly: the state at an instant is the first one with every event up to there
/// applied, one after the other.
/// </summary>
internal sealed class LoggedEstate
{
    public static readonly DateTimeOffset Began = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_logins = ["ann", "ben", "cy", "dot"];
    private static readonly string[] s_containers = ["group:g1", "group:g2", "group:g3", "role:r1", "role:r2"];
    private static readonly string[] s_tables = ["db.a", "db.b", "db.c"];
    private static readonly string[] s_teams = ["Red", "Blue", "Green"];
    private static readonly string[] s_paths = ["/data", "/data/a"];

    private readonly SortedSet<string> _start = new(StringComparer.Ordinal);
    private readonly Random _random;

    public LoggedEstate(int seed, int events)
    {
        _random = new(seed);
        foreach (
            var fact in AllFacts()
                .Where(_ => _random.Next(2) == 0)
                .Concat(s_logins.Select(login => $"account|login:{login}|enabled"))
        )
        {
            if (
                !fact.StartsWith("account|", StringComparison.Ordinal)
                || !_start.Any(known => Subject(known) == Subject(fact))
            )
            {
                _start.Add(fact);
            }
        }

        foreach (var one in s_logins)
        {
            _start.Add($"attribute|login:{one}|team={Pick(s_teams)}");
        }

        foreach (var one in s_tables.Where(table => _start.Contains($"table|table:{table}|exists")))
        {
            _start.Add($"owner|table:{one}|{Pick(s_logins)}");
        }

        var state = new SortedSet<string>(_start, StringComparer.Ordinal);
        var at = Began;
        while (Events.Count < events)
        {
            at = at.AddMilliseconds(_random.Next(3) == 0 ? 1 : _random.Next(1, 50_000_000));
            if (Next(state, at) is { } told)
            {
                Events.Add(told);
                Apply(state, told);
            }
        }
    }

    public List<ChangeEvent> Events { get; } = [];

    /// <summary>The facts at an instant, as texts.</summary>
    public SortedSet<string> At(DateTimeOffset instant)
    {
        var state = new SortedSet<string>(_start, StringComparer.Ordinal);
        foreach (var told in Events.Where(told => told.At <= instant))
        {
            Apply(state, told);
        }

        return state;
    }

    /// <summary>What a reader of facts sees, in the same texts. What went for good leaves nothing of what it was but its name.</summary>
    private SortedSet<string> Seen(EstateFacts facts)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var one in facts.Memberships)
        {
            seen.Add($"membership|{one.Container}|{one.Member}");
        }

        foreach (var one in facts.Principals.Where(one => one.Id.Namespace == PrincipalNamespace.Login))
        {
            seen.Add($"account|{one.Id}|{(one.IsEnabled ? "enabled" : "disabled")}");
            if (one.Person?.Team is { } team)
            {
                seen.Add($"attribute|{one.Id}|team={team}");
            }
        }

        foreach (var one in facts.Tables)
        {
            seen.Add($"table|table:{one.Name}|exists");
            if (one.Creator is { } owner)
            {
                seen.Add($"owner|table:{one.Name}|{owner}");
            }
        }

        foreach (var one in facts.Classifications)
        {
            seen.Add($"tag|table:{one.Resource}|tag:{one.Class}");
        }

        foreach (var path in facts.Paths)
        {
            foreach (var entry in path.Access.Entries)
            {
                seen.Add($"path|path:{path.Path}|{Entry(entry)}");
            }
        }

        return Known(seen);
    }

    /// <summary>Fails where the facts are not what the replay has at their instant, and says which.</summary>
    public void Agrees(EstateFacts facts)
    {
        var (expected, actual) = (Known(At(facts.At)), Seen(facts));
        Assert.Equal(
            ("", ""),
            (string.Join(", ", expected.Except(actual)), string.Join(", ", actual.Except(expected)))
        );
    }

    /// <summary>Without the parts of whatever was deleted once: nobody logs what they were.</summary>
    private SortedSet<string> Known(IEnumerable<string> facts)
    {
        var gone = Events
            .Where(told => told is { Kind: "account" or "table", After: null })
            .Select(told => told.Target)
            .ToHashSet();
        return new(
            facts.Where(fact =>
                !(fact.Split('|') is ["attribute" or "owner", var subject, _] && gone.Contains(subject))
            ),
            StringComparer.Ordinal
        );
    }

    /// <summary>What an import at an instant finds.</summary>
    public SnapshotDraft Draft(DateTimeOffset at)
    {
        var state = At(at);
        ILookup<string, (string Subject, string Value)> byKind = state
            .Select(fact => fact.Split('|'))
            .ToLookup(parts => parts[0], parts => (parts[1], parts[2]));
        var teams = byKind["attribute"].ToDictionary(fact => fact.Subject, fact => fact.Value[5..]);
        var owners = byKind["owner"].ToDictionary(fact => fact.Subject, fact => fact.Value);
        var edges = byKind["membership"].Select(fact => new Membership(Id(fact.Value), Id(fact.Subject))).ToArray();
        return new()
        {
            TakenAt = at,
            IsDemo = false,
            Quality = new([]),
            Sources = [],
            Principals =
            [
                .. byKind["account"]
                    .Select(fact => new DatedFact<Principal>(
                        new(
                            Id(fact.Subject),
                            PrincipalKind.User,
                            "Real Name",
                            fact.Value == "enabled",
                            new(fact.Subject, Department: "Research", Team: teams.GetValueOrDefault(fact.Subject))
                        )
                    )),
            ],
            Roles = [],
            Memberships = Facts(edges.Where(edge => edge.Container.Namespace == PrincipalNamespace.Group)),
            RoleMemberships = Facts(edges.Where(edge => edge.Container.Namespace == PrincipalNamespace.Role)),
            Databases = [new(new("db"))],
            Tables =
            [
                .. byKind["table"]
                    .Select(fact => new DatedFact<TableResource>(
                        new(
                            Table(fact.Subject),
                            ResourceKind.Table,
                            owners.GetValueOrDefault(fact.Subject),
                            null,
                            null,
                            null,
                            null,
                            at.Minute, // statistics change without a word in the log
                            null,
                            [new("id", "int")]
                        )
                    )),
            ],
            Policies = [],
            Zones = [],
            Services = [new(new("hive", AccessService.HiveAccessTypes, [], []))],
            Classifications = Facts(
                byKind["tag"]
                    .Select(fact => new Classification(
                        ResourceName.Of(Table(fact.Subject)),
                        fact.Value[4..],
                        ClassificationBasis.Import
                    ))
            ),
            Paths = Facts(
                s_paths.Select(path => Path(path, byKind["path"].Where(fact => fact.Subject == "path:" + path)))
            ),
        };
    }

    private static PathPermission Path(string path, IEnumerable<(string Subject, string Value)> entries)
    {
        ImmutableArray<PathEntry> listed =
        [
            .. entries
                .Select(entry => new PathEntry(Id(entry.Value[..entry.Value.LastIndexOf(':')]), PathBits.Read))
                .OrderBy(entry => entry.Principal),
        ];
        return new(
            path,
            true,
            new(
                "hdfs",
                "hadoop",
                PathBits.Read,
                PathBits.None,
                PathBits.None,
                listed.IsEmpty ? null : PathBits.Read,
                listed
            )
        );
    }

    private static string Entry(PathEntry entry) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Principal.ToString().Replace("login:", "user:", StringComparison.Ordinal)}:r--"
        );

    private static ImmutableArray<DatedFact<T>> Facts<T>(IEnumerable<T> values) =>
        [.. values.Select(value => new DatedFact<T>(value))];

    private static PrincipalId Id(string text) =>
        PrincipalId.TryParse(text, out var id) ? id : throw new FormatException(text);

    private static TableName Table(string subject) =>
        TableName.TryParse(subject[6..], out var table) ? table : throw new FormatException(subject);

    private static string Subject(string fact) => fact.Split('|')[1];

    private static IEnumerable<string> AllFacts() =>
        s_containers
            .SelectMany(container => s_logins.Select(login => $"membership|{container}|login:{login}"))
            .Append("membership|group:g1|group:g2")
            .Append("membership|role:r1|group:g1")
            .Concat(s_logins.Select(login => $"account|login:{login}|disabled"))
            .Concat(s_tables.Select(table => $"table|table:{table}|exists"))
            .Concat(s_tables.SelectMany(table => new[] { $"tag|table:{table}|tag:PII", $"tag|table:{table}|tag:PCI" }))
            .Concat(
                s_paths.SelectMany(path => new[] { $"path|path:{path}|group:g1:r--", $"path|path:{path}|user:ann:r--" })
            );

    /// <summary>Something that can happen to the state; null for another try.</summary>
    private ChangeEvent? Next(SortedSet<string> state, DateTimeOffset at)
    {
        switch (_random.Next(8))
        {
            case 0:
            {
                var login = "login:" + Pick(s_logins);
                var team = state.FirstOrDefault(fact =>
                    fact.StartsWith($"attribute|{login}|", StringComparison.Ordinal)
                );
                var next = "team=" + Pick(s_teams);
                return team is null || team.EndsWith(next, StringComparison.Ordinal)
                    ? null
                    : Told(at, "attribute", login, team.Split('|')[2], next);
            }

            case 1:
            {
                var table = "table:" + Pick(s_tables);
                var owner = state.FirstOrDefault(fact => fact.StartsWith($"owner|{table}|", StringComparison.Ordinal));
                var next = Pick(s_logins);
                return owner is null || owner.EndsWith('|' + next)
                    ? null
                    : Told(at, "owner", table, owner.Split('|')[2], next);
            }

            case 2:
            {
                var login = "login:" + Pick(s_logins);
                var account = state.FirstOrDefault(fact =>
                    fact.StartsWith($"account|{login}|", StringComparison.Ordinal)
                );
                var before = account?.Split('|')[2];
                string? after = Pick(["enabled", "disabled", ""]);
                after = after.Length == 0 ? null : after;
                return before == after ? null : Told(at, "account", login, before, after);
            }

            default:
            {
                var fact = Pick([.. AllFacts().Where(one => !one.StartsWith("account", StringComparison.Ordinal))]);
                var parts = fact.Split('|');
                return state.Contains(fact)
                    ? Told(at, parts[0], parts[1], parts[2], null)
                    : Told(at, parts[0], parts[1], null, parts[2]);
            }
        }
    }

    private static void Apply(SortedSet<string> state, ChangeEvent told)
    {
        if (told.Before is { } before)
        {
            state.Remove($"{told.Kind}|{told.Target}|{before}");
        }

        if (told.After is { } after)
        {
            state.Add($"{told.Kind}|{told.Target}|{after}");
        }

        if (told is { After: null, Kind: "account" or "table" })
        {
            state.RemoveWhere(fact =>
                fact.Split('|') is ["attribute" or "owner", var subject, _] && subject == told.Target
            );
        }
    }

    private static ChangeEvent Told(DateTimeOffset at, string kind, string target, string? before, string? after) =>
        new(at, null, kind, target, before, after, "svc", "T-1", null, null);

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
