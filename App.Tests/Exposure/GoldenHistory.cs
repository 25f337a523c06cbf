using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>The golden case of metrics 6.9 as a history of 30 days.</summary>
internal static class GoldenHistory
{
    internal static DateTimeOffset Start { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal static SeverityWeights Weights { get; } =
        new(name =>
            name switch
            {
                "KEYSTROKES" => 4,
                "PII" => 2,
                "AGGREGATED" => 0.5,
                _ => null,
            }
        );

    internal static DateTimeOffset Day(double day) => Start.AddDays(day);

    internal static EstateHistory Create()
    {
        var facts = Facts.Of(
            people: ["alice", "bob", "carol", "dave"],
            groups: [("eng", ["alice", "bob"]), ("sens", ["carol"])],
            tables: [("tel.t1", ["a", "b"]), ("tel.t2", ["a"]), ("pub.t3", ["a"])],
            policies:
            [
                Facts.Policy(1, "tel.t1.*", allow: [Facts.Item(groups: ["sens"])], deny: [Facts.Item(users: ["dave"])]),
                Facts.Policy(2, "tel.t2.*", allow: [Facts.Item(groups: ["eng"])]),
                Facts.Policy(3, "pub.t3.*", allow: [Facts.Item(groups: ["public"])]),
            ]
        );
        var mistake = Facts.Policy(4, "tel.*.*", allow: [Facts.Item(groups: ["public"])]);
        return new()
        {
            Snapshot = Facts.Snapshot,
            From = Start,
            To = Day(30),
            Principals = Always(facts.Principals),
            Memberships = Always(facts.Memberships),
            Tables = Always(facts.Tables),
            Policies = Always(facts.Policies).Add(new(mistake, Day(10), Day(10), Day(14), Day(14))),
            Services = Always([facts.Service!]),
            Classifications = Always(
                ImmutableArray.Create(
                    Class("tel", "t1", "KEYSTROKES"),
                    Class("tel", "t2", "PII"),
                    Class("pub", "t3", "AGGREGATED")
                )
            ),
            TableGroups = Always(ImmutableArray.Create(new TableGroup("telemetry", ["tel.*"], []))),
            IntendedAccess = Always(
                ImmutableArray.Create(
                    new IntendedAccess("table:tel.t1", "login:carol", null, null, null, null),
                    new IntendedAccess("table:tel.t2", "group:eng", null, null, null, null),
                    new IntendedAccess("table:pub.t3", "everyone", null, null, null, null)
                )
            ),
            LogCoverages =
            [
                .. new[] { AccessChannel.Hive, AccessChannel.Files }.SelectMany(channel =>
                    new HeldFact<LogCoverage>[]
                    {
                        new(new("table:tel.t1", channel, CoverageState.Full, null), Start, null, Day(30), Day(30)),
                        new(new("table:tel.t2", channel, CoverageState.Full, null), Start, null, Day(12), Day(12)),
                    }
                ),
            ],
        };
    }

    internal static ImmutableArray<AuditedUse> Uses { get; } =
    [Read("carol", "tel.t1", 2), Read("alice", "tel.t2", 3), Read("dave", "tel.t2", 11), Read("bob", "tel.t1", 12)];

    /// <summary>Nothing is known of files, and there are no views.</summary>
    internal static OtherChannels Channels(ExposureLedger ledger) =>
        new(
            [.. ledger.Tables.Select(_ => ledger.People)],
            [.. ledger.Tables.Select(_ => PrincipalSet.Empty(ledger.People.Universe))],
            [.. ledger.Tables.Select(_ => ImmutableHashSet<TableName>.Empty)]
        );

    internal static AuditedUse Read(string login, string table, double day) =>
        new(Facts.Name(table), login, "", AuditAction.Read, AuditChannel.Hive, true, Day(day), Day(day), 1, true);

    internal static ImmutableArray<HeldFact<T>> Always<T>(ImmutableArray<T> facts) =>
        [.. facts.Select(fact => new HeldFact<T>(fact, Start, null, null, null))];

    private static Classification Class(string database, string table, string name) =>
        new(new(database, table), name, ClassificationBasis.Import);
}
