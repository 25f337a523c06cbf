using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Writes a data-quality score, 0 to 100, with two decimals, rounded down: only what is complete reads 100.</summary>
public static class QualityText
{
    public static string Of(double score) => DataQuality.Shown(score).ToString("0.##", CultureInfo.InvariantCulture);
}
