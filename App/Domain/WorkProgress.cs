using System.Globalization;

namespace GovernanceDashboard.Domain;

/// <summary>How far long work has come. The page's bar and the terminal's render the same record.</summary>
/// <param name="Stage">What is being done, for a reader: "Importing TBLS.csv".</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; null where it cannot be known.</param>
/// <param name="IsBytes">The units are bytes of a file; else rows, or whatever the stage names.</param>
public sealed record WorkProgress(string Stage, long Done, long? Total = null, bool IsBytes = false)
{
    private const double Megabyte = 1_000_000;

    /// <summary>How much of how much, with the unit where it is bytes; empty before the first unit of a stage without a total.</summary>
    public string Amount =>
        IsBytes ? string.Create(CultureInfo.InvariantCulture, $"{Done / Megabyte:N1}{Of(Total / Megabyte, "N1")} MB")
        : Total is null && Done == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Done:N0}{Of(Total, "N0")}");

    private static string Of<T>(T? total, string format)
        where T : struct, IFormattable =>
        total is { } known ? " of " + known.ToString(format, CultureInfo.InvariantCulture) : "";
}
