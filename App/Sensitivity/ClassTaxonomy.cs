using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>The classes of R-15 with the default weights of metrics 6.1, and the usual tags (PII, PCI, HEALTH, PUBLIC, INTERNAL).</summary>
/// <remarks>The weights are assumptions of ours, not findings; they stand here so that one place says what they are.</remarks>
public static class ClassTaxonomy
{
    /// <summary>By weight, the most harmful first, then by name.</summary>
    public static ImmutableArray<DataClass> Classes { get; } =
    [
        .. new[]
        {
            Class("KEYSTROKES", "Keystrokes", 4, 1, "CREDENTIALS", "PII", "PRIVATE_CONVERSATIONS"),
            Class("SCREEN_CONTENT", "Screen content", 4, 1, "CREDENTIALS", "HR", "PII", "THIRD_PARTY_CONFIDENTIAL"),
            Class("PRIVATE_CONVERSATIONS", "Private conversations", 4, 1, "HEALTH", "PII", "THIRD_PARTY_CONFIDENTIAL"),
            Class("TRANSCRIPTS", "Transcripts", 4, 1, "HR", "PII", "THIRD_PARTY_CONFIDENTIAL"),
            Class("PROMPTS", "Prompts", 3, 1, "CREDENTIALS", "PII", "THIRD_PARTY_CONFIDENTIAL"),
            Class("PERFORMANCE_DATA", "Performance data", 3, 1, "HR"),
            Class("ACTIVITY_LOGS", "Activity logs", 2, 0.75, "PERFORMANCE_DATA"),
            Class("MOUSE_CLICKS", "Mouse clicks and movements", 2, 0.75),
            Class("COMMUNICATION_METADATA", "Communication metadata", 2, 0.75, "PII"),
            Class("AGGREGATED_ACTIVITY", "Aggregated activity", 2, 0.25),
            Class("BIOMETRIC", "Biometric data", 4, 1),
            Class("CREDENTIALS", "Credentials", 4, 1),
            Class("HEALTH", "Health data", 4, 1, "PII"),
            Class("HR", "Human-resources records", 3, 1, "HEALTH", "PII"),
            Class("PCI", "Payment cards", 3, 1),
            Class("THIRD_PARTY_CONFIDENTIAL", "Third-party confidential", 3, 0.75),
            Class("PII", "Personal data", 2, 1),
            Class("LOCATION", "Precise location", 2, 1),
            Class("CUSTOMER", "Customer data", 2, 0.75, "PII"),
            Class("FINANCE", "Financial records", 3, 0.5),
            Class("LEGAL", "Legal and privileged", 3, 0.5, "THIRD_PARTY_CONFIDENTIAL"),
            Class("INTERNAL", "Internal", 1, 0.5),
            Class("PUBLIC", "Public", 1, 0.25),
        }
            .OrderByDescending(one => one.Weight)
            .ThenBy(one => one.Name, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, DataClass> s_byName = Classes.ToFrozenDictionary(
        one => one.Name,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Without case; null for a class that the taxonomy does not know (it still counts as classified, label Confidential).</summary>
    public static DataClass? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The highest label among the classes; null where there is none: unclassified.</summary>
    public static SensitivityLabel? LabelOf(IEnumerable<string> classes)
    {
        SensitivityLabel? highest = null;
        foreach (var name in classes)
        {
            var label = Find(name)?.Label ?? SensitivityLabel.Confidential;
            highest = highest is { } known && known >= label ? known : label;
        }

        return highest;
    }

    /// <summary>
    /// The highest label among what was found and what may be there besides; null where nothing was found: what is only possible leaves a table
    /// unclassified, which counts as sensitive.
    /// </summary>
    public static SensitivityLabel? LabelOf(IReadOnlyCollection<string> found, IEnumerable<string> possible) =>
        found.Count == 0 ? null : LabelOf(found.Concat(possible));

    // Tiers 3 and 4 are Restricted, 2 Confidential, 1 Internal, 0 Public (product definitions). A weight reaches tier 3 at
    // 3 points, tier 2 at 1.5 (identifiable behaviour), tier 1 at 0.5; what cannot identify or harm anyone stays below.
    private static SensitivityLabel LabelOf(double weight) =>
        weight >= 3 ? SensitivityLabel.Restricted
        : weight >= 1.5 ? SensitivityLabel.Confidential
        : weight >= 0.5 ? SensitivityLabel.Internal
        : SensitivityLabel.Public;

    private static DataClass Class(string name, string title, double dpc, double ei, params string[] mayContain) =>
        new(name, title, LabelOf(dpc * ei), dpc, ei, [.. mayContain]);
}
