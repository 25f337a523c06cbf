using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Conformance;

/// <summary>Runs every case file below some paths, in the order of their names.</summary>
public static class ConformanceRun
{
    /// <param name="paths">Files, read whatever their name, and folders, of which every <c>*.json</c> below is read. They must exist.</param>
    /// <param name="now">Stands in where a case gives no time of access.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static ImmutableArray<FileResult> Run(
        IReadOnlyList<string> paths,
        DateTimeOffset now,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var files = paths.SelectMany(Files).Distinct(StringComparer.Ordinal).ToArray();
        var results = ImmutableArray.CreateBuilder<FileResult>(files.Length);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(CaseFile.Run(file, now));
            progress.Report(new("Running cases", results.Count, files.Length));
        }

        return results.ToImmutable();
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [path];
}
