using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GovernanceDashboard.Domain;

/// <summary>Instants as text, in UTC, to the millisecond.</summary>
public static class UtcText
{
    /// <summary>As sheets, CSV files, addresses and manifests print them: <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
    [return: NotNullIfNotNull(nameof(instant))]
    public static string? Of(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As sentences and fields show them: without a fraction that is nought.</summary>
    [return: NotNullIfNotNull(nameof(instant))]
    public static string? Short(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads what somebody typed or an address carries; UTC where it names no zone.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out instant
        );
}
