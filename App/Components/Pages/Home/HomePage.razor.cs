using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Home;

/// <summary>The first page.</summary>
public sealed partial class HomePage : ComponentBase
{
    private static readonly object s_layout = new { margin = new { t = 16 }, yaxis = new { rangemode = "tozero" } };

    private int _clicks;
    private object _bars = Bars(0);

    private void Count()
    {
        _clicks++;
        _bars = Bars(_clicks);
    }

    private static object Bars(int last) =>
        new[]
        {
            new
            {
                type = "bar",
                x = new[] { "one", "two" },
                y = new[] { 1, last },
            },
        };
}
