using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>Makes parts of the score in their three forms. No line that goes in may name a person.</summary>
internal static class Parts
{
    private const double Whole = 100;
    private const int MostRows = 20;

    /// <summary>Something that has to be there at all.</summary>
    public static QualityPart Present(string name, int weight, long count, string what, string advice) =>
        count > 0
            ? new(name, Whole, string.Create(CultureInfo.InvariantCulture, $"{count} {what}"), 0, 1, weight)
            : new(name, 0, $"No {what} were imported.", 1, 1, weight, advice);

    /// <summary>So many of all are good: told by those that are.</summary>
    /// <param name="what">Follows "3 of 4".</param>
    public static QualityPart Share(
        string name,
        int weight,
        long faults,
        long all,
        string what,
        string advice,
        IEnumerable<string>? rows = null
    ) =>
        Of(
            name,
            weight,
            faults,
            all,
            string.Create(CultureInfo.InvariantCulture, $"{all - faults} of {all} {what}."),
            advice,
            rows
        );

    /// <summary>So many faults among all: told by the faults.</summary>
    /// <param name="what">Follows "none" or the number of faults.</param>
    public static QualityPart Faults(
        string name,
        int weight,
        long faults,
        long all,
        string what,
        string advice,
        IEnumerable<string>? rows = null
    ) =>
        Of(
            name,
            weight,
            faults,
            all,
            faults == 0
                ? string.Create(CultureInfo.InvariantCulture, $"None of {all} looked at: {what}.")
                : string.Create(CultureInfo.InvariantCulture, $"{faults} of {all} looked at: {what}."),
            advice,
            rows
        );

    private static QualityPart Of(
        string name,
        int weight,
        long faults,
        long all,
        string text,
        string advice,
        IEnumerable<string>? rows
    ) =>
        all == 0
            ? new(name, 0, "There was nothing to look at.", 0, 0, Weight: 0)
            : new(
                name,
                Whole * (all - faults) / all,
                text,
                faults,
                all,
                weight,
                faults == 0 ? null : advice,
                faults == 0 ? [] : [.. (rows ?? []).Take(MostRows)]
            );
}
