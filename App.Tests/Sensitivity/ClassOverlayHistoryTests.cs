using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;
using Facts = GovernanceDashboard.Tests.Scenarios.Facts;

namespace GovernanceDashboard.Tests.Sensitivity;

/// <summary>Classes set by hand weigh in what is told over time as they do in the picture of an instant.</summary>
public sealed class ClassOverlayHistoryTests
{
    private static readonly DateTimeOffset s_before = Facts.Noon.AddDays(-20);

    [Fact]
    public void An_override_sets_a_rules_class_aside_and_goes_on_along_lineage_at_every_instant()
    {
        var history = new EstateHistory
        {
            Snapshot = Facts.Snapshot,
            From = s_before,
            To = Facts.Noon,
            Tables = [.. Tables("raw.keys", "lab.copy")],
            Classifications =
            [
                Held(new(new("raw", "keys"), "PROMPTS", ClassificationBasis.Rule)),
                Held(new(new("raw", "keys"), "PII", ClassificationBasis.Import)),
            ],
        };
        LineageEdge edge = new(
            LineageNode.Table(new("raw", "keys")),
            LineageNode.Table(new("lab", "copy")),
            LineageKind.Copy,
            []
        );

        var told = ClassOverlay.Apply(history, [Override()], [edge]);

        foreach (var at in new[] { s_before, Facts.Noon })
        {
            Assert.Equal(
                ["lab.copy KEYSTROKES Lineage", "raw.keys KEYSTROKES Override", "raw.keys PII Import"],
                told.At(at)
                    .Classifications.Select(one => $"{one.Resource} {one.Class} {one.Basis}")
                    .Order(StringComparer.Ordinal)
            );
        }

        Assert.Same(history, ClassOverlay.Apply(history, [Override() with { To = new(1) }], [edge]));
    }

    private static ClassOverride Override() =>
        new(1, new("raw", "keys"), "KEYSTROKES", "read by hand", "dpo", Facts.Noon, new(1));

    private static HeldFact<Classification> Held(Classification one) => new(one, s_before, null, null, null);

    private static IEnumerable<HeldFact<TableResource>> Tables(params string[] names) =>
        names.Select(name => new HeldFact<TableResource>(Facts.Table(name, ["a"]), s_before, null, null, null));
}
