using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Jobs;

/// <summary>How many facts of one kind came, went and changed.</summary>
public sealed record ChangeCount(string Kind, int Added, int Removed, int Changed);

/// <summary>How a snapshot differs from the one before in what decides access. Counts only: it names nobody.</summary>
/// <param name="PairsGained">People and tables that the later snapshot lets read and the earlier did not; new people and tables included.</param>
public sealed record AccessDeviation(
    SnapshotId Before,
    ImmutableArray<ChangeCount> Changes,
    long PairsGained,
    long PairsLost
)
{
    public bool IsEmpty => Changes.IsEmpty && PairsGained == 0 && PairsLost == 0;
}

/// <summary>Compares a snapshot with the one before it. About a second at full size, and a view of the earlier snapshot.</summary>
public sealed class DeviationCheck(ActiveSnapshot active)
{
    /// <summary>Null for the first snapshot.</summary>
    public async Task<AccessDeviation?> FindAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var earlier = (await active.SnapshotsAsync(cancellationToken)).FirstOrDefault(one =>
            one.Id.CompareTo(snapshot.Id) < 0
        );
        if (earlier is null)
        {
            return null;
        }

        var before = await active.ViewAsync(new Picture(earlier.Id, null), cancellationToken);
        var after = await active.ViewAsync(new Picture(snapshot.Id, null), cancellationToken);
        return await Task.Run(() => Between(before, after), cancellationToken);
    }

    private static AccessDeviation Between(EstateView before, EstateView after)
    {
        ChangeCount[] changes =
        [
            Count("memberships", before.Facts.Memberships, after.Facts.Memberships, one => one, _ => ""),
            Count("policies", before.Facts.Policies, after.Facts.Policies, one => (one.Service, one.Id), Text),
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
        var (gained, lost) = Pairs(before.Index, after.Index);
        return new(
            before.Facts.Snapshot.Id,
            [.. changes.Where(change => change.Added + change.Removed + change.Changed > 0)],
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

    private static (long Gained, long Lost) Pairs(AccessIndex before, AccessIndex after)
    {
        var (gained, lost) = (0L, 0L);
        // Tables under the same policies share one set of readers: each pair of sets is compared once.
        var compared = new Dictionary<(PrincipalSet?, PrincipalSet?), (long, long)>(ByReference.Instance);
        foreach (var name in before.Facts.Tables.Concat(after.Facts.Tables).Select(table => table.Name).Distinct())
        {
            var old = before.FindTable(name) is { } was ? before.ReadingPeople(was) : null;
            var now = after.FindTable(name) is { } isThere ? after.ReadingPeople(isThere) : null;
            if (!compared.TryGetValue((old, now), out var counts))
            {
                var (left, right) = (People(before, old), People(after, now));
                compared.Add(
                    (old, now),
                    counts = (right.Count(id => !left.Contains(id)), left.Count(id => !right.Contains(id)))
                );
            }

            gained += counts.Item1;
            lost += counts.Item2;
        }

        return (gained, lost);
    }

    private static HashSet<PrincipalId> People(AccessIndex index, PrincipalSet? people) =>
        [.. (people?.Members() ?? []).Select(person => index.Accounts[person.Value].Id)];

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
