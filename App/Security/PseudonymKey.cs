using System.Security.Cryptography;
using GovernanceDashboard.Data;

namespace GovernanceDashboard.Security;

/// <summary>The installation's secret behind its pseudonyms: 32 random bytes in the data folder, made when first asked for.</summary>
/// <remarks>With the key anybody can tell who a pseudonym is; without it nobody can, and after its loss all pseudonyms change.</remarks>
internal static class PseudonymKey
{
    private const int Length = 32;

    /// <summary>Reads the key or makes it. Two processes that both make it end with the same one.</summary>
    /// <exception cref="InvalidDataException">The file does not hold a key; it is never replaced silently.</exception>
    public static byte[] ReadOrMake(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var file = Path.Combine(folder.Folder("keys"), "pseudonym.key");
        if (!File.Exists(file))
        {
            Make(file);
        }

        var key = File.ReadAllBytes(file);
        return key.Length == Length
            ? key
            : throw new InvalidDataException(
                $"{file} holds {key.Length} bytes instead of {Length}: restore it, for a new key would change every pseudonym."
            );
    }

    private static void Make(string file)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Length));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            GiveName(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first: its key is the one.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // The name appears with the whole key behind it, and the first process to give it wins. Moving without overwriting would not do on
    // Unix: it looks for the name and then renames, so two processes can both find it free, and the second takes the first one's place.
    private static void GiveName(string draft, string file)
    {
        if (OperatingSystem.IsWindows() || !HardLink.TryMake(draft, file))
        {
            File.Move(draft, file, overwrite: false);
        }
    }
}
