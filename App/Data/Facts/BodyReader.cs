using System.Runtime.CompilerServices;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// Walks over a canonical body, whose members stand in their fixed order, without the serializer's generality. Whatever it meets beside that order is
/// left to the serializer: <see cref="IsAtEnd"/> is false then.
/// </summary>
internal ref struct BodyReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly FactBodies _bodies;
    private Utf8JsonReader _json;

    public BodyReader(ReadOnlySpan<byte> body, FactBodies bodies)
    {
        _body = body;
        _bodies = bodies;
        _json = new Utf8JsonReader(body);
        _json.Read();
        _json.Read();
    }

    /// <summary>True where every member was read.</summary>
    public bool IsAtEnd => _json.TokenType == JsonTokenType.EndObject && !_json.Read();

    /// <summary>True where the member comes now; the reader then stands on its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Has(ReadOnlySpan<byte> member)
    {
        if (_json.TokenType != JsonTokenType.PropertyName || !_json.ValueTextEquals(member))
        {
            return false;
        }

        _json.Read();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Text(ReadOnlySpan<byte> member) => Has(member) ? Then(_bodies.Pool.Get(ref _json)) : null;

    public bool? Flag(ReadOnlySpan<byte> member) => Has(member) ? Then(_json.GetBoolean()) : null;

    public long? Number(ReadOnlySpan<byte> member) => Has(member) ? Then(_json.GetInt64()) : null;

    public DateTimeOffset? Instant(ReadOnlySpan<byte> member) =>
        Number(member) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public T? Name<T>(ReadOnlySpan<byte> member)
        where T : struct, Enum => Text(member) is { } name && Enum.TryParse<T>(name, out var value) ? value : null;

    public PrincipalId? Principal(ReadOnlySpan<byte> member) =>
        !Has(member) ? null
        : _json.ValueIsEscaped ? null
        : Then(FactKeys.ReadPrincipal(_json.ValueSpan, _bodies.Pool));

    public ResourceName? Resource(ReadOnlySpan<byte> member) =>
        Has(member) ? Then(_bodies.Resources.Read(ref _json, typeof(ResourceName), _bodies.Json.Options)) : null;

    public TableName? Table(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        _json.Read();
        var database = _bodies.Pool.Get(ref _json)!;
        _json.Read();
        var table = _bodies.Pool.Get(ref _json)!;
        _json.Read();
        return Then(new TableName(database, table));
    }

    public PathAccess? PathAccess(ReadOnlySpan<byte> member) =>
        Has(member) ? Then(_bodies.PathAccesses.Get(Value())) : null;

    /// <summary>Null where the member is missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TableColumn[]? Columns(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return null;
        }

        var columns = _bodies.ColumnRoom;
        columns.Clear();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            columns.Add(_bodies.Columns.Get(Value()));
        }

        return Then(columns.ToArray());
    }

    /// <summary>Steps into a member that is an object; <see cref="Leave"/> steps out.</summary>
    public bool Enter(ReadOnlySpan<byte> member)
    {
        if (!Has(member))
        {
            return false;
        }

        _json.Read();
        return true;
    }

    /// <summary>False where the object has members that were not read.</summary>
    public bool Leave()
    {
        if (_json.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        _json.Read();
        return true;
    }

    /// <summary>The bytes of the value that the reader stands on; it stands on its last token then.</summary>
    private ReadOnlySpan<byte> Value()
    {
        var from = (int)_json.TokenStartIndex;
        _json.Skip();
        return _body[from..(int)_json.BytesConsumed];
    }

    private T Then<T>(T value)
    {
        _json.Read();
        return value;
    }
}
