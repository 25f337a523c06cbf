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
