using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>
/// How much a class weighs (metrics 6.1), in severity points from 0.25 to 4. What nobody classified, or whose class has no weight, may
/// weigh anything between.
/// </summary>
public sealed class SeverityWeights(Func<string, double?> weightOf)
{
    public const double Least = 0.25;
    public const double Most = 4;

    public static MeasureRange Unclassified { get; } = new(Least, Most);

    /// <summary>Of the heaviest class; null where nothing was found: what is only possible leaves a table or column unclassified.</summary>
    public MeasureRange? Of(IEnumerable<Classification> classes)
    {
        MeasureRange? heaviest = null;
        var isFound = false;
        foreach (var one in classes)
        {
            isFound |= !one.MayContain;
            var weight = weightOf(one.Class) is { } known ? MeasureRange.Exactly(known) : Unclassified;
            heaviest = heaviest is { } before ? MeasureRange.Max(before, weight) : weight;
        }

        return isFound ? heaviest : null;
    }

    /// <summary>What one reader's columns of a table weigh: the heaviest of them.</summary>
    /// <param name="columns">By column; null where nobody classified it.</param>
    /// <param name="table">Of the whole table; null where nothing of it is classified.</param>
    /// <remarks>
    /// A column without a class, in a table that has some, may weigh as little as there is and as much as the table: it was looked past,
    /// not looked at.
    /// </remarks>
    public static MeasureRange OfReader(IEnumerable<MeasureRange?> columns, MeasureRange? table)
    {
        if (table is not { } whole)
        {
            return Unclassified;
        }

        MeasureRange? heaviest = null;
        foreach (var column in columns)
        {
            var weight = column ?? new(Least, whole.High);
            heaviest = heaviest is { } before ? MeasureRange.Max(before, weight) : weight;
        }

        return heaviest ?? whole;
    }
}
