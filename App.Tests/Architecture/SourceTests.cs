using System.Text.RegularExpressions;

namespace GovernanceDashboard.Tests.Architecture;

/// <summary>Keeps files small and markup free of logic, by reading the source tree.</summary>
public sealed partial class SourceTests
{
    private const int MaxCodeLines = 400; // .cs and .razor.cs
    private const int MaxMarkupLines = 150; // .razor

    [Fact]
    public void Files_stay_readable()
    {
        var breaches =
            from path in Sources("*.cs").Concat(Sources("*.razor"))
            let limit = path.EndsWith(".razor", StringComparison.Ordinal) ? MaxMarkupLines : MaxCodeLines
            let lines = File.ReadLines(path).Count()
            where lines > limit
            select $"{path}: {lines} lines, limit {limit}";

        AssertNone(breaches);
    }

    [Fact]
    public void Markup_keeps_its_code_behind()
    {
        var breaches =
            from path in Sources("*.razor")
            where CodeBlock().IsMatch(File.ReadAllText(path))
            select $"{path}: @code belongs in a .razor.cs or a view model";

        AssertNone(breaches);
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var breaches =
            from path in Sources("*.cs")
            where Path.GetFileName(path) is not ("Program.cs" or "GlobalUsings.cs")
            let folder = Path.GetRelativePath(AppFolder(), Path.GetDirectoryName(path)!)
            let expected = "namespace GovernanceDashboard." + folder.Replace(Path.DirectorySeparatorChar, '.') + ";"
            where !File.ReadLines(path).Any(line => line == expected)
            select $"{path}: expected '{expected}'";

        AssertNone(breaches);
    }

    private static void AssertNone(IEnumerable<string> breaches)
    {
        var lines = breaches.Order(StringComparer.Ordinal).ToArray();
        Assert.True(lines.Length == 0, string.Join(Environment.NewLine, lines));
    }

    private static IEnumerable<string> Sources(string pattern) =>
        Directory
            .EnumerateFiles(AppFolder(), pattern, SearchOption.AllDirectories)
            .Where(path => !Skipped().IsMatch(path));

    private static string AppFolder() => Path.Combine(RepositoryFolder.Path, "App");

    [GeneratedRegex(@"[\\/](obj|bin|Migrations)[\\/]")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"^@code\b", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
