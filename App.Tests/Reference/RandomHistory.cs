using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Small estates that change for an hour: policies, memberships, tags, zones, owners, tables that come and go, accounts, audiences and
/// exceptions; most changes at their exact minute, some only between two. The same seed gives the same history.
/// </summary>
internal sealed class RandomHistory
{
    internal static DateTimeOffset From { get; } = Facts.Noon.AddMinutes(-30);

    internal static DateTimeOffset To { get; } = Facts.Noon.AddMinutes(30);

    private const int MostBounded = 3;

    private readonly RandomEstate _random;
    private readonly List<string> _declared =
    [
        "group:g1",
        "everyone",
        "ann",
        "role:r2",
        "group:G1",
        "login:bob",
        "team = lab",
    ];
    private readonly int _bounded;

    internal RandomHistory(int seed)
    {
        _random = new(seed);
        var state = new State(_random.Create() with { At = From }, []);
        state = state with { Facts = state.Facts with { IntendedAccess = [.. Declarations()] } };
        if (_random.Chance(70))
        {
            state = Excepting(state);
        }

        var states = new List<(DateTimeOffset NotBefore, DateTimeOffset At, State State)>
        {
            (DateTimeOffset.MinValue, From.AddMinutes(-_random.Pick([0, 10])), state),
        };
        var minute = 0;
        for (var step = _random.Pick([1, 3, 6, 10]); step > 0; step--)
        {
            minute += _random.Pick([1, 2, 7, 11]);
            var at = From.AddMinutes(minute);
            state = Next(state, seed + step);
            var isBounded = _bounded < MostBounded && _random.Chance(25);
            _bounded += isBounded ? 1 : 0;
            states.Add((isBounded ? at.AddMinutes(-_random.Pick([1, 4, 15])) : at, at, state));
        }

        History = new()
        {
            Snapshot = Facts.Snapshot,
            From = From,
            To = To,
            Principals = Held(states, one => one.Facts.Principals, one => one.Id),
            Memberships = Held(states, one => one.Facts.Memberships, one => one),
            Databases = Held(states, one => one.Facts.Databases, one => one.Name),
            Tables = Held(states, one => one.Facts.Tables, one => one.Name),
            Policies = Held(states, one => one.Facts.Policies, one => (one.Service, one.Id)),
            Zones = Held(states, one => one.Facts.Zones, one => one.Name),
            Services = Held<AccessService, string>(
                states,
                one => one.Facts.Service is { } service ? [service] : [],
                one => one.Name
            ),
            Classifications = Held<Classification, Classification>(
                states,
                one => [.. one.Facts.Classifications.Distinct()],
                one => one
            ),
            TableGroups = Held(states, one => one.Facts.TableGroups, one => one.Name),
            IntendedAccess = Held(states, one => one.Facts.IntendedAccess, one => one),
            AccessExceptions = Held(states, one => one.Exceptions, one => one.Id),
        };
    }

    internal EstateHistory History { get; }

    private IEnumerable<IntendedAccess> Declarations()
    {
        foreach (var scope in new[] { "db:sales", "db:hr", "table:ann.pay", "group:pii", "group:all" })
        {
            if (_random.Chance(scope == "group:all" ? 30 : 70))
            {
                yield return Intended(scope);
            }

            if (_random.Chance(20))
            {
                yield return Intended(scope) with
                {
                    Purpose = "more",
                };
            }
        }
    }

    private IntendedAccess Intended(string scope) =>
        new(scope, _random.Pick(_random.Chance(92) ? _declared[..^1] : _declared), null, null, null, null);

    private State Excepting(State state)
    {
        var id = "x" + state.Exceptions.Length + _random.Pick(["", "a", "b"]);
        // Ids come back once theirs has ended, and stand once at any instant.
        while (state.Exceptions.Any(held => held.Id == id))
        {
            id += "z";
        }

        return state with
        {
            Exceptions =
            [
                .. state.Exceptions,
                new AccessException(
                    id,
                    _random.Pick(["db:sales", "table:hr.pay", "group:hr", "query:*.orders", "query:tmp"]),
                    _random.Pick(_declared),
                    null,
                    "ann",
                    "bob",
                    null
                ),
            ],
        };
    }

    private State Next(State state, int seed)
    {
        var facts = state.Facts;
        if (_random.Chance(20) && facts.Principals.Any(one => one.Id.Namespace == PrincipalNamespace.Login))
        {
            var login = _random.Pick(
                facts.Principals.Where(one => one.Id.Namespace == PrincipalNamespace.Login).ToArray()
            );
            // Sometimes the login is gone altogether.
            return state with
            {
                Facts = facts with
                {
                    Principals = _random.Chance(20)
                        ? facts.Principals.Remove(login)
                        : facts.Principals.Replace(login, login with { IsEnabled = !login.IsEnabled }),
                },
            };
        }

        if (_random.Chance(20))
        {
            return state with
            {
                Facts = facts with
                {
                    IntendedAccess =
                    [
                        .. facts.IntendedAccess.Where(_ => _random.Chance(70)),
                        Intended(_random.Pick(["db:sales", "table:hr.pay", "group:hr", "db:ann"])) with
                        {
                            ApprovalId = "n" + seed,
                        },
                    ],
                },
            };
        }

        if (_random.Chance(20))
        {
            return state.Exceptions.Length > 0 && _random.Chance(50)
                ? state with
                {
                    Exceptions = state.Exceptions[1..],
                }
                : Excepting(state);
        }

        if (facts.Policies.IsEmpty)
        {
            return state;
        }

        var changes = new RandomChanges(facts, _random, new RandomEstate(seed + RandomEstates.Elsewhere).Create());
        return state with { Facts = changes.Fitting(_random.Pick([1, 1, 2])).ApplyTo(facts).Facts ?? facts };
    }

    private ImmutableArray<HeldFact<T>> Held<T, TKey>(
        List<(DateTimeOffset NotBefore, DateTimeOffset At, State State)> states,
        Func<State, ImmutableArray<T>> list,
        Func<T, TKey> keyOf
    )
        where TKey : notnull
    {
        var held = ImmutableArray.CreateBuilder<HeldFact<T>>();
        var open = new Dictionary<TKey, (T Fact, DateTimeOffset From, DateTimeOffset? NotBefore)>();
        var lastChange = new Dictionary<TKey, DateTimeOffset>();
        foreach (var (notBefore, at, state) in states)
        {
            var now = list(state).ToDictionary(keyOf);
            foreach (var key in open.Keys.Concat(now.Keys).Distinct().ToArray())
            {
                var was = open.TryGetValue(key, out var before);
                var isThere = now.TryGetValue(key, out var fact);
                if (was && isThere && Equals(before.Fact, fact))
                {
                    continue;
                }

                // One change after the other: the bounds of the same fact's changes do not overlap.
                var last = lastChange.GetValueOrDefault(key, DateTimeOffset.MinValue);
                var bound = notBefore > last ? notBefore : last;
                lastChange[key] = at;
                if (was)
                {
                    held.Add(new(before.Fact, before.From, before.NotBefore, at, bound));
                    open.Remove(key);
                }

                if (isThere)
                {
                    open.Add(key, (fact!, at, bound == DateTimeOffset.MinValue ? null : bound));
                }
            }
        }

        held.AddRange(open.Values.Select(one => new HeldFact<T>(one.Fact, one.From, one.NotBefore, null, null)));
        return held.ToImmutable();
    }

    private sealed record State(EstateFacts Facts, ImmutableArray<AccessException> Exceptions);
}
