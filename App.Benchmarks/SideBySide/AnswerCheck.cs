using System.Globalization;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>Compares a peer's answers with the engine's: every table, every heatmap cell, every table and account asked about.</summary>
internal sealed class AnswerCheck(OwnAnswers own, string folder)
{
    /// <returns>What was found equal, in words.</returns>
    /// <exception cref="InvalidDataException">The answers differ; the message names the first difference.</exception>
    internal string Check(string peer, PeerAnswers answers)
    {
        var checks = new List<string>
        {
            Compare(peer, "WHO", answers.Who.Answers, own.Who),
            Compare(peer, "WHAT", answers.What.Answers, own.What),
        };
        if (PeerAnswers.ReadNumbers(folder, peer, "tables") is { } tables)
        {
            var found = tables.ToDictionary(row => row[0], row => (row[1], row[2]));
            Compare(peer, "table", own.Tables(), found);
            checks.Add(Text($"{found.Count} tables with {found.Values.Sum(table => table.Item1)} pairs"));
        }

        if (PeerAnswers.ReadNumbers(folder, peer, "heatmap") is { } cells)
        {
            // A cell without a pair may be there or not.
            var found = cells.Where(row => row[2] > 0).ToDictionary(row => (row[0], row[1]), row => (row[2], row[3]));
            Compare(peer, "cell", own.Heatmap(), found);
            checks.Add(Text($"{found.Count} heatmap cells"));
        }

        return string.Join(", ", checks);
    }

    private static string Compare(string peer, string question, PeerAnswer[] answers, Func<int, PeerAnswer> ours)
    {
        foreach (var answer in answers)
        {
            if (ours(answer.Key) is var expected && expected != answer)
            {
                throw new InvalidDataException($"{question} differs: we say {expected}, {peer} says {answer}.");
            }
        }

        return Text($"{answers.Length} x {question}");
    }

    private static void Compare<TKey, TValue>(
        string peer,
        string what,
        Dictionary<TKey, TValue> ours,
        Dictionary<TKey, TValue> theirs
    )
        where TKey : notnull
        where TValue : struct
    {
        foreach (var (key, value) in ours)
        {
            if (!theirs.TryGetValue(key, out var other) || !value.Equals(other))
            {
                throw new InvalidDataException($"{what} {key} differs: we say {value}, {peer} says {other}.");
            }
        }

        if (ours.Count != theirs.Count)
        {
            throw new InvalidDataException($"{peer} has {theirs.Count} of {what}, we have {ours.Count}.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
