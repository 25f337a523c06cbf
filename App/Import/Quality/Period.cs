using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>A record with the time in which it holds, half-open; without a bound it reaches to the end of time.</summary>
internal readonly record struct Period<T>(T Value, DateTimeOffset From, DateTimeOffset To);

internal static class Periods
{
    /// <summary>What the import says, or for what it does not speak of, what is believed so far.</summary>
    public static ImmutableArray<Period<T>> Of<T>(
        ImmutableArray<DatedFact<T>> found,
        ImmutableArray<HeldFact<T>>? believed
    ) =>
        found.IsDefault
            ?
            [
                .. (believed ?? []).Select(fact => new Period<T>(
                    fact.Value,
                    fact.From,
                    fact.To ?? DateTimeOffset.MaxValue
                )),
            ]
            :
            [
                .. found.Select(fact => new Period<T>(
                    fact.Value,
                    fact.ValidFrom ?? DateTimeOffset.MinValue,
                    fact.ValidTo ?? DateTimeOffset.MaxValue
                )),
            ];
}
