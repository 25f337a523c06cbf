using System.Text.Encodings.Web;
using System.Text.Json;

namespace GovernanceDashboard.Generation;

/// <summary>Streams one JSON document to a file; a big one holds a few kilobytes at a time.</summary>
internal sealed class JsonFile : IDisposable
{
    private const int FlushAt = 1 << 15;

    private readonly FileStream _stream;

    /// <param name="isForReading">Indented, for the estate that a person reads.</param>
    public JsonFile(string path, bool isForReading)
    {
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        Json = new Utf8JsonWriter(
            _stream,
            new()
            {
                Indented = isForReading,
                IndentSize = 1,
                NewLine = "\n", // the same bytes on every machine
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // dashes and quotes stay readable; never shown as HTML
            }
        );
    }

    public Utf8JsonWriter Json { get; }

    /// <summary>Call between records.</summary>
    public void FlushIfFull()
    {
        if (Json.BytesPending > FlushAt)
        {
            Json.Flush();
        }
    }

    public void Dispose()
    {
        Json.Dispose();
        _stream.Dispose();
    }
}
