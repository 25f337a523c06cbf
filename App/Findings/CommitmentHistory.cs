using System.Collections.Immutable;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>How many promises stood how in a stretch of time, half-open.</summary>
/// <param name="To">The beginning of the next stretch; of the last the judged instant, or just after it where it begins there.</param>
public sealed record CommitmentStretch(DateTimeOffset From, DateTimeOffset To, int Broken, int Unknown, int Kept)
{
    public int InForce => Broken + Unknown + Kept;
}

/// <summary>How the promises stood over time, as the asked snapshot knows it: each is judged anew with every snapshot, over all the time in which it has been in force. Pure.</summary>
public static class CommitmentHistory
{
    /// <summary>By time, without a break, from the first promise in force; empty where there is none. Stretches in which the counts are the same are one.</summary>
    public static ImmutableArray<CommitmentStretch> Of(IReadOnlyList<CommitmentRow> rows, DateTimeOffset at)
    {
        DateTimeOffset[] turns =
        [
            .. rows.SelectMany(row =>
                    row.Broken.SelectMany(time => new[] { time.From, time.To })
                        .OfType<DateTimeOffset>()
                        .Append(row.Since)
                )
                .Where(turn => turn <= at)
                .Distinct()
                .Order(),
        ];
        var stretches = ImmutableArray.CreateBuilder<CommitmentStretch>(turns.Length);
        for (var turn = 0; turn < turns.Length; turn++)
        {
            var from = turns[turn];
            var to = turn + 1 < turns.Length ? turns[turn + 1] : at;
            var states = rows.Where(row => row.Since <= from)
                .Select(row => StateAt(row, from))
                .ToLookup(state => state);
            var next = new CommitmentStretch(
                from,
                to,
                states[CommitmentState.Broken].Count(),
                states[CommitmentState.Unknown].Count(),
                states[CommitmentState.Kept].Count()
            );
            if (stretches.Count > 0 && stretches[^1] with { From = from, To = to } == next)
            {
                stretches[^1] = stretches[^1] with { To = to };
            }
            else
            {
                stretches.Add(next);
            }
        }

        return stretches.ToImmutable();
    }

    /// <summary>How a promise stood at an instant at which it was in force.</summary>
    public static CommitmentState StateAt(CommitmentRow row, DateTimeOffset at) =>
        row.State == CommitmentState.Unknown ? CommitmentState.Unknown
        : row.Broken.Any(time => time.From <= at && (time.To is not { } to || at < to)) ? CommitmentState.Broken
        : CommitmentState.Kept;
}
