using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>
/// The benchmark estate as facts in memory, dense and over-exposed: at S=10 about 1.17 billion (person, table) pairs are allowed.
/// The same scale gives the same facts on every machine.
/// </summary>
/// <remarks>
/// It uses what the peers' SQL can express, so that all answers must be equal: allow items through nested groups and roles, Everyone,
/// denies of the same priority, exceptions inside a policy, wildcards on tables. It has no tags, zones, conditions, schedules,
/// overriding priorities, policies on single columns, or items for the owner.
/// </remarks>
public static class BenchmarkEstate
{
    internal const string Service = "hive";

    private const int Seed = 20260;

    /// <summary>Draws the estate. S=10 takes a few seconds and about 500 MB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is below 1.</exception>
    public static EstateFacts Create(int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        var size = new EstateSize(scale);
        var random = new Random(Seed);
        var directory = new DirectoryDraft(size, random);
        var catalog = new CatalogDraft(size, directory, random);
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new()
        {
            Snapshot = new(
                new(1),
                at,
                at,
                at,
                new('0', 64),
                ImmutableSortedDictionary<string, long>.Empty,
                new([]),
                [],
                IsDemo: true
            ),
            At = at,
            Principals = directory.Principals,
            Memberships = directory.Memberships,
            Databases = catalog.Databases,
            Tables = catalog.Tables,
            Policies = new PolicyDraft(size, directory, random).Policies,
            Service = new(Service, AccessService.HiveAccessTypes, [], []),
            Classifications = catalog.Classifications,
            TableGroups = catalog.TableGroups,
            Populations =
            [
                .. Enumerable
                    .Range(0, EstateSize.Departments)
                    .Select(DirectoryDraft.Department)
                    .Select(name => new Population(name, "department", name)),
            ],
        };
    }
}
