using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using GovernanceDashboard.Data;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>A pack that stands in the data folder.</summary>
/// <param name="Scope"><c>group:NAME</c>, <c>db:NAME</c> or <c>table:db.t</c>.</param>
/// <param name="Rows">Rows of content, on all sheets and in overflow files.</param>
/// <param name="ContentRoot">64 hexadecimal digits.</param>
public sealed record ShelvedPack(
    string Id,
    string Scope,
    DateTimeOffset GeneratedAt,
    string GeneratedBy,
    int Snapshot,
    long Rows,
    string ContentRoot
);

/// <summary>
/// The packs in the data folder: listed, verified and handed out. A pack is named by its id alone; an id is checked letter by
/// letter, so that no name leads out of the folder. Needs the right to export.
/// </summary>
public sealed partial class EvidenceShelf(DataFolder data, ActivityLog activity)
{
    private const string ManifestFile = "manifest.json";
    private const string DownloadsFolder = "downloads";
    private const int BufferSize = 1 << 16;

    /// <summary>Newest first. A folder without a readable manifest is left out: it is half written, or no pack.</summary>
    public Task<ImmutableArray<ShelvedPack>> ListAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.ExportEvidence);
        return Task.Run(() => List(cancellationToken), cancellationToken);
    }

    /// <returns>Null where there is no such pack.</returns>
    /// <exception cref="InvalidDataException">The pack's manifest cannot be read.</exception>
    public async Task<EvidenceVerification?> VerifyAsync(
        CurrentUser user,
        string id,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ExportEvidence);
        return FolderOf(id) is { } folder ? await EvidenceVerifier.VerifyAsync(folder, cancellationToken) : null;
    }

    /// <summary>
    /// The pack as a zip, after one entry into the activity log; null where there is no such pack. The caller disposes of the stream,
    /// and with it of the file behind it.
    /// </summary>
    public async Task<Stream?> OpenAsync(CurrentUser user, string id, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.ExportEvidence);
        if (FolderOf(id) is not { } folder)
        {
            return null;
        }

        await activity.AppendAsync(user, "evidence.download", id, null, cancellationToken);
        return await Task.Run(() => Zip(folder, id, cancellationToken), cancellationToken);
    }

    // Into a file first: a zip written straight to a response would need blocking writes, and one that breaks off halfway would
    // reach the reader as a file that looks whole.
    private FileStream Zip(string folder, string id, CancellationToken cancellationToken)
    {
        var path = Path.Combine(data.Folder(DownloadsFolder), $"{id}-{Guid.NewGuid():N}.zip");
        var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferSize,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                AddFiles(zip, folder, id, cancellationToken);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void AddFiles(ZipArchive zip, string folder, string id, CancellationToken cancellationToken)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = $"{id}/{Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')}";

            // A workbook is a zip already; squeezing it again costs seconds and wins nothing.
            var isZip = path.EndsWith(".xlsx", StringComparison.Ordinal);
            zip.CreateEntryFromFile(path, name, isZip ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
        }
    }

    private ImmutableArray<ShelvedPack> List(CancellationToken cancellationToken)
    {
        var packs = ImmutableArray.CreateBuilder<ShelvedPack>();
        foreach (var folder in Directory.EnumerateDirectories(data.Folder(EvidenceExport.PacksFolder)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(Path.GetFileName(folder)) is { } pack)
            {
                packs.Add(pack);
            }
        }

        return
        [
            .. packs
                .OrderByDescending(pack => pack.GeneratedAt)
                .ThenByDescending(pack => pack.Id, StringComparer.Ordinal),
        ];
    }

    private ShelvedPack? Read(string id)
    {
        if (FolderOf(id) is not { } folder)
        {
            return null;
        }

        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, ManifestFile)));
            var root = manifest.RootElement;
            return new(
                id,
                Text(root, "scope"),
                DateTimeOffset.Parse(
                    Text(root, "generated_at"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal
                ),
                Text(root, "generated_by"),
                root.GetProperty("snapshot").GetProperty("id").GetInt32(),
                root.GetProperty("sheets").EnumerateArray().Sum(sheet => sheet.GetProperty("rows").GetInt64()),
                Text(root, "content_root")
            );
        }
        catch (IOException)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    private string? FolderOf(string id)
    {
        if (!PackId().IsMatch(id))
        {
            return null;
        }

        var folder = Path.Combine(data.File(EvidenceExport.PacksFolder), id);
        return Directory.Exists(folder) ? folder : null;
    }

    [GeneratedRegex(@"\AEP-[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\z")]
    private static partial Regex PackId();
}
