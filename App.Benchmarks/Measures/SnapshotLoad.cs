using System.Collections.Immutable;
using System.Diagnostics;
using GovernanceDashboard.Access;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>Times what a start does: facts from the SQLite snapshot in a temporary folder, and the index over them.</summary>
internal static class SnapshotLoad
{
    /// <summary>Writes the snapshot once (not timed), then loads it several times.</summary>
    internal static async Task<Timing> MeasureAsync(EstateFacts facts, int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        try
        {
            var store = new FactStore(new(folder), TimeProvider.System);
            var snapshot = await store.WriteAsync(Draft(facts), new Progress<WorkProgress>(), cancellationToken);
            var times = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                GC.Collect();
                var started = Stopwatch.GetTimestamp();
                var loaded = await store.LoadAsync(snapshot, snapshot.TakenAt, cancellationToken);
                var index = AccessIndex.Build(loaded, cancellationToken);
                if (round > 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                GC.KeepAlive(index);
            }

            return new([.. times.Order()]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The facts as an import would hand them over.</summary>
    internal static SnapshotDraft Draft(EstateFacts facts) =>
        new()
        {
            TakenAt = facts.At,
            IsDemo = true,
            Quality = new([]),
            Sources = [],
            Principals = Dated(facts.Principals.Where(principal => principal.Kind != PrincipalKind.Role)),
            Roles = Dated(facts.Principals.Where(principal => principal.Kind == PrincipalKind.Role)),
            Memberships = Dated(facts.Memberships.Where(membership => !IsOfRole(membership))),
            RoleMemberships = Dated(facts.Memberships.Where(IsOfRole)),
            Databases = Dated(facts.Databases),
            Tables = Dated(facts.Tables),
            Policies = Dated(facts.Policies),
            Services = Dated([facts.Service!]),
            Zones = Dated(facts.Zones),
            Classifications = Dated(facts.Classifications.Where(one => one.Basis == ClassificationBasis.Import)),
            InferredClassifications = Dated(facts.Classifications.Where(one => one.Basis == ClassificationBasis.Rule)),
            TableGroups = Dated(facts.TableGroups),
            Populations = Dated(facts.Populations),
            HiveGrants = Dated(facts.HiveGrants),
            ViewSources = Dated(facts.ViewSources),
            TableStorages = Dated(facts.TableStorages),
            Paths = Dated(facts.Paths),
        };

    private static bool IsOfRole(Membership membership) => membership.Container.Namespace == PrincipalNamespace.Role;

    private static ImmutableArray<DatedFact<T>> Dated<T>(IEnumerable<T> facts) =>
        [.. facts.Select(fact => new DatedFact<T>(fact))];
}
