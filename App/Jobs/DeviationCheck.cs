using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Jobs;

/// <summary>Compares a snapshot with the one before it. About a second at full size, and a view of the earlier snapshot.</summary>
public sealed class DeviationCheck(ActiveSnapshot active)
{
    private const string InNone = ""; // no group has an empty name

    /// <summary>Null for the first snapshot, and for the first after a demonstration.</summary>
    public async Task<AccessDeviation?> FindAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var earlier = (await active.SnapshotsAsync(cancellationToken)).FirstOrDefault(one =>
            one.Id.CompareTo(snapshot.Id) < 0
        );
        if (earlier is null || earlier.IsDemo != snapshot.IsDemo)
        {
            return null;
        }

        var before = await active.ViewAsync(new Picture(earlier.Id, null), cancellationToken);
        var after = await active.ViewAsync(new Picture(snapshot.Id, null), cancellationToken);
        return await Task.Run(() => Between(before, after), cancellationToken);
    }

    private static AccessDeviation Between(EstateView before, EstateView after)
    {
        var policies = PolicyDeviations.Between(before, after);
        ChangeCount[] changes =
        [
            Count("memberships", before.Facts.Memberships, after.Facts.Memberships, one => one, _ => ""),
            new(
                "policies",
                policies.Count(policy => policy.What == PolicyDeviation.Added),
                policies.Count(policy => policy.What == PolicyDeviation.Removed),
                policies.Count(policy => policy.What is not (PolicyDeviation.Added or PolicyDeviation.Removed))
            ),
            Count(
                "grants",
                before.Facts.HiveGrants,
                after.Facts.HiveGrants,
                one => one with { Grantors = default },
                _ => ""
            ),
            Count("tags", Tags(before), Tags(after), one => (one.Resource, one.Class), Text),
            Count("file permissions", before.Facts.Paths, after.Facts.Paths, one => one.Path, Text),
        ];
        var (gained, lost, groups) = Pairs(before, after);
        return new(
            before.Facts.Snapshot.Id,
            [.. changes.Where(change => change.Added + change.Removed + change.Changed > 0)],
            policies,
            groups,
            gained,
            lost
        );
    }

    private static IEnumerable<Classification> Tags(EstateView view) =>
        view.Facts.Classifications.Where(one => one.Basis == ClassificationBasis.Import);

    private static ChangeCount Count<T, TKey>(
        string kind,
        IEnumerable<T> before,
        IEnumerable<T> after,
        Func<T, TKey> key,
        Func<T, string> body
    )
        where TKey : notnull
    {
        var left = before.GroupBy(key).ToDictionary(same => same.Key, same => same.First());
        var (added, changed, kept) = (0, 0, 0);
        foreach (var same in after.GroupBy(key))
        {
            if (!left.TryGetValue(same.Key, out var known))
            {
                added++;
                continue;
            }

            kept++;
            changed += body(known) == body(same.First()) ? 0 : 1;
        }

        return new(kind, added, left.Count - kept, changed);
    }

    private static string Text<T>(T fact) => JsonSerializer.Serialize(fact);

    private static (long Gained, long Lost, ImmutableArray<GroupDeviation> Groups) Pairs(
        EstateView before,
        EstateView after
    )
    {
        var (gained, lost) = (0L, 0L);
        var groups = new Dictionary<string, (long Gained, long Lost)>(StringComparer.Ordinal);
        // Tables under the same policies share one set of readers: each pair of sets is compared once.
        var compared = new Dictionary<(PrincipalSet?, PrincipalSet?), (long Gained, long Lost)>(ByReference.Instance);
        foreach (var name in before.Facts.Tables.Concat(after.Facts.Tables).Select(table => table.Name).Distinct())
        {
            var (was, isThere) = (before.Index.FindTable(name), after.Index.FindTable(name));
            var old = was is { } earlier ? before.Index.ReadingPeople(earlier) : null;
            var now = isThere is { } later ? after.Index.ReadingPeople(later) : null;
            if (!compared.TryGetValue((old, now), out var counts))
            {
                var (left, right) = (People(before.Index, old), People(after.Index, now));
                counts = (right.Count(id => !left.Contains(id)), left.Count(id => !right.Contains(id)));
                compared.Add((old, now), counts);
            }

            if (counts == default)
            {
                continue;
            }

            (gained, lost) = (gained + counts.Gained, lost + counts.Lost);
            foreach (var group in GroupsOf(before, was).Union(GroupsOf(after, isThere)).DefaultIfEmpty(InNone))
            {
                var sum = groups.GetValueOrDefault(group);
                groups[group] = (sum.Gained + counts.Gained, sum.Lost + counts.Lost);
            }
        }

        return (
            gained,
            lost,
            [
                .. groups
                    .Select(group => new GroupDeviation(
                        group.Key.Length == 0 ? null : group.Key,
                        group.Value.Gained,
                        group.Value.Lost
                    ))
                    .OrderByDescending(group => group.Gained + group.Lost)
                    .ThenBy(group => group.Group, StringComparer.Ordinal),
            ]
        );
    }

    private static IEnumerable<string> GroupsOf(EstateView view, TableOrdinal? table) =>
        table is { } there ? view.Groups.GroupsOf(there).Select(group => group.Group.Name) : [];

    private static HashSet<PrincipalId> People(AccessIndex index, PrincipalSet? people) =>
        people is null ? [] : [.. people.Members().Select(person => index.Accounts[person.Value].Id)];

    private sealed class ByReference : IEqualityComparer<(PrincipalSet?, PrincipalSet?)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((PrincipalSet?, PrincipalSet?) one, (PrincipalSet?, PrincipalSet?) other) =>
            ReferenceEquals(one.Item1, other.Item1) && ReferenceEquals(one.Item2, other.Item2);

        public int GetHashCode((PrincipalSet?, PrincipalSet?) pair) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1),
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2)
            );
    }
}
