using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>What a finding counted and measured beside its amount, as it is kept.</summary>
internal sealed record FindingNumbers(ImmutableArray<FindingFigure> Figures, FindingStatistic? Statistic)
{
    /// <summary>Null where there is nothing to keep.</summary>
    public static string? Write(FindingRow row) =>
        row is { Figures.IsEmpty: true, Statistic: null }
            ? null
            : JsonSerializer.Serialize(new(row.Figures, row.Statistic), FindingNumbersJson.Default.FindingNumbers);

    /// <summary>Nothing where nothing was kept.</summary>
    public static FindingNumbers Read(string? text) =>
        text is null ? new([], null) : JsonSerializer.Deserialize(text, FindingNumbersJson.Default.FindingNumbers)!;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FindingNumbers))]
internal sealed partial class FindingNumbersJson : JsonSerializerContext;
