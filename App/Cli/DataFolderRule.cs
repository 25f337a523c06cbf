namespace GovernanceDashboard.Cli;

/// <summary>
/// Where the databases, keys and packs live: <c>--data DIR</c>, else the variable <c>GOVERNANCE_DATA</c>, else <c>data/</c> under the
/// repository, else <c>data/</c> under the current folder. The server and the verbs follow the same rule, so that they see the same estate.
/// </summary>
public static class DataFolderRule
{
    public const string OptionName = "--data";

    public const string VariableName = "GOVERNANCE_DATA";

    private const string DefaultName = "data";
    private const string RepositoryMark = "GovernanceDashboard.sln";

    /// <summary>The absolute path; nothing is made.</summary>
    /// <param name="option">What <c>--data</c> says; null where it was not given.</param>
    public static string Resolve(string? option, CommandLineHost host)
    {
        if ((Given(option) ?? Given(host.Variable(VariableName))) is { } given)
        {
            return Path.GetFullPath(given, host.CurrentFolder);
        }

        var home = Repository(host.CurrentFolder) ?? Repository(AppContext.BaseDirectory) ?? host.CurrentFolder;
        return Path.Combine(home, DefaultName);
    }

    /// <summary>The value of <c>--data</c> among arguments that are not parsed here (those of <c>serve</c>); null where it is not given.</summary>
    public static string? OptionIn(IReadOnlyList<string> args)
    {
        for (var position = 0; position < args.Count; position++)
        {
            if (args[position] == OptionName && position + 1 < args.Count)
            {
                return args[position + 1];
            }

            if (args[position].StartsWith(OptionName + "=", StringComparison.Ordinal))
            {
                return args[position][(OptionName.Length + 1)..];
            }
        }

        return null;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Repository(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RepositoryMark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
