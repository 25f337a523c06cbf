using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// One layer of a ledger while it is written. Tables whose exposure began and changed together stand in one group; a group holds those who
/// are exposed now, by when they began. A table that changes otherwise leaves its group with a copy. For one thread.
/// </summary>
internal sealed class LayerBook
{
    private readonly PrincipalSet _none;
    private readonly Group?[] _groupOf;
    private readonly List<ExposureBlock> _blocks = [];
    private readonly DateTimeOffset _from;

    internal LayerBook(int tables, PrincipalSet none, DateTimeOffset from) =>
        (_none, _groupOf, _from) = (none, new Group?[tables], from);

    internal IReadOnlyList<ExposureBlock> Blocks => _blocks;

    internal PrincipalSet Now(int table) => _groupOf[table]?.Now ?? _none;

    /// <summary>Says who is exposed to some tables from an instant on. Instants do not go back.</summary>
    /// <param name="tables">Distinct tables with their sets.</param>
    /// <param name="causesOf">What happened at this instant that bears on the tables and, of those whom it is about, on these.</param>
    internal void Put(
        DateTimeOffset at,
        IEnumerable<(int Table, PrincipalSet Who)> tables,
        Func<IReadOnlyList<int>, PrincipalSet, ImmutableArray<int>> causesOf
    )
    {
        foreach (
            var same in tables
                .Where(each => !Now(each.Table).Equals(each.Who))
                .GroupBy(each => (Group: _groupOf[each.Table], each.Who), each => each.Table)
                .ToArray()
        )
        {
            var moved = same.ToArray();
            var group = Part(same.Key.Group, moved);
            var gone = group.Now.Except(same.Key.Who);
            var come = same.Key.Who.Except(group.Now);
            if (!gone.IsEmpty)
            {
                Close(group, gone, at, causesOf(moved, gone), isOpenAtEnd: false);
            }

            if (!come.IsEmpty)
            {
                group.Cohorts.Add(new(come, at, causesOf(moved, come)));
            }

            group.Now = same.Key.Who;
            if (group.Now.IsEmpty)
            {
                foreach (var table in moved)
                {
                    _groupOf[table] = null;
                }
            }
        }
    }

    /// <summary>Closes everything at the end of the ledger.</summary>
    internal void Finish(DateTimeOffset to)
    {
        foreach (var group in _groupOf.OfType<Group>().Distinct().ToArray())
        {
            Close(group, group.Now, to, [], isOpenAtEnd: true);
        }
    }

    // The tables in a group of their own, with everything that they had.
    private Group Part(Group? from, int[] tables)
    {
        if (from is not null && from.Tables.Length == tables.Length)
        {
            return from;
        }

        Array.Sort(tables);
        var part = new Group([.. tables], from?.Now ?? _none, from is null ? [] : [.. from.Cohorts]);
        foreach (var table in tables)
        {
            _groupOf[table] = part;
        }

        if (from is not null)
        {
            from.Tables = [.. from.Tables.Where(table => !ReferenceEquals(_groupOf[table], part))];
        }

        return part;
    }

    private void Close(Group group, PrincipalSet gone, DateTimeOffset at, ImmutableArray<int> causes, bool isOpenAtEnd)
    {
        for (var place = group.Cohorts.Count - 1; place >= 0; place--)
        {
            var cohort = group.Cohorts[place];
            var leaving = cohort.Who.Intersect(gone);
            if (leaving.IsEmpty)
            {
                continue;
            }

            _blocks.Add(
                new(leaving, group.Tables, cohort.From, at, cohort.Opening, causes, cohort.From == _from, isOpenAtEnd)
            );
            var staying = leaving.Count == cohort.Who.Count ? _none : cohort.Who.Except(leaving);
            if (staying.IsEmpty)
            {
                group.Cohorts.RemoveAt(place);
            }
            else
            {
                group.Cohorts[place] = cohort with { Who = staying };
            }
        }
    }

    private sealed record Cohort(PrincipalSet Who, DateTimeOffset From, ImmutableArray<int> Opening);

    private sealed class Group(ImmutableArray<int> tables, PrincipalSet now, List<Cohort> cohorts)
    {
        internal ImmutableArray<int> Tables { get; set; } = tables;

        internal PrincipalSet Now { get; set; } = now;

        internal List<Cohort> Cohorts { get; } = cohorts;
    }
}
