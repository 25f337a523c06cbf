using System.Collections.Frozen;
using System.Text;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Makes entries of the lines of an LDIF file (RFC 2849), one at a time: continuation lines are joined, comments left out, values in base64 decoded, values
/// by URL never fetched. Of an entry only the attributes asked for are kept, so photographs and passwords are never held.
/// </summary>
internal sealed class LdifLines(FrozenSet<string> wanted, Action<LdifRecord> accept)
{
    /// <summary>Bytes of one line of a file that does not wrap.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private readonly StringBuilder _line = new();
    private LdifRecord? _record;
    private long _number;
    private bool _hasLine;
    private bool _isComment;
    private bool _isChange;

    /// <summary>Values that stand elsewhere (<c>attr:&lt; url</c>); what they hold stays unknown.</summary>
    public long ByUrl { get; private set; }

    /// <param name="text">Null where the line is not UTF-8.</param>
    public void Add(string? text, long number)
    {
        if (text is null)
        {
            Finish(number);
            (_record ??= new(number)).Fault ??= $"not valid UTF-8 in line {number}";
            return;
        }

        text = number == 1 ? text.TrimStart('\ufeff') : text;
        if (text.StartsWith(' '))
        {
            if (_isComment || !_hasLine)
            {
                return; // of a comment, or of nothing
            }

            if (_line.Length + text.Length > LongestLine)
            {
                Fail(number, "a value is longer than 4 MiB");
                _line.Clear();
                return;
            }

            _line.Append(text, 1, text.Length - 1);
            return;
        }

        Finish(number);
        if (text.Length == 0)
        {
            EndRecord();
            return;
        }

        _isComment = text[0] == '#';
        if (!_isComment)
        {
            (_hasLine, _number) = (true, number);
            _line.Append(text);
        }
    }

    /// <summary>Hands on what is left. Call once, after the last line.</summary>
    public void End()
    {
        Finish(_number);
        EndRecord();
    }

    private void EndRecord()
    {
        if (_record is { } record)
        {
            (_record, _isChange) = (null, false);
            accept(record);
        }
    }

    private void Finish(long number)
    {
        _isComment = false;
        if (!_hasLine)
        {
            return;
        }

        _hasLine = false;
        var text = _line.ToString();
        _line.Clear();
        if (_isChange || text == "-")
        {
            return; // the rest of a change that is refused as a whole
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            Fail(number, $"line {_number} is no 'attribute: value'");
            return;
        }

        Read(text[..colon], text[(colon + 1)..]);
    }

    private void Read(string description, string value)
    {
        var options = description.Split(';');
        var name = options[0].Trim().ToLowerInvariant();
        if (value.StartsWith('<'))
        {
            ByUrl++;
            return;
        }

        switch (name)
        {
            case "version" when _record is null:
                return;
            case "dn":
                if (_record?.Name is not null)
                {
                    EndRecord(); // the blank line between two entries is missing
                }

                _record ??= new(_number);
                _record.Name = Value(value) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
                return;
            case "changetype":
                _isChange = Value(value) is not { } change || !change.AsSpan().SequenceEqual("add"u8);
                if (_isChange)
                {
                    Fail(_number, "a change (changetype) instead of an entry; export the entries");
                }

                return;
            case "control":
                return;
            default:
                _record ??= new(_number);
                if (wanted.Contains(name) && Value(value) is { Length: > 0 } found)
                {
                    _record.Add(name, found);
                }

                // member;range=0-1499: more members follow, here or in an entry of the same name.
                foreach (var option in options.AsSpan(1))
                {
                    if (name is "member" or "uniquemember" or "memberof" && ValueRange.Read(name, option) is { } part)
                    {
                        AddPart(part);
                    }
                }

                return;
        }
    }

    // A line for each value, all of one part.
    private void AddPart(ValueRange part)
    {
        if (_record!.Parts.Count == 0 || _record.Parts[^1] != part)
        {
            _record.Parts.Add(part);
        }
    }

    private byte[]? Value(string text)
    {
        if (!text.StartsWith(':'))
        {
            return Encoding.UTF8.GetBytes(text.TrimStart(' '));
        }

        try
        {
            return Convert.FromBase64String(text[1..].Trim());
        }
        catch (FormatException)
        {
            Fail(_number, $"line {_number} is not valid base64");
            return null;
        }
    }

    private void Fail(long number, string reason) => (_record ??= new(number)).Fault ??= reason;
}
