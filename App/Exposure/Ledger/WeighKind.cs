using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// What decides how much a table weighs to whom: the weights of its columns with the rules of who reads them. Tables of equal kinds weigh the
/// same to everybody, whoever is in which group.
/// </summary>
internal sealed class WeighKind(MeasureRange whole, HashSet<(MeasureRange? Weight, ReadingRule Rule)> columns)
    : IEquatable<WeighKind>
{
    internal MeasureRange Whole => whole;

    internal HashSet<(MeasureRange? Weight, ReadingRule Rule)> Columns => columns;

    public bool Equals(WeighKind? other) =>
        other is not null && Whole == other.Whole && Columns.SetEquals(other.Columns);

    public override bool Equals(object? obj) => Equals(obj as WeighKind);

    public override int GetHashCode()
    {
        var hash = HashCode.Combine(Whole, Columns.Count);
        foreach (var column in Columns)
        {
            hash ^= column.GetHashCode();
        }

        return hash;
    }
}
