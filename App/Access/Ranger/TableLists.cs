using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Numbers of the policy lists that speak on one table, on its columns, and on whether it is seen at all.</summary>
/// <param name="Columns">Distinct lists of the columns, ascending; empty for a table without columns.</param>
/// <param name="Visibility">One list per security zone to try.</param>
/// <param name="Restriction">Number of what masks and row filters make of it; 0 where none concerns it.</param>
internal sealed record TableLists(
    int Table,
    ImmutableArray<int> Columns,
    ImmutableArray<int> Visibility,
    int Restriction = 0
)
{
    /// <summary>The lists that decide who reads: the columns', or the table's where it has no columns.</summary>
    internal ImmutableArray<int> Reading => Columns.IsEmpty ? [Table] : Columns;

    /// <summary>The one list that decides all there is to decide; -1 where there are several.</summary>
    internal int Only =>
        Visibility is [var visibility]
        && visibility == Table
        && (Columns.IsEmpty || (Columns is [var column] && column == Table))
            ? Table
            : -1;

    /// <param name="numbers">By the number that a list has here: its other number.</param>
    internal TableLists Renumbered(int[] numbers) =>
        new(
            numbers[Table],
            [.. Columns.Select(list => numbers[list]).Order()],
            [.. Visibility.Select(list => numbers[list])],
            Restriction
        );

    public bool Equals(TableLists? other) =>
        other is not null
        && Table == other.Table
        && Restriction == other.Restriction
        && Columns.SequenceEqual(other.Columns)
        && Visibility.SequenceEqual(other.Visibility);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Table);
        hash.Add(Restriction);
        foreach (var list in Columns)
        {
            hash.Add(list);
        }

        foreach (var list in Visibility)
        {
            hash.Add(list);
        }

        return hash.ToHashCode();
    }
}
