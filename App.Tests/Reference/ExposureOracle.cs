using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Who is exposed to what, cell of time by cell of time, pair by pair: every way in which the changes in doubt can have happened is tried,
/// and the reference evaluator asked. Shares no code with the ledger but the names of its layers.
/// </summary>
internal sealed class ExposureOracle
{
    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);

    private readonly EstateHistory _history;
    private readonly Dictionary<string, double> _weights;
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Cell> _decided = new(StringComparer.Ordinal);
    private readonly List<(
        object Kind,
        object Fact,
        DateTimeOffset From,
        DateTimeOffset? NotBefore,
        DateTimeOffset? To,
        DateTimeOffset? ToNotBefore,
        object Key
    )> _facts = [];

    internal ExposureOracle(
        EstateHistory history,
        DateTimeOffset from,
        DateTimeOffset to,
        Dictionary<string, double> weights
    )
    {
        (_history, _weights) = (history, weights);
        Add("principal", history.Principals, one => one.Id);
        Add("membership", history.Memberships, one => one);
        Add("table", history.Tables, one => one.Name);
        Add("policy", history.Policies, one => (one.Service, one.Id));
        Add("zone", history.Zones, one => one.Name);
        Add("service", history.Services, one => one.Name);
        Add("tag", history.Classifications, one => one, one => one.Basis != ClassificationBasis.Import);
        Add("group", history.TableGroups, one => one.Name, _ => true);
        Add("intended", history.IntendedAccess, one => one, _ => true);
        Add("exception", history.AccessExceptions, one => one.Id, _ => true);
        foreach (var fact in _facts)
        {
            _numbers.TryAdd(fact.Fact, _numbers.Count);
        }

        Walk(from, to);
    }

    /// <summary>By layer: each interval of each pair, whole.</summary>
    internal Dictionary<
        LedgerLayer,
        HashSet<(string Who, TableName Table, DateTimeOffset From, DateTimeOffset To)>
    > Intervals { get; } =
        Enum.GetValues<LedgerLayer>()
            .ToDictionary(layer => layer, _ => new HashSet<(string, TableName, DateTimeOffset, DateTimeOffset)>());

    /// <summary>By layer: Σ w(p, t) x days over people, from the worlds in which nothing is in doubt; meaningless else.</summary>
    internal Dictionary<LedgerLayer, double> Weighted { get; } =
        Enum.GetValues<LedgerLayer>().ToDictionary(layer => layer, _ => 0.0);

    internal bool HadDoubt { get; private set; }

    private void Add<T>(
        string kind,
        ImmutableArray<HeldFact<T>> facts,
        Func<T, object> key,
        Func<T, bool>? isDeclared = null
    )
        where T : notnull
    {
        foreach (var fact in facts)
        {
            var since =
                fact.FromNotBefore is null && (isDeclared?.Invoke(fact.Value) ?? false)
                    ? DateTimeOffset.MinValue
                    : fact.From;
            _facts.Add(
                (kind, fact.Value, since, fact.FromNotBefore, fact.To, fact.ToNotBefore, (kind, key(fact.Value)))
            );
        }
    }

    private void Walk(DateTimeOffset from, DateTimeOffset to)
    {
        var open = new Dictionary<(LedgerLayer, string, TableName), DateTimeOffset>();
        var known = new Dictionary<string, Cell>(StringComparer.Ordinal);
        var marks = Marks(from, to);
        for (var cell = 0; cell < marks.Length - 1; cell++)
        {
            var at = marks[cell];
            var key = KeyOf(at);
            if (!known.TryGetValue(key, out var now))
            {
                known.Add(key, now = Decide(at));
            }

            foreach (var layer in Intervals.Keys)
            {
                foreach (var pair in open.Keys.Where(pair => pair.Item1 == layer).ToArray())
                {
                    if (!now.Exposed[layer].ContainsKey((pair.Item2, pair.Item3)))
                    {
                        Intervals[layer].Add((pair.Item2, pair.Item3, open[pair], at));
                        open.Remove(pair);
                    }
                }

                foreach (var (pair, weight) in now.Exposed[layer])
                {
                    open.TryAdd((layer, pair.Who, pair.Table), at);
                    Weighted[layer] += weight * (marks[cell + 1] - at).TotalDays;
                }
            }
        }

        foreach (var ((layer, who, table), since) in open)
        {
            Intervals[layer].Add((who, table, since, to));
        }
    }

    // Minutes; where there are schedules, the millisecond after each, and the seconds that they name.
    private DateTimeOffset[] Marks(DateTimeOffset from, DateTimeOffset to)
    {
        var hasSeasons = _facts.Any(fact =>
            fact.Fact
                is Policy { Schedules.IsEmpty: false }
                    or Classification { Instance.ValidityPeriods.IsEmpty: false }
        );
        var marks = new SortedSet<DateTimeOffset>();
        for (var minute = from; minute <= to; minute = minute.AddMinutes(1))
        {
            marks.Add(minute);
            foreach (var second in hasSeasons ? [-1, 0, 1] : Array.Empty<int>())
            {
                marks.Add(minute.AddSeconds(second));
                marks.Add(minute.AddSeconds(second) + s_millisecond);
            }
        }

        return [.. marks.Where(mark => mark >= from && mark <= to)];
    }

    // Everything that the answer of a moment hangs on.
    private string KeyOf(DateTimeOffset at) =>
        SeasonsAt(at)
        + string.Concat(
            _facts.Select(fact =>
                fact.From <= at && (fact.To is null || at < fact.To) && !(at >= fact.ToNotBefore && at < fact.To) ? '1'
                : IsBeginning(fact.From, fact.NotBefore, at) ? 'b'
                : fact.To is not null && at >= fact.ToNotBefore && at < fact.To ? 'e'
                : '0'
            )
        );

    private string SeasonsAt(DateTimeOffset at) =>
        string.Concat(
            _facts
                .SelectMany(fact =>
                    fact.Fact switch
                    {
                        Policy policy => [ReferenceSchedule.IsOff(policy, at), ReferenceSchedule.MayBeOff(policy, at)],
                        Classification { Instance: { } instance } => instance
                            .ValidityPeriods.Select(period => ReferenceSchedule.IsWithin(period, at))
                            .ToArray(),
                        _ => Array.Empty<bool>(),
                    }
                )
                .Select(state => state ? 'y' : 'n')
        );

    private static bool IsBeginning(DateTimeOffset from, DateTimeOffset? notBefore, DateTimeOffset at) =>
        at < from && (notBefore is null || at >= notBefore);

    private Cell Decide(DateTimeOffset at)
    {
        // Coins: what begins and what ends in the same bounds, of the same key, is one toss.
        var coins =
            new List<(object Key, DateTimeOffset? Start, DateTimeOffset End, List<object> Begin, List<object> End2)>();
        var held = new List<(object Kind, object Fact)>();
        foreach (var fact in _facts)
        {
            var isEnding = fact.To is { } end && at >= fact.ToNotBefore && at < end && fact.From <= at;
            if (isEnding)
            {
                Coin(fact.Key, fact.ToNotBefore, fact.To!.Value).End2.Add(fact.Fact);
            }
            else if (IsBeginning(fact.From, fact.NotBefore, at))
            {
                Coin(fact.Key, fact.NotBefore, fact.From).Begin.Add(fact.Fact);
            }
            else if (fact.From <= at && (fact.To is null || at < fact.To))
            {
                held.Add((fact.Kind, fact.Fact));
            }
        }

        HadDoubt |= coins.Count > 0;
        Cell? all = null;
        for (var world = 0; world < 1 << coins.Count; world++)
        {
            var facts = held.Select(each => each.Fact).ToList();
            for (var coin = 0; coin < coins.Count; coin++)
            {
                facts.AddRange(((world >> coin) & 1) != 0 ? coins[coin].Begin : coins[coin].End2);
            }

            var now = InWorld(facts, at);
            all = all is null ? now : all.Or(now);
        }

        return all!;

        (object Key, DateTimeOffset? Start, DateTimeOffset End, List<object> Begin, List<object> End2) Coin(
            object key,
            DateTimeOffset? start,
            DateTimeOffset end
        )
        {
            var found = coins.FindIndex(coin => coin.Key.Equals(key) && coin.Start == start && coin.End == end);
            if (found < 0)
            {
                found = coins.Count;
                coins.Add((key, start, end, [], []));
            }

            return coins[found];
        }
    }

    private Cell InWorld(List<object> facts, DateTimeOffset at)
    {
        // The same world comes up again and again.
        var key = SeasonsAt(at) + string.Join(' ', facts.Select(fact => _numbers[fact]).Order());
        if (!_decided.TryGetValue(key, out var known))
        {
            _decided.Add(key, known = DecideWorld(facts, at));
        }

        return known;
    }

    private Cell DecideWorld(List<object> facts, DateTimeOffset at)
    {
        var estate = new EstateFacts
        {
            Snapshot = _history.Snapshot,
            At = at,
            Principals = [.. facts.OfType<Principal>().OrderBy(one => one.Id)],
            Memberships = [.. facts.OfType<Membership>().OrderBy(one => one.Member).ThenBy(one => one.Container)],
            Tables = [.. facts.OfType<TableResource>().OrderBy(one => one.Name)],
            Policies =
            [
                .. facts.OfType<Policy>().OrderBy(one => one.Service, StringComparer.Ordinal).ThenBy(one => one.Id),
            ],
            Zones = [.. facts.OfType<SecurityZone>()],
            Service = facts.OfType<AccessService>().FirstOrDefault(),
            Classifications = [.. facts.OfType<Classification>()],
        };
        var evaluator = new ReferenceEvaluator(estate);
        var logins = evaluator.Logins().ToArray();
        var cell = new Cell();
        foreach (var table in estate.Tables)
        {
            var groups = facts
                .OfType<TableGroup>()
                .Where(group => IsIn(group, table.Name, estate))
                .Select(group => group.Name)
                .ToHashSet();
            var intended = facts
                .OfType<IntendedAccess>()
                .Where(one => IsAbout(one.Scope, table.Name, groups))
                .ToArray();
            var exceptions = facts
                .OfType<AccessException>()
                .Where(one => IsAbout(one.Scope, table.Name, groups))
                .ToArray();
            var isDeclared =
                intended.Length > 0
                && !intended.Any(one => one.PrincipalOrRule.Contains('=', StringComparison.Ordinal));
            foreach (var person in logins.GroupBy(WhoIs))
            {
                var levels = person.Select(login => evaluator.LevelOn(login.Id.Name, table)).ToArray();
                var (sure, possible) = (
                    levels.Any(level => level.Lower >= AccessLevel.Partial),
                    levels.Any(level => level.Upper >= AccessLevel.Partial)
                );
                var isMeant = person.Any(login => intended.Any(one => Means(one.PrincipalOrRule, login, evaluator)));
                var isExcepted =
                    isMeant || person.Any(login => exceptions.Any(one => Means(one.Principal, login, evaluator)));
                var weight =
                    person.First().Kind == PrincipalKind.ServiceAccount
                        ? (0.0, 0.0)
                        : WeightOf(person, table, estate, evaluator);
                Put(LedgerLayer.GrossSure, isDeclared && sure && !isMeant, weight.Item1);
                Put(LedgerLayer.GrossPossible, possible && !isMeant, weight.Item2);
                Put(LedgerLayer.NetSure, isDeclared && sure && !isExcepted, weight.Item1);
                Put(LedgerLayer.NetPossible, possible && !isExcepted, weight.Item2);

                void Put(LedgerLayer layer, bool isExposed, double weighs)
                {
                    if (isExposed)
                    {
                        cell.Exposed[layer].Add((person.Key, table.Name), weighs);
                    }
                }
            }
        }

        return cell;
    }

    internal static string WhoIs(Principal login) =>
        login.Kind == PrincipalKind.ServiceAccount ? "service " + login.Id.Name : ReferenceEvaluator.IdentityOf(login);

    private (double, double) WeightOf(
        IEnumerable<Principal> person,
        TableResource table,
        EstateFacts estate,
        ReferenceEvaluator evaluator
    )
    {
        var tags = estate
            .Classifications.Where(tag =>
                tag.Resource.Database == table.Name.Database
                && (tag.Resource.Table is null || tag.Resource.Table == table.Name.Table)
            )
            .ToArray();
        if (tags.Length == 0)
        {
            return (0.25, 4);
        }

        var whole = tags.Max(High);
        if (table.Columns.IsEmpty || tags.All(tag => tag.Resource.Column is null))
        {
            return (tags.Max(Low), whole);
        }

        var (low, high) = (0.0, 0.0);
        for (var column = 0; column < table.Columns.Length; column++)
        {
            var name = table.Columns[column].Name;
            var own = tags.Where(tag => tag.Resource.Column is null || tag.Resource.Column == name).ToArray();
            var answers = person
                .Select(login => evaluator.Decide(login.Id.Name, table.Name.Database, table.Name.Table, name, "select"))
                .ToArray();
            if (answers.Contains(AccessDecision.Allowed))
            {
                low = Math.Max(low, own.Length == 0 ? 0.25 : own.Max(Low));
            }

            if (answers.Any(answer => answer != AccessDecision.Denied))
            {
                high = Math.Max(high, own.Length == 0 ? whole : own.Max(High));
            }
        }

        return (low, high);

        double Low(Classification tag) => _weights.GetValueOrDefault(tag.Class, 0.25);

        double High(Classification tag) => _weights.GetValueOrDefault(tag.Class, 4);
    }

    private static bool Means(string text, Principal login, ReferenceEvaluator evaluator)
    {
        var containers = evaluator.ContainersOf(login.Id.Name);
        return text == "everyone"
            || text == login.Id.Name
            || text == "login:" + login.Id.Name
            || (text.StartsWith("group:", StringComparison.Ordinal) && containers.Groups.Contains(text[6..]))
            || (text.StartsWith("role:", StringComparison.Ordinal) && containers.Roles.Contains(text[5..]));
    }

    private static bool IsAbout(string scope, TableName table, HashSet<string> groups)
    {
        var (kind, name) = (
            scope[..scope.IndexOf(':', StringComparison.Ordinal)],
            scope[(scope.IndexOf(':', StringComparison.Ordinal) + 1)..]
        );
        return kind switch
        {
            "table" => table.ToString() == name,
            "db" => table.Database == name,
            "group" => groups.Contains(name),
            "query" => name.StartsWith('*')
                ? table.ToString().EndsWith(name[1..], StringComparison.Ordinal)
                : table.ToString().Contains(name, StringComparison.Ordinal),
            _ => throw new ArgumentException(scope),
        };
    }

    // The groups of random estates: everything, hr, tags and classes, nothing.
    private static bool IsIn(TableGroup group, TableName table, EstateFacts estate)
    {
        var tags = estate
            .Classifications.Where(tag =>
                tag.Resource.Database == table.Database
                && (tag.Resource.Table is null || tag.Resource.Table == table.Table)
            )
            .ToArray();
        return group.Name switch
        {
            "all" => true,
            "hr" => table.Database == "hr",
            "pii" => tags.Any(tag =>
                (tag.Class == "PII" && tag.Basis == ClassificationBasis.Import)
                || tag.Class.Equals("pci", StringComparison.OrdinalIgnoreCase)
            ),
            _ => false,
        };
    }

    private sealed class Cell
    {
        internal Dictionary<LedgerLayer, Dictionary<(string Who, TableName Table), double>> Exposed { get; } =
            Enum.GetValues<LedgerLayer>()
                .ToDictionary(layer => layer, _ => new Dictionary<(string, TableName), double>());

        internal Cell Or(Cell other)
        {
            var either = new Cell();
            foreach (var layer in Exposed.Keys)
            {
                var isSure = layer is LedgerLayer.GrossSure or LedgerLayer.NetSure;
                foreach (var pair in Exposed[layer].Keys.Concat(other.Exposed[layer].Keys).Distinct())
                {
                    var (here, there) = (Exposed[layer].ContainsKey(pair), other.Exposed[layer].ContainsKey(pair));
                    if (isSure ? here && there : here || there)
                    {
                        either.Exposed[layer][pair] = 0;
                    }
                }
            }

            return either;
        }
    }
}
