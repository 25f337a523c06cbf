namespace GovernanceDashboard.Findings.Rules.Costs;

/// <summary>Currency units a month that may not be known exactly: between the bounds, both inclusive. A point where they are equal.</summary>
public readonly record struct MoneyRange(decimal Low, decimal High)
{
    // Shares of a sum do not always add up to it in the last of 28 digits.
    private const int Digits = 6;

    public static MoneyRange Zero { get; }

    public bool IsExact => Low == High;

    public static MoneyRange operator +(MoneyRange left, MoneyRange right) =>
        new(left.Low + right.Low, left.High + right.High);

    /// <summary>The same to a millionth of the unit.</summary>
    internal MoneyRange Rounded() => new(Math.Round(Math.Min(Low, High), Digits), Math.Round(High, Digits));
}
