namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// When a fact held, in milliseconds UTC, half-open. A change known only from two dated imports lies between the bound and the instant:
/// the instant is the import that first saw it, the bound the import that last saw it otherwise. Where both are equal the change is exact.
/// </summary>
/// <param name="From">The fact is known to hold from here on.</param>
/// <param name="FromNotBefore">It cannot have begun before; null where nothing was known before.</param>
/// <param name="To">It is known not to hold from here on; null while it holds.</param>
/// <param name="ToNotBefore">It cannot have ended before; null while it holds.</param>
internal readonly record struct FactSpan(long From, long? FromNotBefore, long? To, long? ToNotBefore);

/// <summary>The rules by which one import's facts become intervals. Pure.</summary>
/// <param name="Now">The instant that the import describes.</param>
/// <param name="Previous">The instant of the last import that saw this kind of fact; null for the first.</param>
/// <param name="Since">From when on a complete log names every change; null where there is none. For the first import: a later one knows more by itself.</param>
internal readonly record struct FactTimeline(long Now, long? Previous, long? Since = null)
{
    /// <summary>
    /// A fact that the store does not hold. An exact beginning counts, also one before the previous import (then we believe now
    /// what we did not know then), unless we know better: the fact was seen ended after it.
    /// </summary>
    /// <param name="lastEnd">When an earlier version of the same key ended; null where there was none.</param>
    /// <returns>Null where the fact ended before it was ever known to hold.</returns>
    public FactSpan? Opened(long? exactFrom, long? exactTo, long? lastEnd)
    {
        if (exactFrom is { } from && (lastEnd is null || from >= lastEnd))
        {
            return Span(from, from, exactTo);
        }

        if (Previous is null && lastEnd is null && Since is { } since)
        {
            return Span(since, null, exactTo);
        }

        var notBefore = Previous is { } previous && lastEnd is { } end ? Math.Max(previous, end) : Previous ?? lastEnd;
        return Span(Now, notBefore, exactTo);
    }

    /// <summary>A fact whose body changed: the new version began after the last import that saw the old one.</summary>
    public FactSpan? Replaced(long? exactFrom, long? exactTo) =>
        exactFrom is { } from && from <= Now && (Previous is null || from > Previous)
            ? Span(from, from, exactTo)
            : Span(Now, Previous, exactTo);

    /// <summary>The end of a fact that is gone, or that a new version replaces; null where it never began to hold.</summary>
    /// <param name="at">When the new version begins; null where the fact is gone.</param>
    /// <param name="isExact">True where the new version follows at once.</param>
    public FactSpan? Closed(FactSpan stored, long? at, bool isExact)
    {
        var end = at ?? Now;
        if (end <= stored.From)
        {
            return null;
        }

        var notBefore = isExact ? end : Math.Min(end, Math.Max(Previous ?? stored.From, stored.From));
        return stored with { To = end, ToNotBefore = notBefore };
    }

    private static FactSpan? Span(long from, long? notBefore, long? exactTo) =>
        exactTo <= from ? null : new(from, notBefore, exactTo, exactTo);
}
