using System.Globalization;

namespace GovernanceDashboard.Cli;

/// <summary>Numbers as they print, whatever the machine's culture: counts whole, percentages with two decimals.</summary>
internal static class Figures
{
    /// <summary>What stands where there is no number: a cell over nobody has no percentage.</summary>
    private const string None = "-";

    public static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double? number) => number?.ToString("F2", CultureInfo.InvariantCulture) ?? None;

    /// <summary>The same digits as <see cref="Percent"/>, trailing zeros included, as a JSON number.</summary>
    public static decimal? PercentNumber(double? number) =>
        number is null ? null : decimal.Parse(Percent(number), CultureInfo.InvariantCulture);

    public static string Of(long number, string noun) => number == 1 ? $"1 {noun}" : $"{Count(number)} {noun}s";
}
