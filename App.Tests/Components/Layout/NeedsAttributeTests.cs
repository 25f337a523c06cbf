using System.Reflection;
using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Components.Pages.FindingLists;
using GovernanceDashboard.Components.Pages.ScopeMetrics;
using GovernanceDashboard.Components.Pages.WhatIfs;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Tests.Components.Layout;

/// <summary>Which page shows a lock to which role, in place of controls that would fail.</summary>
public sealed class NeedsAttributeTests
{
    [Theory]
    [InlineData(typeof(FindingsPage), AppRole.Executive, "The role Executive may not see who can read what.")]
    [InlineData(typeof(WhatIfPage), AppRole.Executive, "The role Executive may not try changes out.")]
    [InlineData(typeof(WhatIfPage), AppRole.Auditor, "The role Auditor may not try changes out.")]
    [InlineData(typeof(MetricsPage), AppRole.Reporter, "The role Reporter may not see how exposed the estate is.")]
    [InlineData(typeof(MetricsPage), AppRole.Executive, null)]
    [InlineData(typeof(WhatIfPage), AppRole.Engineer, null)]
    [InlineData(null, AppRole.Reporter, null)]
    public void A_role_that_may_not_is_told_why(Type? page, AppRole role, string? refusal) =>
        Assert.Equal(refusal, NeedsAttribute.Refusal(page, new("somebody", role)));

    [Fact]
    public void Every_page_of_the_estate_says_what_it_needs()
    {
        // Jobs are one's own, and nobody needs a right to learn that an address leads nowhere or to sign in.
        string[] free = ["JobsPage", "NotFoundPage"];

        Assert.Equal(
            free,
            typeof(NeedsAttribute)
                .Assembly.GetTypes()
                .Where(type => type.GetCustomAttributes<RouteAttribute>().Any())
                .Where(type => type.GetCustomAttribute<NeedsAttribute>() is null)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal)
        );
    }
}
