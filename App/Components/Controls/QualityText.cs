using System.Globalization;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Writes a data-quality score, 0 to 100, with one decimal, rounded down: only what is complete reads 100.</summary>
public static class QualityText
{
    public static string Of(double score) =>
        (Math.Floor(score * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture);
}
