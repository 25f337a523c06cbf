using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import;

/// <summary>
/// Files as other tools really wrote them: each is imported, or refused in words. A few stand here; those of a folder
/// <c>cases/ranger/import-samples</c> beside the repository, or that <c>IMPORT_SAMPLES</c> names, are tried too. It belongs to others and is not kept here.
/// </summary>
public sealed class ImportSamplesTests
{
    private const string Place = "cases/ranger/import-samples";

    // As the tools' own documents show them.
    private static readonly (string Name, string Text, bool IsRead)[] s_own =
    [
        ("ugsync-groups.csv", "\"ann\",\"eng\",\"ops\"\nben,eng\n", true),
        ("ugsync-groups.json", """{ "ann": [ "eng" ], "ben": [] }""", true),
        ("users.ldif", "version: 1\n\ndn: uid=ann,ou=people,dc=x\nobjectClass: inetOrgPerson\nuid: ann\n", true),
        (
            "openlineage-run.json",
            """{"eventType":"START","eventTime":"2026-01-01T00:00:00Z","run":{"runId":"r"},"job":{"namespace":"n","name":"j"},"inputs":[],"outputs":[]}""",
            true
        ),
        ("ranger-gds.json", """{"dataShares":[],"datasets":[]}""", false),
        ("ranger-unknown.json", """{"unheard":1}""", false),
    ];

    [Fact]
    public async Task Every_sample_is_imported_or_refused_in_a_sentence()
    {
        List<string> wrong = [];
        foreach (var (name, text, isRead) in s_own)
        {
            var (report, file) = await ImportAsync(name, System.Text.Encoding.UTF8.GetBytes(text));
            if (report.Refused.Any(row => row.File == file) == isRead)
            {
                wrong.Add($"{name}: {string.Join("; ", report.Refused)}");
            }
        }

        foreach (var path in Samples())
        {
            var name = Path.GetFileName(path);
            var (report, file) = await ImportAsync(name, await File.ReadAllBytesAsync(path, Token));
            var said = report.Refused.Where(row => row.File == file).Select(row => row.Reason).ToArray();
            var accepted = report.Snapshot?.Sources.Single(source => source.Name == file).Accepted ?? 0;
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{name}: {accepted} accepted, {said.Length} refused {string.Join("; ", said.Distinct().Take(2))}"
            );
            // A service of another kind is reported and kept apart.
            var isKeptApart = report.Warnings.Any(warning => warning.Contains("kept out", StringComparison.Ordinal));
            var isSaid = isKeptApart || Array.Exists(said, reason => reason.Contains(' ', StringComparison.Ordinal));
            if (report.Failure is not null || (accepted == 0 && !isSaid))
            {
                wrong.Add($"{name}: {report.Failure ?? "neither read nor refused"}");
            }
        }

        Assert.Empty(wrong);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<(ImportReport Report, string File)> ImportAsync(string name, byte[] bytes)
    {
        var folder =
            name.StartsWith("ranger-", StringComparison.Ordinal) ? "ranger"
            : name.StartsWith("ugsync", StringComparison.Ordinal) || name.EndsWith(".ldif", StringComparison.Ordinal)
                ? "directory"
            : "lineage";
        var file = $"{folder}/{name}";
        // Something else that is there: a sample alone may well hold nothing that makes a snapshot.
        await using var import = new ImportFixture()
            .With("governance/populations.csv", "name,attribute,value\na,department,b\n")
            .With(file, bytes);
        return (await import.ImportAsync(), file);
    }

    private static string[] Samples()
    {
        if (Environment.GetEnvironmentVariable("IMPORT_SAMPLES") is { Length: > 0 } named)
        {
            return System.IO.Directory.GetFiles(named);
        }

        for (var folder = new DirectoryInfo(RepositoryFolder.Path); folder is not null; folder = folder.Parent)
        {
            var found = folder
                .EnumerateDirectories("*", new EnumerationOptions { IgnoreInaccessible = true })
                .Prepend(folder)
                .Select(beside => Path.Combine(beside.FullName, Place))
                .FirstOrDefault(System.IO.Directory.Exists);
            if (found is not null)
            {
                return System.IO.Directory.GetFiles(found);
            }
        }

        return [];
    }
}
