using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>A data class with its ENISA terms: data processing context (1 to 4) and ease of identification (0.25 to 1).</summary>
/// <param name="Name">Upper case, as a tag would spell it: KEYSTROKES.</param>
/// <param name="MayContain">Classes that the contents may hold, shown apart from what was found.</param>
public sealed record DataClass(
    string Name,
    string Title,
    SensitivityLabel Label,
    double Dpc,
    double Ei,
    ImmutableArray<string> MayContain
)
{
    /// <summary>w = DPC x EI in severity points, 0.25 to 4 (metrics 6.1).</summary>
    public double Weight => Dpc * Ei;
}

/// <summary>The classes of R-15 with the default weights of metrics 6.1, and the usual tags (PII, PCI, HEALTH, PUBLIC, INTERNAL).</summary>
public static class ClassTaxonomy
{
    public static ImmutableArray<DataClass> Classes => throw new NotImplementedException();

    /// <summary>Without case; null for a class that the taxonomy does not know (it still counts as classified, label Confidential).</summary>
    public static DataClass? Find(string name) => throw new NotImplementedException();

    /// <summary>The highest label among the classes; null where there is none: unclassified.</summary>
    public static SensitivityLabel? LabelOf(IEnumerable<string> classes) => throw new NotImplementedException();
}
