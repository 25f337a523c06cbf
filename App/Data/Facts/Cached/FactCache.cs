using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>
/// Keeps the facts of the last few snapshots beside the database, ready to serve. Never the truth: a file that is missing, damaged, cut short, of another
/// build or of another database is passed over and written anew, and one that cannot be written is done without. Safe from several processes.
/// </summary>
internal sealed class FactCache(DataFolder folder, TimeProvider clock)
{
    public const string FolderName = "cache";

    private const int KeptFiles = 3; // as many pictures as the server holds in memory
    private const string Ending = ".facts";
    private const string UnfinishedEnding = ".part";
    private static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    /// <summary>The facts; null where no file has them.</summary>
    public EstateFacts? Find(
        Snapshot snapshot,
        DateTimeOffset at,
        FileStamp database,
        CancellationToken cancellationToken
    )
    {
        byte[] bytes;
        try
        {
            var file = FileOf(snapshot, at);
            if (!File.Exists(file))
            {
                return null;
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return CacheFile.Read(CacheSubject.Of(snapshot, at, database), bytes) is { } encoded
            ? FactDecoder.Read(encoded, snapshot, at, cancellationToken)
            : null;
    }

    /// <summary>Writes facts whole or not at all, and removes the oldest files.</summary>
    public void Keep(EstateFacts facts, FileStamp database)
    {
        var bytes = CacheFile.Write(CacheSubject.Of(facts.Snapshot, facts.At, database), EncodedFacts.Of(facts));
        try
        {
            var file = FileOf(facts.Snapshot, facts.At);
            var unfinished = $"{file}.{Path.GetRandomFileName()}{UnfinishedEnding}";
            try
            {
                Write(unfinished, bytes);
                File.Move(unfinished, file, overwrite: true);
            }
            catch
            {
                File.Delete(unfinished);
                throw;
            }

            RemoveOld(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A full disk or a folder that may only be read: the facts are whole in the database, the next start reads them from there.
        }
    }

    private static void Write(string file, byte[] bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            PreallocationSize = bytes.Length,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        stream.Write(bytes);
    }

    private void RemoveOld(string written)
    {
        var files = new DirectoryInfo(folder.Folder(FolderName)).GetFiles();
        var abandoned = clock.GetUtcNow() - s_abandoned;
        var old = files
            .Where(file => file.Name.EndsWith(Ending, StringComparison.Ordinal) && file.FullName != written)
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Skip(KeptFiles - 1);
        var unfinished = files.Where(file =>
            file.Name.EndsWith(UnfinishedEnding, StringComparison.Ordinal) && file.LastWriteTimeUtc < abandoned
        );
        foreach (var file in old.Concat(unfinished))
        {
            file.Delete();
        }
    }

    private string FileOf(Snapshot snapshot, DateTimeOffset at) =>
        Path.Combine(
            folder.Folder(FolderName),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{snapshot.Digest.AsSpan(0, 16)}-{at.ToUnixTimeMilliseconds()}{Ending}"
            )
        );
}
