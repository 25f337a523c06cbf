namespace GovernanceDashboard.Import.History;

/// <summary>One fact between two instants at which something is known of it.</summary>
/// <param name="IsStartKnown">False where nothing is known of the time before the window.</param>
/// <param name="Before">What was there at its beginning; null for nothing.</param>
/// <param name="After">What was there at its end.</param>
internal sealed record FactWindow<T>(
    FactShape<T> Shape,
    T Like,
    DateTimeOffset From,
    DateTimeOffset To,
    bool IsStartKnown,
    Stated<T>? Before,
    Stated<T>? After
)
    where T : notnull
{
    public ChangeWalk Walk(IReadOnlyList<FactChange> changes) =>
        new(
            changes,
            From,
            part => IsStartKnown ? Shape.Read(Before, part) : PartValue.Unknown,
            To,
            part => Shape.Read(After, part)
        );

    /// <summary>The window in pieces: what a log does not name stays as it was at the beginning, and changed at an unknown instant after the last change.</summary>
    public List<FactPiece<T>> Pieces(ChangeWalk walk)
    {
        var bodies = Bodies(walk);
        var doubts = walk.Doubts.ToList();
        var (lastFrom, atEnd) = bodies[^1];
        if (!IsSame(atEnd, After))
        {
            doubts.Add(new(IsStartKnown && lastFrom == From ? From.AddMilliseconds(1) : lastFrom, To, MayHold: false));
        }

        DateTimeOffset[] cuts =
        [
            .. bodies
                .Select(body => body.From)
                .Concat(doubts.SelectMany(doubt => new[] { doubt.From, doubt.To }))
                .Append(To)
                .Distinct()
                .Order(),
        ];
        var pieces = new List<FactPiece<T>>();
        var at = 0;
        for (var cut = 0; cut + 1 < cuts.Length; cut++)
        {
            var (from, to) = (cuts[cut], cuts[cut + 1]);
            while (at + 1 < bodies.Count && bodies[at + 1].From <= from)
            {
                at++;
            }

            var body = bodies[at].Body;
            var covering = doubts.Where(doubt => doubt.From <= from && to <= doubt.To).ToArray();
            if (covering.Length > 0)
            {
                var mayHold = covering.Any(doubt => doubt.MayHold);
                body ??= mayHold ? After ?? Before ?? new(Shape.Bare(Like)) : null;
                if (pieces is [.., { IsCertain: false } last] && last.To == from && IsSame(last.Body, body))
                {
                    pieces[^1] = last with { To = to };
                }
                else
                {
                    pieces.Add(new(from, to, body, false));
                }
            }
            else if (body is not null)
            {
                pieces.Add(new(from, to, body, true, IsFirstKnown: !IsStartKnown && from == From));
            }
        }

        return pieces;
    }

    /// <summary>What held from which instant on, in order; the last of an instant counts.</summary>
    private List<(DateTimeOffset From, Stated<T>? Body)> Bodies(ChangeWalk walk)
    {
        var accepted = walk.Accepted;
        var start = walk.AtStart(FactChange.Existence);
        var body =
            IsStartKnown ? Before
            : start.Value is { } value ? Life(accepted, 0, value)
            : null;
        List<(DateTimeOffset From, Stated<T>? Body)> bodies = [(From, body)];
        for (var index = 0; index < accepted.Count; index++)
        {
            var change = accepted[index];
            body =
                change.IsLifeBoundary ? (change.After is { } begins ? Life(accepted, index + 1, begins) : null)
                : body is null ? null
                : new(Shape.Write(body.Value, change.Part, change.After));
            bodies.Add((change.At, body));
        }

        return bodies;
    }

    /// <summary>What a life begins with: of the last one what was found at the end, taken back; of an earlier one no more than the changes say.</summary>
    private Stated<T> Life(IReadOnlyList<FactChange> accepted, int first, string existence)
    {
        var ends = first;
        while (ends < accepted.Count && !accepted[ends].IsLifeBoundary)
        {
            ends++;
        }

        var body = ends == accepted.Count && After is { } found ? found.Value : Shape.Bare(Like);
        body = Shape.Write(body, FactChange.Existence, existence);
        var parts = new HashSet<string>(StringComparer.Ordinal);
        for (var index = first; index < ends; index++)
        {
            var change = accepted[index];
            if (change.Part.Length > 0 && parts.Add(change.Part))
            {
                body = Shape.Write(body, change.Part, change.Before);
            }
        }

        return new(body);
    }

    private bool IsSame(Stated<T>? one, Stated<T>? other) =>
        one is null || other is null ? one is null && other is null : Shape.Same(one.Value, other.Value);
}
