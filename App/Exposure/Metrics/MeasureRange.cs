namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>A figure that may not be known exactly: it lies between the bounds, both inclusive. A point where they are equal.</summary>
public readonly record struct MeasureRange(double Low, double High)
{
    public static MeasureRange Zero { get; }

    public bool IsExact => Low == High;

    public static MeasureRange Exactly(double value) => new(value, value);

    public static implicit operator MeasureRange(int value) => new(value, value);

    public static MeasureRange operator +(MeasureRange left, MeasureRange right) =>
        new(left.Low + right.Low, left.High + right.High);

    /// <param name="factor">Not negative.</param>
    public static MeasureRange operator *(double factor, MeasureRange range) =>
        new(factor * range.Low, factor * range.High);

    /// <summary>The larger of two figures, neither of which need be known.</summary>
    public static MeasureRange Max(MeasureRange left, MeasureRange right) =>
        new(Math.Max(left.Low, right.Low), Math.Max(left.High, right.High));
}
