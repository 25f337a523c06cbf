using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// Gives one string for equal texts: databases, types, logins and departments repeat hundreds of thousands of times in an estate.
/// For one thread; drop it when the load ends.
/// </summary>
internal sealed class StringPool
{
    private const int LongestKept = 96; // longer texts (comments, locations) hardly repeat

    private string?[] _slots = new string?[1024];
    private int[] _hashes = new int[1024];
    private int _count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 0)
        {
            return string.Empty;
        }

        return utf8.Length <= LongestKept && Ascii.IsValid(utf8) ? Find(utf8) : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>The string that the reader stands on.</summary>
    public string? Get(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence
            ? Get(reader.ValueSpan)
            : reader.GetString();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string Find(ReadOnlySpan<byte> ascii)
    {
        var hash = Hash(ascii);
        var mask = _slots.Length - 1;
        var slot = hash & mask;
        while (_slots[slot] is { } kept)
        {
            if (_hashes[slot] == hash && Ascii.Equals(ascii, kept))
            {
                return kept;
            }

            slot = (slot + 1) & mask;
        }

        var added = Encoding.ASCII.GetString(ascii);
        _slots[slot] = added;
        _hashes[slot] = hash;
        _count++;
        if (_count * 2 > _slots.Length)
        {
            Grow();
        }

        return added;
    }

    // Eight bytes at a time; no one chooses texts to collide with a pool of one load.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length * Factor;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Factor, 29);
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Factor;
        }

        hash ^= hash >> 32;
        return (int)(hash ^ (hash >> 15));
    }

    private void Grow()
    {
        var (slots, hashes) = (_slots, _hashes);
        _slots = new string?[slots.Length * 2];
        _hashes = new int[slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var old = 0; old < slots.Length; old++)
        {
            if (slots[old] is null)
            {
                continue;
            }

            var slot = hashes[old] & mask;
            while (_slots[slot] is not null)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = slots[old];
            _hashes[slot] = hashes[old];
        }
    }
}
