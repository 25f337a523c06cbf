using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace GovernanceDashboard.Tests.Components;

/// <summary>Base of the tests that render one component without a browser.</summary>
/// <remarks>
/// bunit's comparer reaches for a differ that is not there (StandIns/README.md), so an instance that was never constructed
/// stands in for it. Assert on elements, roles and text; <c>MarkupMatches</c> does not work.
/// </remarks>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        var comparer = typeof(BunitContext).Assembly.GetType("Bunit.Diffing.HtmlComparer", throwOnError: true)!;
        Services.AddSingleton(comparer, RuntimeHelpers.GetUninitializedObject(comparer));
        Services.AddRadzenComponents();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
