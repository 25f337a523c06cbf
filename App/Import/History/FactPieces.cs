using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>
/// One fact's time in pieces, and the rows that say the same. A doubt between two pieces stands in the rows as the bounds of the earlier one's end and of the
/// later one's beginning; one with nothing on either side is a row that may have ended as it began. Pieces are in order and do not overlap.
/// </summary>
internal sealed class FactPieces<T>(FactShape<T> shape)
    where T : notnull
{
    private List<FactPiece<T>> _pieces = [];

    public static FactPieces<T> Of(FactShape<T> shape, ImmutableArray<HeldFact<T>> held)
    {
        var pieces = new FactPieces<T>(shape);
        foreach (var row in held)
        {
            var body = new Stated<T>(row.Value);
            if (row.FromNotBefore is { } notBefore && notBefore < row.From && pieces.End <= notBefore)
            {
                pieces._pieces.Add(new(notBefore, row.From, null, IsCertain: false));
            }

            var sure = row.To is null ? DateTimeOffset.MaxValue : row.ToNotBefore ?? row.From;
            if (row.From < sure)
            {
                pieces._pieces.Add(new(row.From, sure, body, IsCertain: true, IsFirstKnown: row.FromNotBefore is null));
            }

            if (row.To is { } to && sure < to)
            {
                pieces._pieces.Add(new(sure, to, body, IsCertain: false));
            }
        }

        return pieces;
    }

    public bool IsEmpty => _pieces.Count == 0;

    private DateTimeOffset End => _pieces.Count == 0 ? DateTimeOffset.MinValue : _pieces[^1].To;

    /// <summary>What held at an instant, as far as is known; a doubt counts like the piece before it.</summary>
    public Stated<T>? At(DateTimeOffset instant) =>
        _pieces.Find(piece => piece.From <= instant && instant < piece.To)?.Body;

    /// <summary>Puts other pieces into <c>[from, to)</c>.</summary>
    public void Replace(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<FactPiece<T>> others)
    {
        var kept = new List<FactPiece<T>>(_pieces.Count + others.Count);
        foreach (var piece in _pieces)
        {
            if (piece.From < from)
            {
                kept.Add(piece.To > from ? piece with { To = from } : piece);
            }

            if (piece.To > to)
            {
                // What went before is told now.
                kept.Add(piece.From <= to ? piece with { From = to, IsFirstKnown = false } : piece);
            }
        }

        kept.AddRange(others);
        kept.Sort((one, other) => one.From.CompareTo(other.From));
        _pieces = kept;
    }

    /// <summary>From here on what an import found, and nothing where it found none.</summary>
    public void EndWith(DateTimeOffset now, Stated<T>? found) =>
        Replace(
            now,
            DateTimeOffset.MaxValue,
            found is null ? [] : [new(now, DateTimeOffset.MaxValue, found, IsCertain: true)]
        );

    public ImmutableArray<HeldFact<T>> Rows()
    {
        var rows = ImmutableArray.CreateBuilder<HeldFact<T>>();
        var joined = Joined();
        for (var at = 0; at < joined.Count; at++)
        {
            var piece = joined[at];
            var before = at > 0 && joined[at - 1].To == piece.From ? joined[at - 1] : null;
            var after = at + 1 < joined.Count && joined[at + 1].From == piece.To ? joined[at + 1] : null;
            if (!piece.IsCertain)
            {
                // Where a neighbour says the same, its own bounds cover the doubt.
                if (piece.Body is { } possible && !Says(before, possible) && !Says(after, possible))
                {
                    rows.Add(new(possible.Value, piece.From, piece.From, piece.To, piece.From));
                }

                continue;
            }

            DateTimeOffset? notBefore =
                piece.IsFirstKnown ? null
                : before is { IsCertain: false } ? before.From
                : piece.From;
            rows.Add(
                piece.To == DateTimeOffset.MaxValue ? new(piece.Body!.Value, piece.From, notBefore, null, null)
                : after is { IsCertain: false, Body: { } lingers } && shape.Same(lingers.Value, piece.Body!.Value)
                    ? new(piece.Body.Value, piece.From, notBefore, after.To, piece.To)
                : new(piece.Body!.Value, piece.From, notBefore, piece.To, piece.To)
            );
        }

        return rows.ToImmutable();
    }

    private bool Says(FactPiece<T>? neighbour, Stated<T> body) =>
        neighbour is { IsCertain: true, Body: { } said } && shape.Same(said.Value, body.Value);

    /// <summary>Neighbours that say the same are one. Two doubts are two: something was known at the instant between them.</summary>
    private List<FactPiece<T>> Joined()
    {
        var joined = new List<FactPiece<T>>(_pieces.Count);
        foreach (var piece in _pieces.Where(piece => piece.From < piece.To))
        {
            var last = joined.Count > 0 ? joined[^1] : null;
            if (piece is { IsCertain: true, Body: { } body } && last?.To == piece.From && Says(last, body))
            {
                joined[^1] = last with { To = piece.To };
            }
            else
            {
                joined.Add(piece);
            }
        }

        return joined;
    }
}
