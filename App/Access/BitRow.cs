using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Access;

/// <summary>Word-wise operations over bit rows of equal length. Bit i of the set stands in word i / 64.</summary>
internal static class BitRow
{
    internal const int WordBits = 64;

    internal static int WordsFor(int universe) => (universe + WordBits - 1) / WordBits;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Or(Span<ulong> into, ReadOnlySpan<ulong> from)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] |= others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < into.Length; i++)
        {
            into[i] |= from[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void And(Span<ulong> into, ReadOnlySpan<ulong> from)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] &= others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < into.Length; i++)
        {
            into[i] &= from[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AndNot(Span<ulong> into, ReadOnlySpan<ulong> from)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.AndNot(vectors[i], others[i]);
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < into.Length; i++)
        {
            into[i] &= ~from[i];
        }
    }

    /// <summary>Adds what is in <paramref name="from"/> and not in <paramref name="without"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OrAndNot(Span<ulong> into, ReadOnlySpan<ulong> from, ReadOnlySpan<ulong> without)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] |= from[i] & ~without[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Count(ReadOnlySpan<ulong> row)
    {
        // Four sums, so that no addition waits for the one before.
        var (a, b, c, d) = (0, 0, 0, 0);
        while (row.Length >= 4)
        {
            a += BitOperations.PopCount(row[0]);
            b += BitOperations.PopCount(row[1]);
            c += BitOperations.PopCount(row[2]);
            d += BitOperations.PopCount(row[3]);
            row = row[4..];
        }

        foreach (var word in row)
        {
            a += BitOperations.PopCount(word);
        }

        return a + b + c + d;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int CountCommon(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var count = 0;
        for (var i = 0; i < left.Length; i++)
        {
            count += BitOperations.PopCount(left[i] & right[i]);
        }

        return count;
    }

    internal static void Set(Span<ulong> row, int bit) => row[bit >> 6] |= 1UL << bit;

    internal static void Put(Span<ulong> row, int bit, bool isIn)
    {
        if (isIn)
        {
            Set(row, bit);
        }
        else
        {
            row[bit >> 6] &= ~(1UL << bit);
        }
    }

    internal static bool IsSet(ReadOnlySpan<ulong> row, int bit) => (row[bit >> 6] >> bit & 1) != 0;

    /// <summary>Takes out every bit from <paramref name="bit"/> on.</summary>
    internal static void ClearFrom(Span<ulong> row, int bit)
    {
        var word = bit / WordBits;
        if (bit % WordBits != 0)
        {
            row[word++] &= (1UL << bit) - 1;
        }

        row[word..].Clear();
    }

    /// <summary>Sets the bits from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    internal static void SetRange(Span<ulong> row, int from, int to)
    {
        while (from < to && from % WordBits != 0)
        {
            Set(row, from++);
        }

        while (to > from && to % WordBits != 0)
        {
            Set(row, --to);
        }

        row[(from / WordBits)..(to / WordBits)].Fill(ulong.MaxValue);
    }
}
