using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>
/// Every fact that a snapshot believes of what decides access, who is meant to have it and how sensitive it is, with the time in which it
/// held. <see cref="At"/> gives the estate of one instant; <see cref="HistoryTimeline"/> its changes in order.
/// </summary>
public sealed record EstateHistory
{
    public required Snapshot Snapshot { get; init; }

    /// <summary>The first instant that can be answered. Inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The last instant that can be answered. Inclusive: what holds then is open.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Logins, groups and roles.</summary>
    public ImmutableArray<HeldFact<Principal>> Principals { get; init; } = [];

    public ImmutableArray<HeldFact<Membership>> Memberships { get; init; } = [];

    public ImmutableArray<HeldFact<DatabaseResource>> Databases { get; init; } = [];

    public ImmutableArray<HeldFact<TableResource>> Tables { get; init; } = [];

    public ImmutableArray<HeldFact<Policy>> Policies { get; init; } = [];

    public ImmutableArray<HeldFact<SecurityZone>> Zones { get; init; } = [];

    public ImmutableArray<HeldFact<AccessService>> Services { get; init; } = [];

    public ImmutableArray<HeldFact<Classification>> Classifications { get; init; } = [];

    public ImmutableArray<HeldFact<TableGroup>> TableGroups { get; init; } = [];

    public ImmutableArray<HeldFact<IntendedAccess>> IntendedAccess { get; init; } = [];

    public ImmutableArray<HeldFact<AccessException>> AccessExceptions { get; init; } = [];

    public ImmutableArray<HeldFact<HiveGrant>> HiveGrants { get; init; } = [];

    public ImmutableArray<HeldFact<ViewSources>> ViewSources { get; init; } = [];

    public ImmutableArray<HeldFact<TableStorage>> TableStorages { get; init; } = [];

    public ImmutableArray<HeldFact<HdfsService>> HdfsServices { get; init; } = [];

    public ImmutableArray<HeldFact<PathPermission>> Paths { get; init; } = [];

    /// <summary>How much of the use is logged, by scope and channel.</summary>
    public ImmutableArray<HeldFact<LogCoverage>> LogCoverages { get; init; } = [];

    /// <summary>What the change log says: who changed what, on which ticket. Facts of their own, in any order.</summary>
    public ImmutableArray<ChangeEvent> ChangeEvents { get; init; } = [];

    /// <summary>The facts known to hold at an instant; a change without an exact instant counts from its later bound.</summary>
    public EstateFacts At(DateTimeOffset instant) =>
        new()
        {
            Snapshot = Snapshot,
            At = instant,
            Principals = Held(Principals, instant),
            Memberships = [.. Held(Memberships, instant).Distinct()],
            Databases = Held(Databases, instant),
            Tables = Held(Tables, instant),
            Policies = Held(Policies, instant),
            Zones = Held(Zones, instant),
            Service = Held(Services, instant).FirstOrDefault(),
            Classifications = Held(Classifications, instant),
            TableGroups = Held(TableGroups, instant),
            IntendedAccess = Held(IntendedAccess, instant),
            HiveGrants = Held(HiveGrants, instant),
            ViewSources = Held(ViewSources, instant),
            TableStorages = Held(TableStorages, instant),
            Hdfs = Held(HdfsServices, instant).FirstOrDefault(),
            Paths = Held(Paths, instant),
        };

    private static ImmutableArray<T> Held<T>(ImmutableArray<HeldFact<T>> facts, DateTimeOffset instant) =>
        [.. facts.Where(fact => fact.HeldAt(instant)).Select(fact => fact.Value)];
}
