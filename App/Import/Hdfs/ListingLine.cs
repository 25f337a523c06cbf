using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hdfs;

/// <summary>One line of <c>hdfs dfs -ls -R</c> (sources 4.1). With a <c>+</c> the middle triplet is the mask, and whom the list names is not shown.</summary>
internal static partial class ListingLine
{
    /// <exception cref="InvalidDataException">No line of such a listing, or one that can be read two ways.</exception>
    public static Inode Parse(string line)
    {
        var match = Shape().Match(line);
        if (!match.Success)
        {
            throw new InvalidDataException("neither a line of ls -R nor a block of getfacl -R");
        }

        var owners = match.Groups["owners"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (owners is not [var owner, var group])
        {
            throw new InvalidDataException(
                "an owner or group with blanks in it, which ls -R cannot show; use getfacl -R"
            );
        }

        var mode = match.Groups["mode"].ValueSpan;
        var (first, middle, last) = (BitText.Parse(mode[..3]), BitText.Parse(mode[3..6]), BitText.Parse(mode[6..]));
        var hasList = match.Groups["list"].Length > 0;
        var path =
            HdfsPath.Of(match.Groups["path"].Value)
            ?? throw new InvalidDataException("a path that does not begin at the root");
        return new(
            path,
            match.Groups["kind"].Value == "d",
            new(owner, group, first, hasList ? PathBits.None : middle, last, hasList ? middle : null, [], hasList)
        );
    }

    [GeneratedRegex(
        @"^(?<kind>[d-])(?<mode>[r-][w-][x-][r-][w-][x-][r-][w-][xtT-])(?<list>\+?)\s+(?:-|\d+)\s+(?<owners>\S.*?)\s+\d+\s+\d{4}-\d\d-\d\d\s+\d\d:\d\d\s(?<path>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Shape();
}
