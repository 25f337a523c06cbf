using System.Globalization;
using System.Text.Json;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>One answer as a count and the sum of the numbers counted.</summary>
/// <param name="Key">The table asked about (WHO) or the account (WHAT).</param>
public sealed record PeerAnswer(int Key, long Count, long Total);

/// <summary>A question's answers, and the durations of those that count, in milliseconds.</summary>
public sealed record PeerTimes(double[] Times, PeerAnswer[] Answers);

/// <summary>What one peer wrote.</summary>
/// <param name="SetsAndCounts">Milliseconds of every table's reader set and count, closure and matching included; null where not finished.</param>
/// <param name="Full">The same with the heatmap.</param>
/// <param name="Limited">True where FULL was given up.</param>
public sealed record PeerAnswers(
    string Engine,
    double? SetsAndCounts,
    double? Full,
    bool Limited,
    PeerTimes Who,
    PeerTimes What,
    double? PeakMegabytes
)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static PeerAnswers Read(string folder, string peer) =>
        JsonSerializer.Deserialize<PeerAnswers>(File.ReadAllText(Path.Combine(folder, peer + ".json")), Json)
        ?? throw new InvalidDataException($"{peer}.json is empty.");

    /// <summary>Rows of numbers, the header left out; null where the peer did not get so far.</summary>
    internal static long[][]? ReadNumbers(string folder, string peer, string name)
    {
        var path = Path.Combine(folder, $"{peer}-{name}.csv");
        return File.Exists(path)
            ?
            [
                .. File.ReadLines(path)
                    .Skip(1)
                    .Select(line =>
                        Array.ConvertAll(line.Split(','), field => long.Parse(field, CultureInfo.InvariantCulture))
                    ),
            ]
            : null;
    }
}
