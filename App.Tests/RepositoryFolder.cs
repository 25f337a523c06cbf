namespace GovernanceDashboard.Tests;

/// <summary>Where the sources and the sample data stand, for tests that read them.</summary>
/// <remarks>
/// Found by looking upwards from the test assembly. Paths the compiler wrote down would not do: a deterministic build
/// replaces them.
/// </remarks>
internal static class RepositoryFolder
{
    private static readonly Lazy<string> s_path = new(Find);

    /// <summary>The folder that holds the solution.</summary>
    public static string Path => s_path.Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "GovernanceDashboard.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside a checkout of the repository.");
    }
}
