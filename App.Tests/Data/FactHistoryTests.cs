using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Data;

/// <summary>
/// Random histories against a model that a person can check: it keeps every import whole. Between two imports the earlier one's
/// state stands, except where the later one dates a version exactly.
/// </summary>
public sealed class FactHistoryTests : IDisposable
{
    private const int Hours = 60;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_snapshot_answers_for_every_hour_as_the_model_does(int seed)
    {
        var chance = new Random(seed);
        var store = new FactStore(new DataFolder(_folder.File($"{seed}")), TimeProvider.System);
        var world = new World(chance);
        var imports = new List<Observation>();
        var snapshots = new List<Snapshot>();

        for (var hour = 0; hour < Hours; hour++)
        {
            world.Live(hour);
            if (hour % 2 == 0 && chance.Next(4) == 0)
            {
                var seen = world.Look(hour, hasMembers: chance.Next(4) > 0 || imports.Count == 0);
                imports.Add(seen);
                snapshots.Add(await store.WriteAsync(seen.Draft(), new Progress<WorkProgress>(), Token));
            }
        }

        for (var index = 0; index < snapshots.Count; index++)
        {
            Assert.Equal(snapshots[index].Digest, await store.DigestAsync(snapshots[index], Token));
            for (var hour = imports[0].Hour; hour <= imports[index].Hour; hour++)
            {
                var facts = await store.LoadAsync(snapshots[index], Instant(hour), Token);
                Assert.Equal(PoliciesAt(imports, index, hour), facts.Policies.Select(policy => policy.Name));
                Assert.Equal(MembersAt(imports, index, hour), facts.Memberships);
            }
        }
    }

    private static List<string> PoliciesAt(List<Observation> imports, int last, int hour)
    {
        var before = imports.FindLastIndex(last, seen => seen.Hour <= hour);
        var state = imports[before].Policies.ToDictionary();
        if (before < last)
        {
            var start = imports[before].Hour;
            foreach (var (id, version) in imports[before + 1].Policies)
            {
                if (version.Hour > start && version.Hour <= hour)
                {
                    state[id] = version;
                }
            }
        }

        return [.. state.OrderBy(policy => policy.Key).Select(policy => policy.Value.Name)];
    }

    private static List<Membership> MembersAt(List<Observation> imports, int last, int hour)
    {
        var before = imports.FindLastIndex(last, seen => seen.Hour <= hour && seen.Members is not null);
        return [.. imports[before].Members!.Order().Select(login => Drafts.In(login, "g"))];
    }

    private static DateTimeOffset Instant(int hour) => Drafts.Day(0).AddHours(hour);

    private sealed record Version(string Name, int Number, int Hour);

    private sealed record Observation(int Hour, Dictionary<long, Version> Policies, string[]? Members)
    {
        public SnapshotDraft Draft() =>
            Drafts.At(0) with
            {
                TakenAt = Instant(Hour),
                Policies =
                [
                    .. Policies.Select(policy => new DatedFact<Policy>(
                        Drafts.Policy(policy.Key, policy.Value.Name, policy.Value.Number, Instant(policy.Value.Hour)),
                        Instant(policy.Value.Hour)
                    )),
                ],
                Memberships = Members is null
                    ? default
                    : Drafts.Members([.. Members.Select(login => Drafts.In(login, "g"))]),
            };
    }

    /// <summary>Policies come, change and go at exact hours; members come and go without a trace.</summary>
    private sealed class World(Random chance)
    {
        private readonly Dictionary<long, Version> _policies = [];
        private readonly HashSet<string> _members = [];

        public void Live(int hour)
        {
            var id = chance.Next(5);
            if (chance.Next(3) == 0)
            {
                _policies.Remove(id);
            }
            else if (chance.Next(2) == 0)
            {
                var number = _policies.TryGetValue(id, out var version) ? version.Number + 1 : 1;
                _policies[id] = new($"p{id} of {hour}", number, hour);
            }

            var login = $"u{chance.Next(6)}";
            _ = chance.Next(2) == 0 ? _members.Add(login) : _members.Remove(login);
        }

        public Observation Look(int hour, bool hasMembers) =>
            new(hour, new(_policies), hasMembers ? [.. _members] : null);
    }
}
