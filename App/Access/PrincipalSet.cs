using System.Numerics;

namespace GovernanceDashboard.Access;

/// <summary>
/// A set of accounts of one index. Immutable; sets of different universes never mix (<see cref="ArgumentException"/>).
/// A small set is held as a sorted array, a larger one as a dense bit row; which of the two follows from the size alone,
/// so equal sets look alike inside.
/// </summary>
public sealed class PrincipalSet : IEquatable<PrincipalSet>
{
    // Exactly one of the two is set. Sparse up to half a row's words: then it takes at most a quarter of the row's bytes.
    private readonly ulong[]? _dense;
    private readonly int[]? _sparse;

    private PrincipalSet(int universe, int count, ulong[]? dense, int[]? sparse)
    {
        Universe = universe;
        Count = count;
        _dense = dense;
        _sparse = sparse;
    }

    public static PrincipalSet Empty(int universe) => new(universe, 0, null, []);

    public static PrincipalSet Of(int universe, IEnumerable<PrincipalOrdinal> members)
    {
        var row = new ulong[BitRow.WordsFor(universe)];
        foreach (var member in members)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(member.Value);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(member.Value, universe);
            BitRow.Set(row, member.Value);
        }

        return FromRow(universe, row);
    }

    /// <summary>All ordinals from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    public static PrincipalSet Range(int universe, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, universe);
        var row = new ulong[BitRow.WordsFor(universe)];
        BitRow.SetRange(row, from, Math.Max(from, to));
        return FromRow(universe, row);
    }

    /// <summary>Takes the row over: the caller must not write to it again.</summary>
    internal static PrincipalSet FromRow(int universe, ulong[] row)
    {
        var count = BitRow.Count(row);
        return count > SparseLimit(row.Length)
            ? new(universe, count, row, null)
            : new(universe, count, null, Positions(row, count));
    }

    /// <summary>As <see cref="FromRow"/>, and the row stays the caller's.</summary>
    internal static PrincipalSet CopyOf(int universe, ReadOnlySpan<ulong> row)
    {
        var count = BitRow.Count(row);
        return count > SparseLimit(row.Length)
            ? new(universe, count, row.ToArray(), null)
            : new(universe, count, null, Positions(row, count));
    }

    /// <param name="ordinals">Ascending; repetitions allowed.</param>
    internal static PrincipalSet FromSorted(int universe, ReadOnlySpan<int> ordinals)
    {
        var words = BitRow.WordsFor(universe);
        if (ordinals.Length > SparseLimit(words))
        {
            var row = new ulong[words];
            foreach (var ordinal in ordinals)
            {
                BitRow.Set(row, ordinal);
            }

            return FromRow(universe, row);
        }

        var distinct = new int[ordinals.Length];
        var count = 0;
        foreach (var ordinal in ordinals)
        {
            if (count == 0 || distinct[count - 1] != ordinal)
            {
                distinct[count++] = ordinal;
            }
        }

        return new(universe, count, null, count == distinct.Length ? distinct : distinct[..count]);
    }

    public int Universe { get; }

    public int Count { get; }

    public bool IsEmpty => Count == 0;

    /// <summary>What the set occupies on the heap, in bytes, without object headers.</summary>
    internal int Bytes => _dense is not null ? _dense.Length * sizeof(ulong) : _sparse!.Length * sizeof(int);

    public bool Contains(PrincipalOrdinal ordinal) => Contains(ordinal.Value);

    internal bool Contains(int ordinal)
    {
        if (_sparse is not null)
        {
            return Array.BinarySearch(_sparse, ordinal) >= 0;
        }

        return (uint)ordinal < (uint)Universe
            && (_dense![ordinal / BitRow.WordBits] >> (ordinal % BitRow.WordBits) & 1) != 0;
    }

    public PrincipalSet Union(PrincipalSet other)
    {
        Check(other);
        if (other.IsEmpty || ReferenceEquals(this, other))
        {
            return this;
        }

        if (IsEmpty)
        {
            return other;
        }

        var row = ToRow();
        other.OrInto(row);
        return FromRow(Universe, row);
    }

    public PrincipalSet Intersect(PrincipalSet other)
    {
        Check(other);
        if (IsEmpty || ReferenceEquals(this, other))
        {
            return this;
        }

        if (other.IsEmpty)
        {
            return other;
        }

        if (_sparse is not null)
        {
            return FromPositions(Array.FindAll(_sparse, other.Contains));
        }

        if (other._sparse is not null)
        {
            return FromPositions(Array.FindAll(other._sparse, Contains));
        }

        var row = ToRow();
        BitRow.And(row, other._dense);
        return FromRow(Universe, row);
    }

    public PrincipalSet Except(PrincipalSet other)
    {
        Check(other);
        if (IsEmpty || other.IsEmpty)
        {
            return this;
        }

        if (ReferenceEquals(this, other))
        {
            return Empty(Universe);
        }

        if (_sparse is not null)
        {
            return FromPositions(NotIn(_sparse, other));
        }

        var row = ToRow();
        other.RemoveFrom(row);
        return FromRow(Universe, row);
    }

    /// <summary>|this ∩ other| without building the set.</summary>
    public int CountIn(PrincipalSet other)
    {
        Check(other);
        if (_sparse is not null)
        {
            return CountOf(_sparse, other);
        }

        return other._sparse is not null ? CountOf(other._sparse, this) : BitRow.CountCommon(_dense, other._dense);
    }

    /// <summary>How many members the bit row holds.</summary>
    internal int CountIn(ReadOnlySpan<ulong> row)
    {
        if (_sparse is null)
        {
            return BitRow.CountCommon(_dense, row);
        }

        var count = 0;
        foreach (var ordinal in _sparse)
        {
            count += BitRow.IsSet(row, ordinal) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The members' ordinals in an array, ascending: the set's own where it is small, so not to be written to.</summary>
    internal int[] Ordinals() => _sparse ?? Positions(_dense, Count);

    /// <summary>Ascending.</summary>
    public PrincipalCollection Members() => new(_dense, _sparse);

    public bool Equals(PrincipalSet? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Universe != other.Universe || Count != other.Count)
        {
            return false;
        }

        return _sparse is not null
            ? _sparse.AsSpan().SequenceEqual(other._sparse)
            : _dense.AsSpan().SequenceEqual(other._dense);
    }

    public override bool Equals(object? obj) => Equals(obj as PrincipalSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Universe);
        hash.Add(Count);
        foreach (var ordinal in _sparse ?? [])
        {
            hash.Add(ordinal);
        }

        foreach (var word in _dense ?? [])
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    /// <summary>The same set with the account in it, or without.</summary>
    internal PrincipalSet With(int ordinal, bool isIn)
    {
        if (Contains(ordinal) == isIn)
        {
            return this;
        }

        var row = ToRow();
        row[ordinal / BitRow.WordBits] ^= 1UL << (ordinal % BitRow.WordBits);
        return FromRow(Universe, row);
    }

    /// <summary>The words of a bit row that hold members: the first, and one past the last.</summary>
    internal (int From, int To) Words()
    {
        if (_sparse is not null)
        {
            return IsEmpty ? (0, 0) : (_sparse[0] / BitRow.WordBits, (_sparse[^1] / BitRow.WordBits) + 1);
        }

        return (_dense.AsSpan().IndexOfAnyExcept(0UL), _dense.AsSpan().LastIndexOfAnyExcept(0UL) + 1);
    }

    /// <summary>As <see cref="CountIn(PrincipalSet)"/>, where all members of <paramref name="other"/> lie in the words given.</summary>
    internal int CountIn(PrincipalSet other, (int From, int To) words) =>
        _dense is not null && other._dense is not null
            ? BitRow.CountCommon(_dense.AsSpan(words.From..words.To), other._dense.AsSpan(words.From..words.To))
            : CountIn(other);

    /// <summary>A new bit row with these members, the caller's own.</summary>
    internal ulong[] ToRow()
    {
        if (_dense is not null)
        {
            return (ulong[])_dense.Clone();
        }

        var row = new ulong[BitRow.WordsFor(Universe)];
        OrInto(row);
        return row;
    }

    /// <summary>Writes over the row, so that it holds these members.</summary>
    internal void WriteInto(Span<ulong> row)
    {
        row.Clear();
        OrInto(row);
    }

    internal void OrInto(Span<ulong> row)
    {
        if (_dense is not null)
        {
            BitRow.Or(row, _dense);
            return;
        }

        foreach (var ordinal in _sparse!)
        {
            BitRow.Set(row, ordinal);
        }
    }

    /// <summary>Leaves in the row only these members.</summary>
    internal void Narrow(Span<ulong> row) => BitRow.And(row, _dense ?? ToRow());

    internal void RemoveFrom(Span<ulong> row)
    {
        if (_dense is not null)
        {
            BitRow.AndNot(row, _dense);
            return;
        }

        foreach (var ordinal in _sparse!)
        {
            row[ordinal / BitRow.WordBits] &= ~(1UL << (ordinal % BitRow.WordBits));
        }
    }

    private static int SparseLimit(int words) => words / 2;

    private static int[] Positions(ReadOnlySpan<ulong> row, int count)
    {
        var positions = new int[count];
        var next = 0;
        for (var word = 0; word < row.Length && next < count; word++)
        {
            for (var bits = row[word]; bits != 0; bits &= bits - 1)
            {
                positions[next++] = (word * BitRow.WordBits) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return positions;
    }

    private static int CountOf(int[] positions, PrincipalSet set)
    {
        var count = 0;
        foreach (var ordinal in positions)
        {
            count += set.Contains(ordinal) ? 1 : 0;
        }

        return count;
    }

    private static int[] NotIn(int[] positions, PrincipalSet other) =>
        Array.FindAll(positions, ordinal => !other.Contains(ordinal));

    // Only for subsets of a sparse set: they stay below the sparse limit.
    private PrincipalSet FromPositions(int[] positions) => new(Universe, positions.Length, null, positions);

    private void Check(PrincipalSet other)
    {
        if (other.Universe != Universe)
        {
            throw new ArgumentException(
                $"A set over {other.Universe} accounts does not fit one over {Universe}.",
                nameof(other)
            );
        }
    }
}
