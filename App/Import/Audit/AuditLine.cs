using System.Text.Json;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// The fields of one event that matter here, as they stand on its line (sources 3). Filled anew for every line without allocating; spans are
/// good until the next one. For one thread.
/// </summary>
internal sealed class AuditLine
{
    private const int LongestField = 64 * 1024;

    private static readonly JsonReaderOptions s_strict = new() { MaxDepth = 16 };

    private readonly byte[] _unescaped = new byte[LongestField];
    private int _used;
    private ReadOnlyMemory<byte> _line;
    private Field _user;
    private Field _instant;
    private Field _access;
    private Field _action;
    private Field _resource;
    private Field _type;
    private Field _id;
    private Field _host;

    public ReadOnlySpan<byte> User => Span(_user);

    public ReadOnlySpan<byte> Instant => Span(_instant);

    public ReadOnlySpan<byte> Access => Span(_access);

    public ReadOnlySpan<byte> Action => Span(_action);

    public ReadOnlySpan<byte> Resource => Span(_resource);

    public ReadOnlySpan<byte> Type => Span(_type);

    public ReadOnlySpan<byte> Id => Span(_id);

    /// <summary>The server of the process that logged.</summary>
    public ReadOnlySpan<byte> Host => Span(_host);

    /// <summary>Ranger's number of the service's kind: 3 is Hive, 1 is HDFS.</summary>
    public long? Service { get; private set; }

    public bool IsAllowed { get; private set; }

    /// <summary>More than 1 where the writer summed up repeats.</summary>
    public long Count { get; private set; }

    public long? Number { get; private set; }

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidDataException">Not an object, or a field of another kind than expected.</exception>
    public void Read(ReadOnlyMemory<byte> line)
    {
        _line = line;
        _used = 0;
        _user = _instant = _access = _action = _resource = _type = _id = _host = default;
        Service = Number = null;
        Count = 1;
        long? result = null;
        var reader = new Utf8JsonReader(line.Span, s_strict);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidDataException("an object was expected");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (Known(ref reader))
            {
                case Name.User:
                    _user = Text(ref reader, "reqUser");
                    break;
                case Name.Instant:
                    _instant = Text(ref reader, "evtTime");
                    break;
                case Name.Access:
                    _access = Text(ref reader, "access");
                    break;
                case Name.Action:
                    _action = Text(ref reader, "action");
                    break;
                case Name.Resource:
                    _resource = Text(ref reader, "resource");
                    break;
                case Name.Type:
                    _type = Text(ref reader, "resType");
                    break;
                case Name.Id:
                    _id = Text(ref reader, "id");
                    break;
                case Name.Host:
                    _host = Text(ref reader, "agentHost");
                    break;
                case Name.Service:
                    Service = Integer(ref reader, "repoType");
                    break;
                case Name.Result:
                    result = Integer(ref reader, "result");
                    break;
                case Name.Count:
                    Count = Integer(ref reader, "event_count") ?? 1;
                    break;
                case Name.Number:
                    Number = Integer(ref reader, "seq_num");
                    break;
                case Name.Other:
                    reader.Skip();
                    break;
            }
        }

        if (reader.Read())
        {
            throw new InvalidDataException("more than one object on the line");
        }

        IsAllowed = result switch
        {
            1 => true,
            0 => false,
            _ => throw new InvalidDataException("'result' is neither 0 nor 1"),
        };
        if (Count is < 1 or > int.MaxValue)
        {
            throw new InvalidDataException("'event_count' is no count");
        }
    }

    /// <summary>Reads the name and goes on to its value.</summary>
    private static Name Known(ref Utf8JsonReader reader)
    {
        var name =
            reader.ValueTextEquals("reqUser"u8) ? Name.User
            : reader.ValueTextEquals("evtTime"u8) ? Name.Instant
            : reader.ValueTextEquals("access"u8) ? Name.Access
            : reader.ValueTextEquals("resource"u8) ? Name.Resource
            : reader.ValueTextEquals("resType"u8) ? Name.Type
            : reader.ValueTextEquals("action"u8) ? Name.Action
            : reader.ValueTextEquals("result"u8) ? Name.Result
            : reader.ValueTextEquals("repoType"u8) ? Name.Service
            : reader.ValueTextEquals("event_count"u8) ? Name.Count
            : reader.ValueTextEquals("seq_num"u8) ? Name.Number
            : reader.ValueTextEquals("id"u8) ? Name.Id
            : reader.ValueTextEquals("agentHost"u8) ? Name.Host
            : Name.Other;
        reader.Read();
        return name;
    }

    private Field Text(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new InvalidDataException($"'{name}' should be text");
        }

        if (!reader.ValueIsEscaped)
        {
            return new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, IsUnescaped: false);
        }

        if (reader.ValueSpan.Length > LongestField - _used)
        {
            throw new InvalidDataException($"'{name}' is too long");
        }

        int length;
        try
        {
            length = reader.CopyString(_unescaped.AsSpan(_used));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            throw new InvalidDataException($"'{name}' is no text");
        }

        var field = new Field(_used, length, IsUnescaped: true);
        _used += length;
        return field;
    }

    private static long? Integer(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String
                when System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out long number, out var read)
                    && read == reader.ValueSpan.Length:
                return number;
            default:
                throw new InvalidDataException($"'{name}' should be a whole number");
        }
    }

    private ReadOnlySpan<byte> Span(Field field) =>
        field.IsUnescaped ? _unescaped.AsSpan(field.Start, field.Length) : _line.Span.Slice(field.Start, field.Length);

    private readonly record struct Field(int Start, int Length, bool IsUnescaped);

    private enum Name
    {
        Other,
        User,
        Instant,
        Access,
        Action,
        Resource,
        Type,
        Id,
        Host,
        Service,
        Result,
        Count,
        Number,
    }
}
