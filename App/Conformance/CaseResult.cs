using System.Collections.Immutable;
using System.Text.Json;

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

    /// <summary>Runs a case; one that cannot be read is skipped, and leaves the others of its file to run.</summary>
    internal static CaseResult Attempt(string name, Func<CaseResult> run)
    {
        try
        {
            return run();
        }
        catch (Exception unknown) when (IsOfShape(unknown))
        {
            return Skipped(name, "has an unknown shape: " + unknown.Message);
        }
    }

    /// <summary>Whether a case's own text is to blame: a member of another kind, a number or an instant that cannot be.</summary>
    internal static bool IsOfShape(Exception thrown) =>
        thrown
            is InvalidDataException
                or InvalidOperationException
                or FormatException
                or KeyNotFoundException
                or OverflowException
                or ArgumentException
                or JsonException;
}

/// <summary>The cases of one file, in its order.</summary>
/// <param name="Note">Why a file holds no cases; null where it does.</param>
public sealed record FileResult(string Path, ImmutableArray<CaseResult> Cases, string? Note = null)
{
    /// <summary>True where the file, or folder, could not even be opened.</summary>
    public bool IsUnreadable { get; init; }

    internal static FileResult Unreadable(string path, string why) =>
        new(path, [], "cannot be read: " + why) { IsUnreadable = true };

    public int Count(CaseVerdict verdict) => Cases.Count(result => result.Verdict == verdict);
}
