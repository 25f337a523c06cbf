namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>Picks ranks with weight 1 / (rank + flatness): few are popular, most are not (Zipf-Mandelbrot).</summary>
internal sealed class SkewedChoice
{
    private readonly double[] _upTo;

    internal SkewedChoice(int count, double flatness)
    {
        _upTo = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            _upTo[rank] = sum += 1 / (rank + 1 + flatness);
        }
    }

    /// <summary>A rank from 0 to below the count.</summary>
    internal int Next(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return Math.Min(at < 0 ? ~at : at, _upTo.Length - 1);
    }
}
