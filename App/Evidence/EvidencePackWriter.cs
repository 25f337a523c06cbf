using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Evidence.Sheets;

namespace GovernanceDashboard.Evidence;

/// <summary>Writes a pack into a folder: workbook, overflow CSVs, row hashes, manifest and the verifier.</summary>
public sealed partial class EvidencePackWriter
{
    /// <summary>Rows of content in one sheet. The file format ends at 1,048,576 rows; header and subtotal rows need room too.</summary>
    public const int DefaultRowLimit = 1_000_000;

    private readonly int _rowLimit;

    public EvidencePackWriter()
        : this(DefaultRowLimit) { }

    /// <param name="rowLimit">From 1 to <see cref="DefaultRowLimit"/>; further rows go to overflow files of as many rows.</param>
    public EvidencePackWriter(int rowLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowLimit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowLimit, DefaultRowLimit);
        _rowLimit = rowLimit;
    }

    /// <summary>Streams the pack; memory does not grow with the rows. A cancelled or failed export leaves no folder.</summary>
    /// <param name="folder">Made by this call; must not exist. The pack appears there whole, by a rename.</param>
    /// <exception cref="IOException">The folder exists, or cannot be written.</exception>
    /// <exception cref="InvalidOperationException">A row stream is not in its sheet's key order, or repeats a key.</exception>
    public Task<EvidencePackResult> WriteAsync(
        EvidenceContent content,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
                Write(
                    content,
                    Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)),
                    progress,
                    cancellationToken
                ),
            cancellationToken
        );

    private EvidencePackResult Write(
        EvidenceContent content,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (Path.Exists(folder))
        {
            throw new IOException($"{folder} exists; a pack needs a folder of its own.");
        }

        // A sibling, so that the rename stays on one volume; a killed process leaves it recognisable.
        var parent = Path.GetDirectoryName(folder)!;
        var unfinished = Path.Combine(parent, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}.unfinished");
        try
        {
            Directory.CreateDirectory(Path.Combine(unfinished, "rows"));
            var manifest = WriteFiles(content, unfinished, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Directory.Move(unfinished, folder);
            return new(
                folder,
                manifest.Workbook.File,
                manifest.ContentRoot,
                manifest.Sheets.ToImmutableSortedDictionary(
                    sheet => sheet.Number,
                    sheet => sheet.Rows,
                    StringComparer.Ordinal
                )
            );
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private PackManifest WriteFiles(
        EvidenceContent content,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var cover = content.Cover;
        var snapshot = cover.Snapshot;
        var workbookName = UnsafeInFileName().Replace(cover.PackId, "-").Trim('-', '.') is { Length: > 0 } safe
            ? safe + ".xlsx"
            : "pack.xlsx";
        var workbookPath = Path.Combine(folder, workbookName);
        ImmutableArray<PackSheet> sheets;
        string contentRoot;
        ImmutableArray<PackTotal> totals;
        using (
            var stream = new FileStream(workbookPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16)
        )
        {
            (sheets, contentRoot, totals) = WriteWorkbook(content, stream, folder, progress, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        ImmutableArray<PackFile> files =
        [
            Ship(ShippedFile.Instructions, folder),
            Ship(ShippedFile.StandaloneVerifier, folder),
        ];
        var manifest = new PackManifest(
            PackManifest.KnownFormat,
            cover.PackId,
            cover.ScopeText,
            cover.Variant,
            UtcText.Of(cover.At),
            UtcText.Of(cover.GeneratedAt),
            cover.GeneratedBy,
            cover.EngineVersion,
            cover.PolicyProfile,
            new(
                snapshot.Id.Value,
                snapshot.Digest,
                UtcText.Of(snapshot.TakenAt),
                UtcText.Of(snapshot.FactsFrom),
                UtcText.Of(snapshot.ImportedAt),
                snapshot.IsDemo
            ),
            new(cover.ActivityLength, cover.ActivityHead),
            new(workbookName, HashOfFile(workbookPath)),
            contentRoot,
            sheets,
            totals,
            files,
            [
                .. snapshot.Sources.Select(source => new PackSource(
                    source.Name,
                    source.Sha256,
                    source.Bytes,
                    source.Accepted,
                    source.Refused
                )),
            ]
        );
        var json = manifest.ToJson();
        File.WriteAllBytes(Path.Combine(folder, PackManifest.FileName), json);
        File.WriteAllText(
            Path.Combine(folder, PackManifest.HashFileName),
            $"{Convert.ToHexStringLower(SHA256.HashData(json))}  {PackManifest.FileName}\n"
        );
        return manifest;
    }

    private (ImmutableArray<PackSheet> Sheets, string ContentRoot, ImmutableArray<PackTotal> Totals) WriteWorkbook(
        EvidenceContent content,
        Stream destination,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var cover = content.Cover;
        var snapshot = cover.Snapshot.Id;
        var coverSheet = CoverSheet.For(cover);
        var tables = AffectedTablesSheet.For(snapshot);
        var who = WhoHadAccessSheet.For(snapshot);
        var paths = PathsSheet.For(snapshot);
        var method = MethodSheet.For(snapshot);
        using var workbook = new WorkbookWriter(
            destination,
            [coverSheet.Name, tables.Name, who.Name, paths.Name, method.Name],
            cover.GeneratedAt
        );
        var stream = new SheetStream(workbook, folder, _rowLimit, progress);
        ImmutableArray<WrittenSheet> detail =
        [
            stream.Write(tables, content.Tables, cancellationToken),
            stream.Write(who, WhoHadAccessSheet.Counted(content.Who), cancellationToken),
            stream.Write(paths, content.Paths, cancellationToken),
        ];
        // The notes are few and numbered: they never overflow, whatever limit was set for the rows.
        var unlimited = new SheetStream(workbook, folder, DefaultRowLimit, progress);
        var notes = unlimited.Write(method, MethodSheet.Notes(cover, content.Method), cancellationToken);
        ImmutableArray<PackSheet> inRoot = [.. detail.Select(sheet => sheet.Pack), notes.Pack];
        var contentRoot = PackManifest.ContentRootOf(inRoot);

        var totals = CoverSheet
            .Totals.Select(total => detail.Single(sheet => sheet.Pack.Number == total.Sheet).Total(total.Column))
            .ToArray();
        var overflow = inRoot.SelectMany(sheet => sheet.Overflow).Select(file => file.File);
        var items = CoverSheet.Items(cover, contentRoot, overflow, totals).ToArray();
        var written = unlimited.Write(coverSheet, items, cancellationToken);
        workbook.Finish();

        var firstTotalRow = written.Pack.HashedRows - totals.Length + 1;
        return (
            [written.Pack, .. inRoot],
            contentRoot,
            [
                .. CoverSheet.Totals.Select(
                    (total, index) =>
                        new PackTotal(firstTotalRow + index, total.Sheet, total.Column, totals[index].Number)
                ),
            ]
        );
    }

    private static PackFile Ship(string name, string folder)
    {
        var bytes = ShippedFile.Bytes(name);
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static string HashOfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex UnsafeInFileName();
}
