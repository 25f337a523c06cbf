using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What two half-open intervals share.</summary>
internal static class Overlap
{
    /// <summary>Null where they share nothing; To is null where neither has ended.</summary>
    public static (DateTimeOffset From, DateTimeOffset? To)? Of<TOne, TOther>(
        HeldFact<TOne> one,
        HeldFact<TOther> other
    )
    {
        var from = one.From > other.From ? one.From : other.From;
        var to =
            one.To is not { } end ? other.To
            : other.To is { } otherEnd && otherEnd < end ? otherEnd
            : end;
        return to is { } until && until <= from ? null : (from, to);
    }
}
