using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Evidence;

namespace GovernanceDashboard.Tests.Evidence;

/// <summary>A folder of its own for one test's packs.</summary>
internal sealed partial class PackFolder : IDisposable
{
    public PackFolder() => Root = Directory.CreateTempSubdirectory("evidence-").FullName;

    public string Root { get; }

    public string Pack => Path.Combine(Root, "pack");

    public string Workbook => Directory.GetFiles(Pack, "*.xlsx").Single();

    public async Task<EvidencePackResult> WriteAsync(
        EvidenceContent? content = null,
        int rowLimit = 1_000_000,
        string name = "pack"
    ) =>
        await new EvidencePackWriter(rowLimit).WriteAsync(
            content ?? SamplePack.Content(),
            Path.Combine(Root, name),
            Silence.Progress,
            TestContext.Current.CancellationToken
        );

    /// <summary>Verifies with the app, and with the script where there is a Python: both must say the same.</summary>
    public async Task<EvidenceVerification> VerifyAsync()
    {
        var verdict = await EvidenceVerifier.VerifyAsync(Pack, TestContext.Current.CancellationToken);
        if (Python.Executable is { } python)
        {
            var (exit, output) = await Python.VerifyAsync(python, Pack);
            var expected = verdict.IsVerified
                ? "VERIFIED\n"
                : $"NOT VERIFIED\nsheet: {verdict.Sheet}\n" + (verdict.Row is { } row ? $"row: {row}\n" : "reason: ");
            Assert.StartsWith(expected, output, StringComparison.Ordinal);
            Assert.Equal(verdict.IsVerified ? 0 : 2, exit);
        }

        return verdict;
    }

    /// <summary>Rewrites one part of the workbook.</summary>
    public void EditPart(string part, Func<string, string> edit)
    {
        using var zip = ZipFile.Open(Workbook, ZipArchiveMode.Update);
        var entry = zip.GetEntry(part)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        var edited = edit(text);
        Assert.NotEqual(text, edited);
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(part).Open());
        writer.Write(edited);
    }

    /// <summary>The part in which a sheet of the sample stands: sheets in the order of their tabs.</summary>
    public static string PartOf(string sheet) =>
        sheet switch
        {
            "00" => "xl/worksheets/sheet1.xml",
            "08" => "xl/worksheets/sheet2.xml",
            "09" => "xl/worksheets/sheet3.xml",
            "10" => "xl/worksheets/sheet4.xml",
            "24" => "xl/worksheets/sheet5.xml",
            _ => throw new ArgumentOutOfRangeException(nameof(sheet), sheet, "No such sheet."),
        };

    public static string[] RowsOf(string xml) => [.. RowElement().Matches(xml).Select(match => match.Value)];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    [GeneratedRegex("<x:row .*?</x:row>", RegexOptions.Singleline)]
    private static partial Regex RowElement();
}

internal sealed class Silence : IProgress<WorkProgress>
{
    public static Silence Progress { get; } = new();

    public void Report(WorkProgress value) { }
}

internal static class Python
{
    public static string? Executable { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, "python3"), Path.Combine(folder, "python3.exe") })
            .FirstOrDefault(File.Exists);

    /// <summary>Runs the script that the app ships, not the pack's copy: a test may have damaged that.</summary>
    public static async Task<(int Exit, string Output)> VerifyAsync(string python, string folder)
    {
        var script = Path.Combine(Path.GetDirectoryName(folder)!, "trusted-verify.py");
        await File.WriteAllBytesAsync(
            script,
            ShippedFile.Bytes(ShippedFile.StandaloneVerifier),
            TestContext.Current.CancellationToken
        );
        using var process = Process.Start(
            new ProcessStartInfo(python, ["-I", "-X", "utf8", script, folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        return (process.ExitCode, output.ReplaceLineEndings("\n"));
    }
}
