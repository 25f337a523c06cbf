using System.Globalization;

namespace GovernanceDashboard.Evidence;

/// <summary>Instants as every sheet, CSV and manifest print them: <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
internal static class UtcText
{
    public static string Of(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
