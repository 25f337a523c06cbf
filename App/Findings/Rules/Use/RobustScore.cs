using System.Runtime.InteropServices;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>
/// How far a value lies above the others, in robust standard deviations: 0.6745 x (value - median) / MAD, the median absolute deviation. Above <see cref="Limit"/> it is an
/// outlier (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). One wild day moves neither median nor MAD, as it would move mean and deviation.
/// </summary>
/// <param name="N">Values that it was compared with.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RobustScore(double Score, double Median, double Mad, int N)
{
    public const double Limit = 3.5;

    private const double Consistency = 0.6745;

    public bool IsOutlier => Score > Limit;

    /// <param name="least">The MAD is taken for no less: where nearly all are equal, one more is no outlier.</param>
    public static RobustScore Of(double value, IEnumerable<double> others, double least)
    {
        double[] sorted = [.. others.Order()];
        if (sorted.Length == 0)
        {
            return new(0, 0, 0, 0);
        }

        var median = Middle(sorted);
        var mad = Middle([.. sorted.Select(one => Math.Abs(one - median)).Order()]);
        return new(Consistency * (value - median) / Math.Max(mad, least), median, mad, sorted.Length);
    }

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
