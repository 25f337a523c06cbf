using System.Collections.Immutable;

namespace GovernanceDashboard.Conformance;

/// <summary>How one case ended.</summary>
public enum CaseVerdict
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>One case of a file.</summary>
/// <param name="Detail">What was expected and got where it failed, why where it was skipped; empty where it passed.</param>
public sealed record CaseResult(string Name, CaseVerdict Verdict, string Detail = "")
{
    public static CaseResult Skipped(string name, string reason) => new(name, CaseVerdict.Skipped, reason);

    /// <summary>Compares in the order given; the first difference fails the case.</summary>
    public static CaseResult Of(string name, IEnumerable<(string What, string? Expected, string? Got)> comparisons)
    {
        var differences = comparisons
            .Where(comparison => comparison.Expected != comparison.Got)
            .Select(comparison =>
                $"{comparison.What} expected {comparison.Expected ?? "none"}, got {comparison.Got ?? "none"}"
            )
            .ToArray();
        return differences.Length == 0
            ? new(name, CaseVerdict.Passed)
            : new(name, CaseVerdict.Failed, string.Join("; ", differences));
    }

    public static string Word(bool value) => value ? "true" : "false";
}

/// <summary>The cases of one file, in its order.</summary>
/// <param name="Note">Why a file holds no cases; null where it does.</param>
public sealed record FileResult(string Path, ImmutableArray<CaseResult> Cases, string? Note = null)
{
    public int Count(CaseVerdict verdict) => Cases.Count(result => result.Verdict == verdict);
}
