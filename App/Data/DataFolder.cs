using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Data.Facts.Cached;

namespace GovernanceDashboard.Data;

/// <summary>The folder in which the installation keeps its databases, keys and packs. Made by the constructor, readable by its owner only (Unix).</summary>
/// <exception cref="IOException">The folder cannot be made.</exception>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public DataFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
        Make(Path);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The absolute path of a file in the folder; the file need not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The absolute path of a folder inside, made if it is missing, readable by its owner only (Unix).</summary>
    public string Folder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        Make(folder);
        return folder;
    }

    /// <summary>A new data folder with everything of this one but the facts and what is made of them.</summary>
    /// <exception cref="InvalidDataException">It holds something already, or lies inside this one.</exception>
    public DataFolder Beside(string path)
    {
        var target = System.IO.Path.GetFullPath(path);
        if (target.StartsWith(Path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} lies inside the data folder. Name a folder outside of it.");
        }

        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new InvalidDataException($"{path} is not empty. Name a folder that holds nothing yet.");
        }

        var made = new DataFolder(target);
        Copy(
            Path,
            target,
            name => !name.StartsWith(SqliteEstate.FileName, StringComparison.Ordinal) && name != FactCache.FolderName
        );
        return made;
    }

    private static void Copy(string from, string to, Predicate<string> isWanted)
    {
        Make(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => isWanted(System.IO.Path.GetFileName(file))))
        {
            System.IO.File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        }

        foreach (
            var inner in Directory
                .EnumerateDirectories(from)
                .Where(inner => isWanted(System.IO.Path.GetFileName(inner)))
        )
        {
            Copy(inner, System.IO.Path.Combine(to, System.IO.Path.GetFileName(inner)), _ => true);
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }
}
