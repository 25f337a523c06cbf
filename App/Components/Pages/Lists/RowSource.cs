using System.Collections.Immutable;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>A stretch of a list, as a grid asks for it.</summary>
/// <param name="Total">Rows of the whole list.</param>
public sealed record RowStretch<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>
/// The rows of one answered question, in one order. A grid that is handed another source starts over: replace the source,
/// never edit it.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
public sealed class RowSource<T>
{
    private readonly Func<int, int, CancellationToken, Task<RowStretch<T>>> _fetch;

    /// <param name="total">Rows of the whole list, already known from its first stretch.</param>
    /// <param name="fetch">Gives rows from a position (from 0), at most so many.</param>
    public RowSource(int total, Func<int, int, CancellationToken, Task<RowStretch<T>>> fetch)
    {
        Total = total;
        _fetch = fetch;
    }

    public int Total { get; }

    /// <summary>
    /// Rows from <paramref name="skip"/> on. A position behind the end gives the last stretch instead: a grid that was scrolled
    /// deep when its list became shorter would stay blank.
    /// </summary>
    public Task<RowStretch<T>> FetchAsync(int skip, int take, CancellationToken cancellationToken)
    {
        var start = skip < Total ? skip : Math.Max(0, Total - take);
        return _fetch(Math.Max(0, start), take, cancellationToken);
    }
}

/// <summary>Makes sources from rows that are all at hand.</summary>
public static class RowSource
{
    public static RowSource<T> Of<T>(ImmutableArray<T> rows) =>
        new(
            rows.Length,
            (skip, take, _) => Task.FromResult(new RowStretch<T>([.. rows.Skip(skip).Take(take)], rows.Length))
        );
}
