namespace GovernanceDashboard.Import.History;

/// <summary>A stretch of a fact's time, half-open: it held for certain, or may have held in a part of it.</summary>
/// <param name="To"><see cref="DateTimeOffset.MaxValue"/> where it still holds.</param>
/// <param name="Body">What held, or may have; null in a doubt about which nobody says that anything held.</param>
/// <param name="IsFirstKnown">Nothing is known of the time before it.</param>
internal sealed record FactPiece<T>(
    DateTimeOffset From,
    DateTimeOffset To,
    Stated<T>? Body,
    bool IsCertain,
    bool IsFirstKnown = false
)
    where T : notnull;

/// <summary>A fact that is there, to tell it from none.</summary>
internal sealed record Stated<T>(T Value)
    where T : notnull;
