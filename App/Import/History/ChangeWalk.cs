namespace GovernanceDashboard.Import.History;

/// <summary>A stretch of time about which the log contradicts itself, or what an import found.</summary>
/// <param name="MayHold">Somebody says that the fact held in it.</param>
internal readonly record struct Doubt(DateTimeOffset From, DateTimeOffset To, bool MayHold);

/// <summary>
/// Which of one fact's changes in a window lead, without a break, from what is known at its beginning to what is known at its end. Found backwards: what
/// an import saw is certain, so the last change has to lead there, the one before has to lead to that one, and so on. A change that does not fit is
/// refused, and the time for which it would have counted is in doubt.
/// </summary>
internal sealed class ChangeWalk
{
    public const string LeadsElsewhere =
        "does not lead to what was there after it, and nothing in the log says what came between: the times of this fact are bounds";

    public const string ComesFromElsewhere =
        "does not begin with what was there before it, and nothing in the log says what came between: the times of this fact are bounds";

    private readonly List<FactChange> _accepted = [];
    private readonly List<(FactChange Change, string Reason)> _refused = [];
    private readonly List<Doubt> _doubts = [];
    private readonly Dictionary<string, PartValue> _atStart = new(StringComparer.Ordinal);

    /// <param name="changes">Of one fact, after <paramref name="from"/> and not after <paramref name="to"/>, in order of time.</param>
    /// <param name="before">What each part was at <paramref name="from"/>, as far as it is known.</param>
    /// <param name="after">What each part was at <paramref name="to"/>, as far as it is known.</param>
    public ChangeWalk(
        IReadOnlyList<FactChange> changes,
        DateTimeOffset from,
        Func<string, PartValue> before,
        DateTimeOffset to,
        Func<string, PartValue> after
    )
    {
        foreach (var part in changes.Select(change => change.Part).Append(FactChange.Existence).Distinct())
        {
            _atStart[part] = after(part);
        }

        GoBack(changes, to);
        foreach (var part in _atStart.Keys.ToArray())
        {
            MeetStart(part, from, before(part), to);
        }

        _accepted.Reverse();
    }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<FactChange> Accepted => _accepted;

    public IReadOnlyList<(FactChange Change, string Reason)> Refused => _refused;

    public IReadOnlyList<Doubt> Doubts => _doubts;

    /// <summary>What a part was at the beginning of the window, as the changes have it.</summary>
    public PartValue AtStart(string part) => _atStart.GetValueOrDefault(part);

    private void GoBack(IReadOnlyList<FactChange> changes, DateTimeOffset to)
    {
        var knownFrom = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var change in changes.Reverse())
        {
            if (!_atStart[change.Part].Fits(change.After))
            {
                _refused.Add((change, LeadsElsewhere));
                Doubtful(
                    change.At,
                    knownFrom.GetValueOrDefault(change.Part, to),
                    change.Part.Length == 0 && change.After is not null
                );
                continue;
            }

            _accepted.Add(change);
            _atStart[change.Part] = PartValue.Of(change.Before);
            knownFrom[change.Part] = change.At;
            if (change.IsLifeBoundary)
            {
                foreach (var part in _atStart.Keys.Where(part => part.Length > 0).ToArray())
                {
                    _atStart[part] = PartValue.Unknown;
                    knownFrom[part] = change.At;
                }
            }
        }
    }

    private void MeetStart(string part, DateTimeOffset from, PartValue known, DateTimeOffset to)
    {
        if (!known.IsKnown)
        {
            return;
        }

        // Accepted changes still lie latest first. What is known of the first instant is no doubt, but what is known of none after it.
        while (!_atStart[part].Fits(known.Value))
        {
            var earliest = _accepted.FindLastIndex(change => change.Part == part);
            if (earliest < 0)
            {
                Doubtful(from.AddMilliseconds(1), to, mayHold: false);
                return;
            }

            var change = _accepted[earliest];
            _accepted.RemoveAt(earliest);
            _refused.Add((change, ComesFromElsewhere));
            Doubtful(from.AddMilliseconds(1), change.At, part.Length == 0 && change.Before is not null);
            _atStart[part] = PartValue.Of(change.After);
        }
    }

    private void Doubtful(DateTimeOffset from, DateTimeOffset to, bool mayHold)
    {
        if (from < to)
        {
            _doubts.Add(new(from, to, mayHold));
        }
    }
}
