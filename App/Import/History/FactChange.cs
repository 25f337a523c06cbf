namespace GovernanceDashboard.Import.History;

/// <summary>One logged change of one part of a fact.</summary>
/// <param name="Part">Which part; <see cref="Existence"/> for whether there is such a fact.</param>
/// <param name="Before">The part's value before; null where there was none.</param>
/// <param name="After">The part's value after; null where there is none.</param>
/// <param name="Number">The event's place in the log as it was handed over: tells events of one instant apart, and whom to blame.</param>
internal sealed record FactChange(DateTimeOffset At, string Part, string? Before, string? After, int Number)
{
    public const string Existence = "";

    /// <summary>The fact begins or ends here: what its other parts were in another life says nothing of this one.</summary>
    public bool IsLifeBoundary => Part.Length == 0 && (Before is null || After is null);
}

/// <summary>A part's value where it is known; nothing is known of the parts of a fact that is not there.</summary>
internal readonly record struct PartValue(bool IsKnown, string? Value)
{
    public static PartValue Unknown => default;

    public static PartValue Of(string? value) => new(true, value);

    /// <summary>Whether both may be the same value.</summary>
    public bool Fits(string? value) => !IsKnown || Value == value;
}
