using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Adds mask and row-filter policies to a random estate, often several on one table, through resources and tags.</summary>
internal static class RandomRestrictions
{
    private static readonly string[] s_masks = ["MASK", "MASK_HASH", "MASK_NULL", "MASK_NONE", "CUSTOM"];
    private static readonly string[] s_filters = ["", "region = 'EU'", "id < 7"];

    internal static EstateFacts AddTo(EstateFacts facts, RandomEstate random) =>
        facts with
        {
            Policies =
            [
                .. facts.Policies,
                .. Enumerable.Range(101, 1 + random.Pick([0, 1, 3, 7])).Select(id => Policy(id, facts, random)),
            ],
        };

    private static Policy Policy(int id, EstateFacts facts, RandomEstate random)
    {
        var isTag = random.Chance(35);
        var type = random.Chance(65) ? PolicyType.DataMask : PolicyType.RowFilter;
        return Facts.Policy(id, "x.y") with
        {
            Name = "m" + random.Pick([1, 2, 3]),
            IsTagPolicy = isTag,
            IsEnabled = random.Chance(95),
            Type = type,
            Priority = random.Chance(70) ? 0 : random.Pick([1, 2]),
            Resources =
            [
                isTag
                    ? Facts.Resource(("tag", [random.Pick(["PII", "pii", "PCI", "OLD", ""])]))
                    : Resource(facts, type, random),
            ],
            Conditions = random.Chance(8) ? [new("expression", ["REQ.clientType == 'x'"])] : [],
            Schedules =
                random.Chance(90) ? []
                : random.Chance(50) ? [new(null, "2026/06/01 11:59:59", "")]
                : [new("2026/01/01 00:00:00", null, null)],
            ZoneName = facts.Zones.Length > 0 && random.Chance(40) ? random.Pick(facts.Zones).Name : null,
            MaskOrFilterItems =
            [
                .. Enumerable.Range(0, random.Pick([1, 1, 2, 3])).Select(_ => Item(type, isTag, random)),
            ],
        };
    }

    private static PolicyResource Resource(EstateFacts facts, PolicyType type, RandomEstate random)
    {
        var table = facts.Tables.Length > 0 ? random.Pick(facts.Tables) : Facts.Table("sales.orders", ["id"]);
        var levels = ImmutableSortedDictionary.CreateBuilder<string, ResourceValues>();
        levels["database"] = Level(table.Name.Database, random);
        levels["table"] = Level(random.Chance(85) ? table.Name.Table : "tmp_{USER}", random);
        if (type == PolicyType.DataMask || random.Chance(5))
        {
            levels["column"] = Level(
                table.Columns.Length > 0 && random.Chance(90) ? random.Pick(table.Columns).Name : "{USER}",
                random
            );
        }

        return new(levels.ToImmutable());
    }

    private static ResourceValues Level(string value, RandomEstate random) =>
        new(
            random.Chance(6) ? ["*"]
                : random.Chance(4) ? [""]
                : random.Chance(10) ? [value.ToUpperInvariant(), "ssn"]
                : [value],
            random.Chance(6)
        );

    private static PolicyItem Item(PolicyType type, bool isTag, RandomEstate random)
    {
        var prefix = isTag ? "hive:" : "";
        return new(
            [new(prefix + (random.Chance(85) ? "select" : random.Pick(["all", "update"])), random.Chance(95))],
            random.Chance(40) ? [random.Pick(["ann", "bob", "Bob", "cy", "{USER}", "{OWNER}", "{OWNER}"])] : [],
            random.Chance(60) ? [random.Pick(["g1", "g2", "g3", "public"])] : [],
            random.Chance(20) ? [random.Pick(["r1", "r2"])] : [],
            random.Chance(12) ? [new("ip-range", ["10.*"])] : [],
            Mask: type == PolicyType.DataMask
                ? new((isTag && random.Chance(80) ? prefix : "") + random.Pick(s_masks), null, null)
                : null,
            RowFilter: type == PolicyType.RowFilter ? random.Pick(s_filters) : null
        );
    }
}
