using System.Collections;
using System.Numerics;

namespace GovernanceDashboard.Access;

/// <summary>The members of a set, ascending. A struct with a struct to go through it, so that foreach makes no object and calls nothing virtual.</summary>
public readonly struct PrincipalCollection : IEnumerable<PrincipalOrdinal>
{
    private readonly ulong[]? _dense;
    private readonly int[]? _sparse;

    internal PrincipalCollection(ulong[]? dense, int[]? sparse) => (_dense, _sparse) = (dense, sparse);

    public Enumerator GetEnumerator() => new(_dense, _sparse);

    IEnumerator<PrincipalOrdinal> IEnumerable<PrincipalOrdinal>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the members once.</summary>
    public struct Enumerator : IEnumerator<PrincipalOrdinal>
    {
        private readonly ulong[]? _dense;
        private readonly int[]? _sparse;
        private ulong _bits; // of the word at hand, those not yet given
        private int _at; // in the row's words or in the array
        private int _current;

        internal Enumerator(ulong[]? dense, int[]? sparse)
        {
            (_dense, _sparse) = (dense, sparse);
            Reset();
        }

        public readonly PrincipalOrdinal Current => new(_current);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_sparse is { } sparse)
            {
                if (++_at >= sparse.Length)
                {
                    return false;
                }

                _current = sparse[_at];
                return true;
            }

            while (_bits == 0)
            {
                if (_dense is not { } dense || ++_at >= dense.Length)
                {
                    return false;
                }

                _bits = dense[_at];
            }

            _current = (_at * BitRow.WordBits) + BitOperations.TrailingZeroCount(_bits);
            _bits &= _bits - 1;
            return true;
        }

        public void Reset() => (_at, _bits, _current) = (-1, 0, 0);

        public readonly void Dispose() { }
    }
}
