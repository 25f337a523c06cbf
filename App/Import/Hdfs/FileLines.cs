using System.Text;
using System.Text.Unicode;

namespace GovernanceDashboard.Import.Hdfs;

/// <summary>Reads text line by line as UTF-8; a line that is not UTF-8 comes as null. Memory: one line, up to the longest allowed. For one thread.</summary>
/// <param name="longest">Bytes of a line.</param>
internal sealed class FileLines(Stream stream, int longest = FileLines.Longest)
{
    /// <summary>Bytes. HDFS paths end at 8,000 characters.</summary>
    public const int Longest = 64 * 1024;

    private byte[] _buffer = new byte[2 * Longest];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <exception cref="InvalidDataException">A line is longer than allowed.</exception>
    public bool Read(out string? line)
    {
        line = null;
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && !_isAtEnd)
        {
            if (_end - _start > longest)
            {
                throw new InvalidDataException($"a line is longer than {longest / 1024} KiB");
            }

            Fill();
        }

        if (length < 0)
        {
            length = _end - _start;
            if (length == 0)
            {
                return false;
            }
        }

        Number++;
        var bytes = _buffer.AsSpan(_start, length);
        _start = Math.Min(_end, _start + length + 1);
        if (bytes.EndsWith("\r"u8))
        {
            bytes = bytes[..^1];
        }

        line = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        return true;
    }

    private void Fill()
    {
        var target = _end - _start > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        Position += read;
        _end += read;
        _isAtEnd = read == 0;
    }
}
