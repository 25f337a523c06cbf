using System.Text.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Finds the files that a case names, beside it or further up; the peer names them from its own root.</summary>
internal sealed class Companions(string caseFile)
{
    // Far enough for the peer's own layout; a case must not reach across the disk.
    private const int MostFoldersUp = 6;

    /// <summary>The companion's contents; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is there, but cannot be read.</exception>
    public JsonElement? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var relative = name.Trim().Replace('\\', '/').TrimStart('/');
        if (relative.Split('/').Contains(".."))
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(caseFile));
        for (var up = 0; up < MostFoldersUp && folder is not null; up++, folder = Path.GetDirectoryName(folder))
        {
            foreach (
                var path in new[] { Path.Combine(folder, relative), Path.Combine(folder, Path.GetFileName(relative)) }
            )
            {
                if (File.Exists(path))
                {
                    return Read(path, relative);
                }
            }
        }

        return null;
    }

    private static JsonElement Read(string path, string name)
    {
        try
        {
            return LenientJson.Read(File.ReadAllText(path));
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"its companion '{name}' cannot be read: {refused.Message}", refused);
        }
    }
}
