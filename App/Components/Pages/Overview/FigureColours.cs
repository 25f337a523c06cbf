using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The heatmap's colours for one appearance.</summary>
/// <remarks>
/// Known values run through orange to red with steadily falling (dark: rising) lightness, which protanopes and deuteranopes can follow;
/// unknown ones through violet, from a tone that is never the scale's pale end. On the dark ground the scale is turned round: more
/// is brighter.
/// </remarks>
public sealed record FigureColours(
    ImmutableArray<(double Share, string Colour)> Stops,
    (int Red, int Green, int Blue) UnknownLow,
    (int Red, int Green, int Blue) UnknownHigh,
    string Hatch,
    string LowInk,
    string HighInk
)
{
    /// <summary>Of a change: less is blue, none is the ground, more is the scale's orange; told apart also without red and green.</summary>
    public ImmutableArray<(double Share, string Colour)> ChangeStops { get; init; } = [];

    public static FigureColours Light { get; } =
        new(
            [(0, "#f7f4ee"), (0.05, "#fdebcf"), (0.25, "#fdc98a"), (0.5, "#f68b45"), (0.75, "#cf4a1e"), (1, "#7d1a0c")],
            (0xd9, 0xc4, 0xef),
            (0x6a, 0x2f, 0xa3),
            "#4d1f7a",
            "#2b1245",
            "#ffffff"
        )
        {
            ChangeStops = [(0, "#1f5fa8"), (0.25, "#8fbde6"), (0.5, "#f7f4ee"), (0.75, "#fdb069"), (1, "#b8400f")],
        };

    public static FigureColours Dark { get; } =
        new(
            [(0, "#24282f"), (0.05, "#3a2c24"), (0.25, "#6d3b1f"), (0.5, "#b4551f"), (0.75, "#f08a3c"), (1, "#ffd9a8")],
            (0x4a, 0x33, 0x69),
            (0xb9, 0x8a, 0xee),
            "#1b0d2b",
            "#f1e6ff",
            "#1b0d2b"
        )
        {
            ChangeStops = [(0, "#7fb6f5"), (0.25, "#2f5f94"), (0.5, "#24282f"), (0.75, "#8d4a1e"), (1, "#f5a25c")],
        };

    /// <summary>As plotly takes it.</summary>
    public object[][] Scale => [.. Stops.Select(stop => new object[] { stop.Share, stop.Colour })];

    /// <summary>As plotly takes it, for changes.</summary>
    public object[][] ChangeScale => [.. ChangeStops.Select(stop => new object[] { stop.Share, stop.Colour })];

    /// <param name="share">0 to 1 of the scale.</param>
    public string Unknown(double share) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"rgb({Mix(UnknownLow.Red, UnknownHigh.Red, share)},{Mix(UnknownLow.Green, UnknownHigh.Green, share)},{Mix(UnknownLow.Blue, UnknownHigh.Blue, share)})"
        );

    public string UnknownInk(double share) => share > 0.5 ? HighInk : LowInk;

    private static int Mix(int low, int high, double share) => (int)Math.Round(low + ((high - low) * share));
}
