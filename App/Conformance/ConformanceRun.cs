using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Conformance;

/// <summary>Runs every case file below some paths, in the order of their names.</summary>
public static class ConformanceRun
{
    /// <summary>
    /// A file or folder that cannot be read is told among the results (<see cref="FileResult.IsUnreadable"/>); the others are run.
    /// </summary>
    /// <param name="paths">Files, read whatever their name, and folders, of which every <c>*.json</c> below is read.</param>
    /// <param name="now">Stands in where a case gives no time of access.</param>
    public static ImmutableArray<FileResult> Run(
        IReadOnlyList<string> paths,
        DateTimeOffset now,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var (files, unreadable) = Listed(paths);
        var results = ImmutableArray.CreateBuilder<FileResult>(files.Length + unreadable.Count);
        results.AddRange(unreadable);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(CaseFile.Run(file, now));
            progress.Report(new("Running cases", results.Count, files.Length + unreadable.Count));
        }

        return results.ToImmutable();
    }

    private static (string[] Files, List<FileResult> Unreadable) Listed(IReadOnlyList<string> paths)
    {
        var files = new List<string>();
        var unreadable = new List<FileResult>();
        foreach (var path in paths)
        {
            List(path);
        }

        return ([.. files.Distinct(StringComparer.Ordinal)], unreadable);

        // Folder by folder, so that one that may not be entered does not hide the others.
        void List(string path)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                return;
            }

            try
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))
                {
                    if (Directory.Exists(entry))
                    {
                        if (new DirectoryInfo(entry).LinkTarget is null) // a link may lead in a circle
                        {
                            List(entry);
                        }
                    }
                    else if (entry.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                    {
                        files.Add(entry);
                    }
                }
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                unreadable.Add(FileResult.Unreadable(path, refused.Message));
            }
        }
    }
}
