namespace GovernanceDashboard.Access;

/// <summary>A set of accounts of one index as a dense bit row. Immutable; sets of different universes never mix.</summary>
public sealed class PrincipalSet : IEquatable<PrincipalSet>
{
    public static PrincipalSet Empty(int universe) => throw new NotImplementedException();

    public static PrincipalSet Of(int universe, IEnumerable<PrincipalOrdinal> members) =>
        throw new NotImplementedException();

    /// <summary>All ordinals from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    public static PrincipalSet Range(int universe, int from, int to) => throw new NotImplementedException();

    public int Universe => throw new NotImplementedException();

    public int Count => throw new NotImplementedException();

    public bool IsEmpty => throw new NotImplementedException();

    public bool Contains(PrincipalOrdinal ordinal) => throw new NotImplementedException();

    public PrincipalSet Union(PrincipalSet other) => throw new NotImplementedException();

    public PrincipalSet Intersect(PrincipalSet other) => throw new NotImplementedException();

    public PrincipalSet Except(PrincipalSet other) => throw new NotImplementedException();

    /// <summary>|this ∩ other| without building the set.</summary>
    public int CountIn(PrincipalSet other) => throw new NotImplementedException();

    /// <summary>Ascending.</summary>
    public IEnumerable<PrincipalOrdinal> Members() => throw new NotImplementedException();

    public bool Equals(PrincipalSet? other) => throw new NotImplementedException();

    public override bool Equals(object? obj) => Equals(obj as PrincipalSet);

    public override int GetHashCode() => throw new NotImplementedException();
}
