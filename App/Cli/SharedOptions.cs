using System.CommandLine;

namespace GovernanceDashboard.Cli;

/// <summary>The options that several verbs take. One set per command line, since a parser's options belong to its tree.</summary>
internal sealed class SharedOptions
{
    public Option<string?> Data { get; } =
        new(DataFolderRule.OptionName)
        {
            Description =
                "Folder of the databases, keys and packs (default: GOVERNANCE_DATA, else data/ under the repository)",
            HelpName = "DIR",
            Recursive = true,
        };

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document on standard output" };

    public Option<string?> Csv { get; } =
        new("--csv")
        {
            Description = "Write the rows to a CSV file, safe to open in a spreadsheet, in place of printing them",
            HelpName = "FILE",
        };

    public Option<string?> At { get; } =
        new("--at")
        {
            Description = "The instant asked about, ISO 8601 with zone (default: the instant the snapshot describes)",
            HelpName = "T",
        };

    public Option<string?> Snapshot { get; } =
        new("--snapshot") { Description = "The snapshot to answer from (default: the newest)", HelpName = "ID" };

    public Option<string?> Unmask { get; } =
        new("--unmask")
        {
            Description = "Show real names, for this reason; needs Cli:MayUnmask, and is kept in the activity log",
            HelpName = "REASON",
        };

    public Option<string?> By { get; } =
        new("--by")
        {
            Description =
                "The attribute whose populations are shown: department (default), level, region or employment",
            HelpName = "ATTRIBUTE",
        };
}
