using System.Text;
using System.Text.Unicode;

namespace GovernanceDashboard.Import.Csv;

/// <summary>
/// Reads CSV (RFC 4180, as PostgreSQL's <c>\copy … csv header</c> writes it) from a stream, one row at a time: quoted fields may hold commas,
/// doubled quotes and line ends. Memory: one row, up to <see cref="LongestRow"/>. Own code because a full estate has half a million rows
/// and its fields are mostly numbers or repeated names, which need no strings. For one thread.
/// </summary>
/// <param name="longestRow">Bytes.</param>
/// <param name="delimiter">An ASCII character.</param>
internal sealed class CsvRows(Stream stream, byte delimiter = (byte)',', int longestRow = CsvRows.LongestRow)
{
    /// <summary>Bytes. A longer row of a file is a lost quote.</summary>
    public const int LongestRow = 4 * 1024 * 1024;

    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _buffer = new byte[128 * 1024];
    private int _start; // of the current row
    private int _next; // first byte after the current row
    private int _end; // of what is read
    private bool _isAtEnd;
    private bool _hasBegun;
    private long _nextLine = 1;

    /// <summary>The line that the current row begins on, from 1.</summary>
    public long Line { get; private set; }

    public int Count => _fields.Count;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The field's UTF-8, unquoted; empty where the row is shorter. Valid until the next row.</summary>
    public ReadOnlySpan<byte> this[int field] =>
        field >= 0 && field < _fields.Count ? _buffer.AsSpan(_fields[field].Start, _fields[field].Length) : [];

    /// <summary>The field's text; null where it is empty or the row is shorter.</summary>
    public string? Text(int field) => this[field] is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>True where every field is valid UTF-8.</summary>
    public bool IsUtf8()
    {
        for (var field = 0; field < _fields.Count; field++)
        {
            if (!Utf8.IsValid(this[field]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes to the next row; false at the end. Empty lines are passed over.</summary>
    /// <exception cref="InvalidDataException">A quote is never closed, or a row is longer than allowed.</exception>
    public bool Read()
    {
        while (true)
        {
            _start = _next;
            Line = _nextLine;
            if (!_hasBegun)
            {
                _hasBegun = true;
                SkipByteOrderMark();
            }

            if (!Available(_start))
            {
                return false;
            }

            ReadRow();
            if (_fields.Count > 1 || _fields[0].Length > 0)
            {
                return true;
            }
        }
    }

    private void ReadRow()
    {
        _fields.Clear();
        var at = 0; // from the row's start: the buffer may move
        while (true)
        {
            var quoted = Available(_start + at) && _buffer[_start + at] == (byte)'"';
            var field = quoted ? Quoted(ref at) : Plain(ref at);
            _fields.Add(field);
            if (!Available(_start + at))
            {
                break;
            }

            var stop = _buffer[_start + at];
            at++;
            if (stop == delimiter)
            {
                continue;
            }

            if (stop == (byte)'\r' && Available(_start + at) && _buffer[_start + at] == (byte)'\n')
            {
                at++;
            }

            _nextLine++;
            break;
        }

        _next = _start + at;
        for (var field = 0; field < _fields.Count; field++) // the row no longer moves: offsets become places
        {
            _fields[field] = (_start + _fields[field].Start, _fields[field].Length);
        }
    }

    private (int Start, int Length) Plain(ref int at)
    {
        var begin = at;
        while (Available(_start + at))
        {
            var length = _buffer.AsSpan(_start + at, _end - _start - at).IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
            if (length >= 0)
            {
                at += length;
                break;
            }

            at = _end - _start;
        }

        return (begin, at - begin);
    }

    /// <summary>Unquotes in place; what follows the closing quote up to the comma belongs to the field, as PostgreSQL reads it.</summary>
    private (int Start, int Length) Quoted(ref int at)
    {
        var begin = ++at;
        var write = at;
        var isInside = true;
        while (true)
        {
            if (!Available(_start + at))
            {
                return isInside
                    ? throw new InvalidDataException("a quoted field is never closed")
                    : (begin, write - begin);
            }

            var value = _buffer[_start + at];
            if (value == (byte)'"')
            {
                at++;
                if (isInside && Available(_start + at) && _buffer[_start + at] == (byte)'"')
                {
                    _buffer[_start + write++] = value;
                    at++;
                }
                else
                {
                    isInside = !isInside;
                }

                continue;
            }

            if (!isInside && (value == delimiter || value is (byte)'\n' or (byte)'\r'))
            {
                return (begin, write - begin);
            }

            _nextLine += value == (byte)'\n' ? 1 : 0;
            _buffer[_start + write++] = value;
            at++;
        }
    }

    private void SkipByteOrderMark()
    {
        if (Available(_start + 2) && _buffer.AsSpan(_start, 3).SequenceEqual(Encoding.UTF8.Preamble))
        {
            _start += 3;
        }
    }

    /// <summary>Makes the byte at a place of the buffer readable; false past the stream's end. May move the row to the buffer's start.</summary>
    private bool Available(int place)
    {
        var offset = place - _start;
        while (_start + offset >= _end)
        {
            if (_isAtEnd)
            {
                return false;
            }

            Fill();
        }

        return true;
    }

    private void Fill()
    {
        if (_end == _buffer.Length)
        {
            if (_end - _start >= longestRow)
            {
                throw new InvalidDataException($"a row is longer than {longestRow >> 20} MiB");
            }

            var target = _start == 0 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(target);
            _end -= _start;
            _start = 0;
            _buffer = target;
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        Position += read;
        _end += read;
        _isAtEnd = read == 0;
    }
}
