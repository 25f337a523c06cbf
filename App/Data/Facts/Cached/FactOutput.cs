using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>
/// Writes facts as bytes that <see cref="FactInput"/> reads: numbers in groups of seven bits, texts by number. Grows as it must. Records whose last members
/// may be left out are taken apart first: with one member more they do not compile until it is written.
/// </summary>
internal sealed partial class FactOutput(SharedNumbers shared)
{
    private byte[] _bytes = new byte[1 << 20];

    private SharedNumbers Shared => shared;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int value)
    {
        Grow(5);
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            _bytes[Length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[Length++] = (byte)rest;
    }

    /// <summary>The sign in the lowest bit: small negative numbers stay short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(long value)
    {
        Grow(10);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            _bytes[Length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[Length++] = (byte)rest;
    }

    public void Number(long? value)
    {
        Flag(value is not null);
        if (value is { } known)
        {
            Number(known);
        }
    }

    public void Flag(bool value)
    {
        Grow(1);
        _bytes[Length++] = value ? (byte)1 : (byte)0;
    }

    public void Instant(DateTimeOffset? value) => Number(value?.ToUnixTimeMilliseconds());

    /// <summary>The text itself: what is written of the shared texts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Characters(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Grow(length);
        Length += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Text(string value) => Count(shared.Texts.Of(value));

    /// <summary>0 for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TextOrNull(string? value) => Count(value is null ? 0 : shared.Texts.Of(value) + 1);

    /// <summary>0 for a default array, else one more than its length.</summary>
    public void Array<T>(ImmutableArray<T> values, Action<FactOutput, T> write)
    {
        Count(values.IsDefault ? 0 : values.Length + 1);
        if (!values.IsDefault)
        {
            foreach (var value in values)
            {
                write(this, value);
            }
        }
    }

    public void ArrayOrNull<T>(ImmutableArray<T>? values, Action<FactOutput, T> write)
    {
        Flag(values is not null);
        if (values is { } known)
        {
            Array(known, write);
        }
    }

    public void Texts(ImmutableArray<string> values) => Array(values, static (output, text) => output.Text(text));

    public void Principal(PrincipalId value) => Count((shared.Texts.Of(value.Name) * 3) + (int)value.Namespace);

    public void Table(TableName value)
    {
        Text(value.Database);
        Text(value.Table);
    }

    private void Grow(int more)
    {
        if (Length + more > _bytes.Length)
        {
            System.Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
        }
    }
}
