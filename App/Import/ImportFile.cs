using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;
using GovernanceDashboard.Import.Hdfs;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import;

/// <summary>One source file being read: counts what it gave, hashes what was read. Whatever is in it, reading never throws for its content.</summary>
internal sealed class ImportFile(
    string path,
    string name,
    ImportLedger ledger,
    IProgress<WorkProgress> progress,
    CancellationToken cancellationToken
) : ImportSource(name, ledger, progress, cancellationToken)
{
    private const long LargestJson = 1L << 30;
    private const int LargestRecord = 64 * 1024 * 1024; // bytes of one object, whose tree is ten times that
    private const int LongestJsonLine = 16 * 1024 * 1024;

    /// <inheritdoc />
    public override void RefuseWhole(string reason) =>
        ReadHashed(_ =>
        {
            Refuse(0, reason);
        });

    /// <summary>
    /// Reads a CSV file row by row. A missing required column refuses the file; a row that is not UTF-8, or that
    /// <paramref name="accept"/> refuses by an <see cref="InvalidDataException"/>, is refused with its line.
    /// </summary>
    public override void ReadCsv(string[] required, string[] optional, Action<CsvRecord> accept) =>
        ReadHashed(stream =>
        {
            var rows = new CsvRows(stream);
            try
            {
                ReadCsv(
                    rows,
                    [.. required, .. optional],
                    required.Length,
                    accept,
                    () => rows.Line,
                    _ => Progress.Report(new($"Reading {Name}", rows.Position, stream.Length, IsBytes: true))
                );
            }
            catch (InvalidDataException broken)
            {
                Refuse(rows.Line, $"the rest of the file cannot be read: {broken.Message}");
            }
        });

    /// <summary>Reads a JSON file whole and hands on its root. A file that is not JSON is refused with the line of the error.</summary>
    public void ReadJson(Action<JsonSlice> accept) =>
        ReadHashed(stream =>
        {
            if (stream.Length > LargestJson)
            {
                Refuse(0, "larger than 1 GiB; export it in parts");
                return;
            }

            var bytes = new byte[stream.Length];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            Progress.Report(new($"Reading {Name}", length, length, IsBytes: true));
            if (!Utf8.IsValid(bytes.AsSpan(0, length)))
            {
                Refuse(0, "not valid UTF-8");
                return;
            }

            try
            {
                accept(JsonSlice.Of(bytes.AsMemory(0, length)));
            }
            catch (JsonException broken)
            {
                Refuse((broken.LineNumber ?? -1) + 1, "not valid JSON from here on, or nested too deeply");
            }
            catch (InvalidDataException refused) // of the file's own head; rows are refused one by one
            {
                Refuse(0, refused.Message);
            }
        });

    /// <summary>Reads a file with one JSON value on a line; a line that holds none is refused with its number.</summary>
    public void ReadJsonLines(Action<JsonSlice> accept) =>
        ReadLines(
            (line, number) =>
            {
                var text = line ?? throw new InvalidDataException("not valid UTF-8");
                if (text.AsSpan().Trim().IsEmpty)
                {
                    return;
                }

                try
                {
                    accept(JsonSlice.Of(Encoding.UTF8.GetBytes(text)) with { Line = number });
                }
                catch (JsonException)
                {
                    throw new InvalidDataException("not valid JSON, or nested too deeply");
                }
            },
            LongestJsonLine
        );

    /// <summary>
    /// Reads a text file line by line, its lines numbered from 1; one that is not UTF-8 comes as null. A line that
    /// <paramref name="accept"/> refuses by an <see cref="InvalidDataException"/> is refused with its number.
    /// </summary>
    /// <param name="longest">Bytes of a line; a longer one ends the reading.</param>
    /// <param name="end">Run after the last line, while the file still counts.</param>
    public void ReadLines(Action<string?, long> accept, int longest = FileLines.Longest, Action? end = null) =>
        ReadHashed(stream =>
        {
            var lines = new FileLines(stream, longest);
            try
            {
                while (lines.Read(out var line))
                {
                    if (lines.Number % ReportEvery == 0)
                    {
                        CancellationToken.ThrowIfCancellationRequested();
                        Progress.Report(new($"Reading {Name}", lines.Position, stream.Length, IsBytes: true));
                    }

                    try
                    {
                        accept(line, lines.Number);
                    }
                    catch (InvalidDataException refused)
                    {
                        Refuse(lines.Number, refused.Message);
                    }
                }
            }
            catch (InvalidDataException broken)
            {
                Refuse(lines.Number + 1, $"the rest of the file cannot be read: {broken.Message}");
            }

            end?.Invoke();
        });

    /// <summary>Reads CSV without a header. A row that is not UTF-8, or that <paramref name="accept"/> refuses, is refused with its line.</summary>
    /// <param name="delimiter">An ASCII character; null for the one of comma, semicolon, tab and bar that the first line has most of.</param>
    public void ReadRows(char? delimiter, Action<CsvRows> accept) =>
        ReadHashed(stream =>
        {
            var rows = new CsvRows(stream, (byte)(delimiter ?? Delimiter(FirstLine())));
            try
            {
                for (var seen = 0; rows.Read(); seen++)
                {
                    if (seen % ReportEvery == 0)
                    {
                        CancellationToken.ThrowIfCancellationRequested();
                        Progress.Report(new($"Reading {Name}", rows.Position, stream.Length, IsBytes: true));
                    }

                    try
                    {
                        if (!rows.IsUtf8())
                        {
                            throw new InvalidDataException("not valid UTF-8");
                        }

                        accept(rows);
                    }
                    catch (InvalidDataException refused)
                    {
                        Refuse(rows.Line, refused.Message);
                    }
                }
            }
            catch (InvalidDataException broken)
            {
                Refuse(rows.Line, $"the rest of the file cannot be read: {broken.Message}");
            }
        });

    private static char Delimiter(string line) => ",;\t|".MaxBy(delimiter => line.Count(found => found == delimiter));

    /// <summary>Reads a Hadoop site file whole; one that is none is refused.</summary>
    public void ReadSettings(Action<Dictionary<string, string>> accept) =>
        ReadHashed(stream =>
        {
            try
            {
                accept(SiteSettings.Read(stream));
            }
            catch (InvalidDataException refused)
            {
                Refuse(0, refused.Message);
            }
        });

    /// <summary>The first line that is not empty, to tell formats apart; empty where there is none.</summary>
    public string FirstLine()
    {
        using var stream = File.OpenRead(path);
        var lines = new FileLines(stream);
        try
        {
            while (lines.Read(out var line))
            {
                if (line?.Length > 0)
                {
                    return line;
                }
            }
        }
        catch (InvalidDataException)
        {
            return ""; // whoever reads it whole refuses it
        }

        return "";
    }

    /// <summary>Runs <paramref name="accept"/> on every element; one that it refuses by an <see cref="InvalidDataException"/> is refused with its line.</summary>
    public void ForEach(IEnumerable<JsonSlice> elements, Action<JsonSlice, JsonElement> accept)
    {
        var seen = 0;
        foreach (var element in elements)
        {
            if (seen++ % ReportEvery == 0)
            {
                CancellationToken.ThrowIfCancellationRequested();
            }

            try
            {
                if (element.Utf8.Length > LargestRecord)
                {
                    throw new InvalidDataException("larger than 64 MiB");
                }

                using var document = element.Parse();
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    throw new InvalidDataException("an object was expected");
                }

                accept(element, document.RootElement);
            }
            catch (InvalidDataException refused)
            {
                Refuse(element.Line, refused.Message);
            }
        }
    }

    /// <summary>Hashes the file without reading anything from it, to recognise it; SHA-256 as in <see cref="SourceFile"/>.</summary>
    public string Sha256()
    {
        using var stream = Open();
        return stream.Finish();
    }

    /// <summary>Reads the file's bytes as they are; they are hashed as they pass. Returns their SHA-256.</summary>
    public string ReadHashed(Action<Stream> read)
    {
        CancellationToken.ThrowIfCancellationRequested();
        using var stream = Open();
        read(stream);
        var hash = stream.Finish();
        Ledger.Close(this, hash, stream.Position);
        return hash;
    }

    private HashingStream Open() =>
        new(
            new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                bufferSize: 0,
                FileOptions.SequentialScan
            )
        );
}
