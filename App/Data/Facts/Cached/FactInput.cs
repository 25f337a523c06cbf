using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>Reads one value of a section.</summary>
internal delegate T FactRead<T>(ref FactInput input);

/// <summary>
/// Reads what <see cref="FactOutput"/> wrote. What is read for every table, column or membership is compiled in full at once: the first load of a
/// process is the one that people wait for, and it is over before the runtime would have noticed what is hot.
/// </summary>
internal ref partial struct FactInput(ReadOnlySpan<byte> bytes, SharedValues shared)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly SharedValues _shared = shared;
    private int _at;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Count()
    {
        uint value = _bytes[_at++];
        if (value < 0x80)
        {
            return (int)value;
        }

        value &= 0x7f;
        for (var shift = 7; ; shift += 7)
        {
            uint next = _bytes[_at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (int)value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            ulong next = _bytes[_at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
    }

    public long? NumberOrNull() => Flag() ? Number() : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Flag() => _bytes[_at++] != 0;

    public bool? FlagOrNull() => (Flag(), Flag()) is (true, var flag) ? flag : null;

    public DateTimeOffset? Instant() => Flag() ? DateTimeOffset.FromUnixTimeMilliseconds(Number()) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Characters()
    {
        var length = Count();
        var text = Encoding.UTF8.GetString(_bytes.Slice(_at, length));
        _at += length;
        return text;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string Text() => _shared.Texts[Count()];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string? TextOrNull() => Count() is > 0 and var number ? _shared.Texts[number - 1] : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ImmutableArray<T> Array<T>(FactRead<T> read)
    {
        var length = Count() - 1;
        if (length < 0)
        {
            return default;
        }

        if (length == 0)
        {
            return [];
        }

        var values = new T[length];
        for (var index = 0; index < length; index++)
        {
            values[index] = read(ref this);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    public ImmutableArray<T>? ArrayOrNull<T>(FactRead<T> read) => Flag() ? Array(read) : null;

    public ImmutableArray<string> Texts() => Array(static (ref input) => input.Text());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PrincipalId Principal()
    {
        var (number, space) = Math.DivRem((uint)Count(), 3u);
        return new((PrincipalNamespace)space, _shared.Texts[number]);
    }

    public TableName Table() => new(Text(), Text());
}
