using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>The instants between which the facts of one kind are known.</summary>
/// <param name="Now">The import's instant.</param>
/// <param name="Since">From when on the log is complete; null where nobody says so.</param>
/// <param name="KnownFrom">From when on earlier imports know the kind; null where none saw it.</param>
/// <param name="SeenAt">The instants of the earlier imports that saw it, oldest first.</param>
internal sealed record KnownTimes(
    DateTimeOffset Now,
    DateTimeOffset? Since,
    DateTimeOffset? KnownFrom,
    ImmutableArray<DateTimeOffset> SeenAt
)
{
    /// <summary>The stretches between two instants at which something is known, oldest first; before the first of them nothing is.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To, bool IsStartKnown)> Windows()
    {
        DateTimeOffset[] known = KnownFrom is { } first
            ? [first, .. SeenAt.Where(instant => instant > first && instant < Now), Now]
            : [Now];
        if (Since is { } since && since < known[0])
        {
            yield return (since, known[0], false);
        }

        for (var at = 0; at + 1 < known.Length; at++)
        {
            yield return (known[at], known[at + 1], true);
        }
    }

    /// <summary>An event of this instant says something new: no earlier import can have used it.</summary>
    public bool IsNews(DateTimeOffset at) => SeenAt.IsEmpty || at > SeenAt[^1] || (Since < KnownFrom && at > Since);
}

/// <summary>Tells the whole history of single facts of one kind.</summary>
/// <param name="believed">What was believed of a fact so far, in order of time.</param>
/// <param name="refuse">Told the number of a change that does not fit, and why.</param>
internal sealed class FactTeller<T>(
    FactShape<T> shape,
    KnownTimes times,
    Func<T, ImmutableArray<HeldFact<T>>> believed,
    Action<int, string> refuse
)
    where T : notnull
{
    public const string UnknownFact =
        "names something that the import does not have, and the log does not say when it came or went";

    /// <param name="like">Has the fact's key.</param>
    /// <param name="found">What the import found; null where it found none.</param>
    /// <param name="foundFrom">Since when it is there, as its own source says; null where that says nothing.</param>
    /// <param name="changes">In order of time.</param>
    /// <returns>Null where nothing can be told.</returns>
    public ToldFact<T>? Tell(
        T like,
        Stated<T>? found,
        DateTimeOffset? foundFrom,
        IReadOnlyList<FactChange> changes,
        string? source
    )
    {
        var windows = times.Windows().ToArray();
        if (windows.Length == 0)
        {
            return null;
        }

        var pieces = FactPieces<T>.Of(shape, believed(like));
        if (found is null && pieces.IsEmpty && !changes.Any(change => change.Part.Length == 0))
        {
            foreach (var change in changes)
            {
                refuse(change.Number, UnknownFact);
            }

            return null;
        }

        foreach (var (from, to, isStartKnown) in windows)
        {
            var inside = changes.Where(change => change.At > from && change.At <= to).ToList();
            if (inside.Count == 0 && isStartKnown && to < times.Now)
            {
                continue; // as it is believed
            }

            var window = new FactWindow<T>(
                shape,
                like,
                from,
                to,
                isStartKnown,
                isStartKnown ? pieces.At(from) : null,
                to == times.Now ? found : pieces.At(to)
            );
            AddBeginning(inside, window, foundFrom);
            var walk = window.Walk(inside);
            foreach (var (change, reason) in walk.Refused)
            {
                refuse(change.Number, reason);
            }

            pieces.Replace(from, to, window.Pieces(walk));
            if (!isStartKnown && foundFrom < from && pieces.At(from) is { } first)
            {
                pieces.Replace(foundFrom.Value, from, [new(foundFrom.Value, from, first, IsCertain: true)]);
            }
        }

        pieces.EndWith(times.Now, found);
        var rows = pieces.Rows();
        return rows.IsEmpty ? null : new(rows, source);
    }

    /// <summary>What the source itself says of a fact's beginning counts where the log does not name it.</summary>
    private void AddBeginning(List<FactChange> inside, FactWindow<T> window, DateTimeOffset? foundFrom)
    {
        if (
            foundFrom is { } began
            && window.To == times.Now
            && began > window.From
            && began <= window.To
            && (!window.IsStartKnown || window.Before is null)
            && window.After is { } found
            && !inside.Exists(change => change.IsLifeBoundary)
        )
        {
            inside.Insert(
                inside.TakeWhile(change => change.At < began).Count(),
                new(began, FactChange.Existence, null, shape.Read(found.Value, FactChange.Existence), -1)
            );
        }
    }
}
