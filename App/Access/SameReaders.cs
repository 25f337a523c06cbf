using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>Columns that the same accounts read, surely and possibly, are one class.</summary>
internal sealed class SameReaders : IEqualityComparer<Bounds>
{
    public bool Equals(Bounds? x, Bounds? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null && x.Sure.Equals(y.Sure) && x.Possible.Equals(y.Possible));

    public int GetHashCode(Bounds obj) => HashCode.Combine(obj.Sure.Count, obj.Possible.Count);
}
