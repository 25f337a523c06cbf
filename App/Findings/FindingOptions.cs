using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Findings.Rules;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Findings;

/// <summary>Terms and monitoring of findings, from the configuration section <c>Findings</c>.</summary>
public sealed class FindingOptions
{
    public const string Section = "Findings";

    /// <summary>After an import, findings this severe or more that are new or back again notify their owners; null: nobody is notified.</summary>
    public FindingSeverity? NotifyFrom { get; set; } = FindingSeverity.High;

    /// <summary>Days from a finding's appearance to its due date, by severity; a severity that is missing is never due by itself.</summary>
    public ImmutableDictionary<FindingSeverity, int> DueDays { get; set; } =
        ImmutableDictionary.CreateRange([
            KeyValuePair.Create(FindingSeverity.Critical, 7),
            KeyValuePair.Create(FindingSeverity.High, 30),
            KeyValuePair.Create(FindingSeverity.Medium, 90),
            KeyValuePair.Create(FindingSeverity.Low, 180),
        ]);

    /// <summary>Null where the severity has no term.</summary>
    public DateTimeOffset? DueAfter(FindingSeverity severity, DateTimeOffset appeared) =>
        DueDays.TryGetValue(severity, out var days) ? appeared.AddDays(days) : null;
}

/// <summary>Reads the section by hand and lists every problem at once; binding would stop at the first value of a wrong type.</summary>
internal sealed class FindingConfiguration(IConfiguration configuration)
    : IConfigureOptions<FindingOptions>,
        IValidateOptions<FindingOptions>
{
    private const string Off = "Off";
    private const int MostDays = 3650;

    private IConfigurationSection Section => configuration.GetSection(FindingOptions.Section);

    public void Configure(FindingOptions options) => Read(options, []);

    public ValidateOptionsResult Validate(string? name, FindingOptions options)
    {
        List<string> problems = [];
        Read(new(), problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private void Read(FindingOptions options, List<string> problems)
    {
        if (Section[nameof(FindingOptions.NotifyFrom)] is { Length: > 0 } from)
        {
            if (Severity(from) is { } severity)
            {
                options.NotifyFrom = severity;
            }
            else if (from.Equals(Off, StringComparison.OrdinalIgnoreCase))
            {
                options.NotifyFrom = null;
            }
            else
            {
                problems.Add(
                    $"Findings:NotifyFrom is '{from}'; it must be {Off} or one of {string.Join(", ", Enum.GetNames<FindingSeverity>())}."
                );
            }
        }

        foreach (var term in Section.GetSection(nameof(FindingOptions.DueDays)).GetChildren())
        {
            if (Severity(term.Key) is not { } severity)
            {
                problems.Add($"{term.Path}: there is no severity '{term.Key}'.");
            }
            else if (
                int.TryParse(term.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
                && days is >= 1 and <= MostDays
            )
            {
                options.DueDays = options.DueDays.SetItem(severity, days);
            }
            else
            {
                problems.Add($"{term.Path} is '{term.Value}'; it must be whole days from 1 to {MostDays}.");
            }
        }
    }

    private static FindingSeverity? Severity(string text) =>
        Enum.TryParse<FindingSeverity>(text, ignoreCase: true, out var severity)
        && Enum.IsDefined(severity)
        && !char.IsAsciiDigit(text[0])
            ? severity
            : null;
}
