using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Evidence;

namespace GovernanceDashboard.Tests.Evidence;

/// <summary>A small pack with what makes packs hard: unknowns, conditions, formulas in names, two scripts.</summary>
internal static class SamplePack
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 8, 30, 0, 125, TimeSpan.Zero);

    public static Snapshot Snapshot { get; } =
        new(
            new(7),
            At,
            At.AddDays(-230),
            At.AddHours(1),
            new string('a', 64),
            ImmutableSortedDictionary<string, long>.Empty,
            new([new("Owners", 72.5, "11 of 40 tables have no owner.")]),
            [new("hive/TBLS.csv", new string('b', 64), 1234, 40, 1)],
            IsDemo: true
        );

    public static EvidenceCover Cover { get; } =
        new(
            "EP-20260301-001",
            "group:Keystrokes",
            Snapshot,
            At,
            At.AddHours(2),
            "op-1",
            "1.0.0",
            "ranger",
            "pseudonymous",
            12,
            new string('c', 64)
        );

    public static EvidenceContent Content(int principals = 6, EvidenceCover? cover = null) =>
        new(
            cover ?? Cover,
            Tables,
            Who(principals),
            Paths(principals),
            [new("Limits", "Known gaps", "No logs were imported.")]
        );

    public static ImmutableArray<AffectedTableRow> Tables { get; } =
    [
        new(
            new("hr", "keys"),
            ResourceKind.Table,
            SensitivityLabel.Restricted,
            ["KEYSTROKES", "PII"],
            ["Import"],
            "p-0",
            "=HYPERLINK(\"http://x\")",
            9,
            1_000_000,
            "sig-000000000001",
            5,
            1,
            100.0 / 3,
            false
        ),
        new(
            new("hr", "notes"),
            ResourceKind.View,
            null,
            [],
            [],
            null,
            null,
            3,
            null,
            "sig-000000000002",
            1,
            0,
            null,
            true
        ),
        new(
            new("hr", "über"),
            ResourceKind.Table,
            SensitivityLabel.Public,
            ["A,B", "C\"D"],
            ["Rule"],
            "",
            "line\r\nbreak",
            1,
            long.MaxValue,
            "sig-000000000002",
            1,
            0,
            0.005,
            false
        ),
    ];

    public static IEnumerable<WhoHadAccessRow> Who(int principals) =>
        from number in Enumerable.Range(0, principals)
        from signature in new[] { "sig-000000000001", "sig-000000000002" }
        select new WhoHadAccessRow(
            $"p-{number:0000000000}",
            number % 3 == 2 ? PrincipalKind.ServiceAccount : PrincipalKind.User,
            number % 3 == 2 ? null : "R&D <core>",
            "L3",
            "EU",
            number % 3 == 2 ? null : EmploymentStatus.Active,
            signature,
            signature.EndsWith('1') ? AccessLevel.Full : AccessLevel.MetadataOnly,
            signature.EndsWith('1') ? 1 : 2,
            "Everyone",
            signature.EndsWith('2') && number == 0
        );

    public static IEnumerable<PathRow> Paths(int principals) =>
        from number in Enumerable.Range(0, principals)
        from path in new[] { 1, 2 }
        select new PathRow(
            $"p-{number:0000000000}",
            "sig-000000000001",
            path,
            ["p", "group:eng", "public"],
            "database",
            path == 2 ? null : 41,
            path == 2 ? null : "@all staff",
            path == 2 ? null : 0,
            "hr.*",
            0,
            null
        );
}
