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
