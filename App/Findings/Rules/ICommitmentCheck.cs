using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>What a check says of one commitment.</summary>
/// <param name="Broken">When it was not kept, apart from each other.</param>
/// <param name="IsUnknown">Where it was never broken: whether that is not known to be keeping it.</param>
internal sealed record CommitmentVerdict(
    ImmutableArray<BrokenTime> Broken,
    bool IsUnknown,
    ImmutableArray<string> Evidence,
    string Statement,
    SeverityTerms Terms
)
{
    internal static CommitmentVerdict Unknown(string why) => new([], true, [], why, new(0, 0, IsGapOnly: true));

    internal static CommitmentVerdict Kept(string statement) => new([], false, [], statement, new(0, 0));

    internal static CommitmentVerdict BrokenSince(
        DateTimeOffset from,
        IEnumerable<string> evidence,
        string statement,
        SeverityTerms terms
    ) => new([new(from, null)], false, [.. evidence], statement, terms);
}

/// <summary>One way to check a promise; commitments name it by its id.</summary>
internal interface ICommitmentCheck
{
    string Id { get; }

    /// <summary>A verdict on each of the commitments, which all name this check.</summary>
    IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    );
}

/// <summary>Reads the parameters of commitments: a JSON object.</summary>
internal static class CommitmentParameters
{
    /// <summary>Null where there is no such whole number.</summary>
    internal static int? Number(Commitment commitment, string name) =>
        Property(commitment, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>Empty where there are no such words.</summary>
    internal static ImmutableArray<string> Words(Commitment commitment, string name) =>
        Property(commitment, name) is { ValueKind: JsonValueKind.Array } value
            ?
            [
                .. value
                    .EnumerateArray()
                    .Where(word => word.ValueKind == JsonValueKind.String)
                    .Select(word => word.GetString()!),
            ]
            : [];

    private static JsonElement? Property(Commitment commitment, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(commitment.Parameters ?? "{}");
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var value)
                ? value.Clone()
                : null;
        }
        catch (JsonException)
        {
            return null; // as if it were not there: the check then says what it misses
        }
    }
}
