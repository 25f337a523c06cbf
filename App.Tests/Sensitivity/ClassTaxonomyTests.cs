using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Tests.Sensitivity;

public sealed class ClassTaxonomyTests
{
    [Theory]
    [InlineData("KEYSTROKES", 4, SensitivityLabel.Restricted)]
    [InlineData("SCREEN_CONTENT", 4, SensitivityLabel.Restricted)]
    [InlineData("PRIVATE_CONVERSATIONS", 4, SensitivityLabel.Restricted)]
    [InlineData("TRANSCRIPTS", 4, SensitivityLabel.Restricted)]
    [InlineData("PROMPTS", 3, SensitivityLabel.Restricted)]
    [InlineData("PERFORMANCE_DATA", 3, SensitivityLabel.Restricted)]
    [InlineData("MOUSE_CLICKS", 1.5, SensitivityLabel.Confidential)]
    [InlineData("ACTIVITY_LOGS", 1.5, SensitivityLabel.Confidential)]
    [InlineData("COMMUNICATION_METADATA", 1.5, SensitivityLabel.Confidential)]
    [InlineData("AGGREGATED_ACTIVITY", 0.5, SensitivityLabel.Internal)]
    [InlineData("PII", 2, SensitivityLabel.Confidential)]
    [InlineData("PCI", 3, SensitivityLabel.Restricted)]
    [InlineData("HEALTH", 4, SensitivityLabel.Restricted)]
    [InlineData("INTERNAL", 0.5, SensitivityLabel.Internal)]
    [InlineData("PUBLIC", 0.25, SensitivityLabel.Public)]
    public void Classes_carry_their_default_weights_and_labels(string name, double weight, SensitivityLabel label)
    {
        var found = ClassTaxonomy.Find(name);

        Assert.NotNull(found);
        Assert.Equal(weight, found.Weight);
        Assert.Equal(label, found.Label);
    }

    [Fact]
    public void Terms_stay_within_the_bounds_of_enisa()
    {
        Assert.All(ClassTaxonomy.Classes, one => Assert.InRange(one.Dpc, 1, 4));
        Assert.All(ClassTaxonomy.Classes, one => Assert.Contains(one.Ei, new[] { 0.25, 0.5, 0.75, 1 }));
    }

    [Fact]
    public void What_a_class_may_contain_is_a_class_too()
    {
        var mentioned = ClassTaxonomy.Classes.SelectMany(one => one.MayContain);

        Assert.All(mentioned, name => Assert.NotNull(ClassTaxonomy.Find(name)));
        Assert.Equal(
            ["CREDENTIALS", "HR", "PII", "THIRD_PARTY_CONFIDENTIAL"],
            ClassTaxonomy.Find("SCREEN_CONTENT")!.MayContain
        );
    }

    [Fact]
    public void Names_are_found_without_case_and_unknown_ones_are_not()
    {
        Assert.Equal("KEYSTROKES", ClassTaxonomy.Find("Keystrokes")?.Name);
        Assert.Null(ClassTaxonomy.Find("SALES_REGION"));
    }

    [Fact]
    public void The_highest_label_wins()
    {
        Assert.Equal(SensitivityLabel.Restricted, ClassTaxonomy.LabelOf(["PUBLIC", "KEYSTROKES", "PII"]));
        Assert.Equal(SensitivityLabel.Internal, ClassTaxonomy.LabelOf(["PUBLIC", "AGGREGATED_ACTIVITY"]));
    }

    [Fact]
    public void No_class_is_no_label_and_an_unknown_class_is_confidential()
    {
        Assert.Null(ClassTaxonomy.LabelOf([]));
        Assert.Equal(SensitivityLabel.Confidential, ClassTaxonomy.LabelOf(["SALES_REGION"]));
    }
}
