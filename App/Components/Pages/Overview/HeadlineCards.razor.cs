using System.Globalization;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>Three figures, each with its whole and what it rests on.</summary>
public sealed partial class HeadlineCards : ComponentBase
{
    /// <summary>Null while they are being counted.</summary>
    [Parameter, EditorRequired]
    public Headlines? Headlines { get; set; }

    /// <summary>The role may open the lists behind the figures.</summary>
    [Parameter]
    public bool MayBrowse { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private static string Figure(CountBounds? bounds) =>
        bounds is not { } known ? "…"
        : known.IsExact ? Number(known.Low)
        : $"{Number(known.Low)}–{Number(known.High)}";

    private static string Share(CountBounds? bounds, string whole)
    {
        if (bounds is not { } known)
        {
            return "counting";
        }

        var share =
            known.Of == 0
                ? "–"
                : Percent(known.Low, known.Of) + (known.IsExact ? "" : "–" + Percent(known.High, known.Of)) + " %";
        return $"{share} of {Number(known.Of)} {whole}";
    }

    private static string Percent(int part, int whole) =>
        (100.0 * part / whole).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
