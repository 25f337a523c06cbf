using Bunit;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Controls;

public sealed class ChipTests : ComponentTest
{
    [Fact]
    public void An_unclassified_table_is_called_unknown_and_never_looks_like_a_label()
    {
        var chip = Render<LabelChip>(parameters => parameters.Add(label => label.Label, null)).Find(".chip");
        Assert.Equal("Unknown", chip.TextContent);
        Assert.Equal("chip label-unknown", chip.ClassName);
    }

    [Fact]
    public void A_label_says_its_name()
    {
        var chip = Render<LabelChip>(parameters => parameters.Add(label => label.Label, SensitivityLabel.Restricted))
            .Find(".chip");
        Assert.Equal(("Restricted", "chip label-restricted"), (chip.TextContent, chip.ClassName));
    }

    [Fact]
    public void A_conditional_level_carries_its_doubt()
    {
        var chip = Render<LevelChip>(parameters =>
                parameters.Add(level => level.Level, AccessLevel.Partial).Add(level => level.IsConditional, true)
            )
            .Find(".chip");
        Assert.Equal("Partial ?", chip.TextContent);
    }

    [Fact]
    public void A_real_name_is_shown_but_its_link_holds_the_pseudonym()
    {
        var label = new PrincipalLabel("p-0123456789", "Ada Lovelace", PrincipalKind.User);
        var link = Render<PrincipalLink>(parameters => parameters.Add(principal => principal.Label, label)).Find("a");
        Assert.Equal("Ada Lovelace", link.TextContent);
        Assert.Equal("/person/p-0123456789", link.GetAttribute("href"));
        Assert.Contains("real-name", link.ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_leads_nowhere()
    {
        var label = new PrincipalLabel("eng", "eng", PrincipalKind.Group);
        var rendered = Render<PrincipalLink>(parameters => parameters.Add(principal => principal.Label, label));
        Assert.Empty(rendered.FindAll("a"));
    }
}
