using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>The access types that an item covers, expanded; shared by all items that write the same.</summary>
internal sealed class ItemAccesses
{
    private readonly FrozenSet<string> _names;

    internal ItemAccesses(FrozenSet<string> names, ImmutableArray<string> types)
    {
        _names = names;
        CoversSelect = names.Contains(AccessSets.Select);
        for (var type = 0; type < types.Length; type++)
        {
            Types |= names.Contains(types[type]) ? 1UL << type : 0;
        }
    }

    internal static ItemAccesses None { get; } = new(FrozenSet<string>.Empty, []);

    internal bool CoversSelect { get; }

    /// <summary>Bit i stands for the definition's type i (at most 64).</summary>
    internal ulong Types { get; }

    /// <param name="privilege">Lower-cased; also one that the definition does not know.</param>
    internal bool Contains(string privilege) =>
        ReferenceEquals(privilege, AccessSets.Select) ? CoversSelect : _names.Contains(privilege);

    /// <summary>Accesses as an item writes them, compared by content.</summary>
    internal readonly struct Written(ImmutableArray<ItemAccess> accesses) : IEquatable<Written>
    {
        private readonly ImmutableArray<ItemAccess> _accesses = accesses;

        public bool Equals(Written other) =>
            _accesses == other._accesses || _accesses.AsSpan().SequenceEqual(other._accesses.AsSpan());

        public override bool Equals(object? obj) => obj is Written other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var access in _accesses)
            {
                hash.Add(access.Type, StringComparer.Ordinal);
                hash.Add(access.IsAllowed);
            }

            return hash.ToHashCode();
        }
    }
}
