namespace GovernanceDashboard.Tests.Data;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("governance-").FullName;

    public string File(string name) => System.IO.Path.Combine(FullPath, name);

    /// <summary>Writes a file, folders included.</summary>
    public void Write(string name, string text)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
