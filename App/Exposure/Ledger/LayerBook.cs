using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// A ledger while it is written, all layers together: mostly they are alike, and what is alike is written once. Tables whose exposure began
/// and changed together stand in one group; a group holds those who are exposed now, by when they began. A table that changes otherwise
/// leaves its group with a copy. For one thread.
/// </summary>
internal sealed class LayerBook
{
    private readonly ExposedSets _nobody;
    private readonly Group?[] _groupOf;
    private readonly DateTimeOffset _from;
    private readonly LedgerLayer[] _layers = Enum.GetValues<LedgerLayer>();
    private readonly List<ExposureBlock>[] _blocks;
    private readonly PrincipalSet?[] _alone;

    internal LayerBook(int tables, PrincipalSet none, DateTimeOffset from)
    {
        (_nobody, _groupOf, _from) = (ExposedSets.Nobody(none), new Group?[tables], from);
        _blocks = Array.ConvertAll(_layers, _ => new List<ExposureBlock>());
        _alone = new PrincipalSet?[none.Universe];
    }

    internal IReadOnlyList<ExposureBlock> Blocks(LedgerLayer layer) => _blocks[(int)layer];

    /// <summary>Says who is exposed to some tables from an instant on. Instants do not go back.</summary>
    /// <param name="tables">Distinct tables with their sets.</param>
    /// <param name="causesOf">What happened at this instant that bears on the tables and, of those whom it is about, on these.</param>
    internal void Put(
        DateTimeOffset at,
        IEnumerable<(int Table, ExposedSets Sets)> tables,
        Func<IReadOnlyList<int>, PrincipalSet, ImmutableArray<int>> causesOf
    )
    {
        var alike = new Dictionary<ExposedSets, ExposedSets>(ReferenceEqualityComparer.Instance);
        var equal = new HashSet<ExposedSets>();
        var parts = new Dictionary<(Group?, ExposedSets), List<int>>(SameParts.Instance);
        foreach (var (table, sets) in tables)
        {
            if (!alike.TryGetValue(sets, out var same))
            {
                if (!equal.TryGetValue(sets, out same))
                {
                    equal.Add(same = sets);
                }

                alike.Add(sets, same);
            }

            var group = _groupOf[table];
            if (ReferenceEquals(group?.Now ?? _nobody, same))
            {
                continue;
            }

            if (!parts.TryGetValue((group, same), out var part))
            {
                parts.Add((group, same), part = []);
            }

            part.Add(table);
        }

        var moves = new Dictionary<(ExposedSets, ExposedSets), ImmutableArray<Move>>(SameSets.Instance);
        foreach (var ((from, sets), moved) in parts)
        {
            var now = from?.Now ?? _nobody;
            if (!moves.TryGetValue((now, sets), out var between))
            {
                moves.Add((now, sets), between = Between(now, sets));
            }

            if (between.IsEmpty)
            {
                continue;
            }

            var group = Part(from, [.. moved]);
            foreach (var move in between)
            {
                if (!move.Gone.IsEmpty)
                {
                    Close(group, move.Gone, move.Layers, at, causesOf(group.Tables, move.Gone), isOpenAtEnd: false);
                }

                if (!move.Come.IsEmpty)
                {
                    group.Cohorts.Add(new(move.Come, at, causesOf(group.Tables, move.Come), move.Layers));
                }
            }

            group.Now = sets;
            if (sets.IsNobody)
            {
                foreach (var table in group.Tables)
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
            foreach (var move in Between(group.Now, _nobody))
            {
                Close(group, move.Gone, move.Layers, to, [], isOpenAtEnd: true);
            }
        }
    }

    // Layers that change alike change together.
    private ImmutableArray<Move> Between(ExposedSets before, ExposedSets after)
    {
        var moves = ImmutableArray.CreateBuilder<Move>();
        var isDone = 0;
        foreach (var layer in _layers)
        {
            var bit = 1 << (int)layer;
            if ((isDone & bit) != 0)
            {
                continue;
            }

            var (then, now) = (before[layer], after[layer]);
            var alike = _layers
                .Where(other => ReferenceEquals(before[other], then) && ReferenceEquals(after[other], now))
                .Aggregate(0, (bits, other) => bits | (1 << (int)other));
            isDone |= alike;
            if (!then.Equals(now))
            {
                moves.Add(new(Shared(then.Except(now)), Shared(now.Except(then)), alike));
            }
        }

        return moves.ToImmutable();
    }

    // Mostly one person comes or goes.
    private PrincipalSet Shared(PrincipalSet set) => set.Count == 1 ? _alone[set.Ordinals()[0]] ??= set : set;

    // The tables in a group of their own, with everything that they had.
    private Group Part(Group? from, int[] tables)
    {
        if (from is not null && from.Tables.Length == tables.Length)
        {
            return from;
        }

        Array.Sort(tables);
        var part = new Group([.. tables], from?.Now ?? _nobody, from is null ? [] : [.. from.Cohorts]);
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

    private void Close(
        Group group,
        PrincipalSet gone,
        int layers,
        DateTimeOffset at,
        ImmutableArray<int> causes,
        bool isOpenAtEnd
    )
    {
        // In each layer everybody stands in one cohort.
        var left = (long)gone.Count * BitOperations.PopCount((uint)layers);
        for (var place = group.Cohorts.Count - 1; place >= 0 && left > 0; place--)
        {
            var cohort = group.Cohorts[place];
            var closing = cohort.Layers & layers;
            var leaving = closing == 0 ? _nobody.GrossSure : cohort.Who.Intersect(gone);
            if (leaving.IsEmpty)
            {
                continue;
            }

            leaving =
                leaving.Count == cohort.Who.Count ? cohort.Who
                : leaving.Count == gone.Count ? gone
                : Shared(leaving);
            left -= (long)leaving.Count * BitOperations.PopCount((uint)closing);
            var block = new ExposureBlock(
                leaving,
                group.Tables,
                cohort.From,
                at,
                cohort.Opening,
                causes,
                cohort.From == _from,
                isOpenAtEnd
            );
            foreach (var layer in _layers)
            {
                if ((closing & (1 << (int)layer)) != 0)
                {
                    _blocks[(int)layer].Add(block);
                }
            }

            var others = cohort.Layers & ~closing;
            if (leaving.Count < cohort.Who.Count)
            {
                group.Cohorts[place] = cohort with { Who = cohort.Who.Except(leaving) };
                if (others != 0)
                {
                    group.Cohorts.Insert(place + 1, cohort with { Who = leaving, Layers = others });
                }
            }
            else if (others != 0)
            {
                group.Cohorts[place] = cohort with { Layers = others };
            }
            else
            {
                group.Cohorts.RemoveAt(place);
            }
        }
    }

    /// <summary>Who comes and who goes, in some layers.</summary>
    /// <param name="Layers">A bit for each layer.</param>
    private readonly record struct Move(PrincipalSet Gone, PrincipalSet Come, int Layers);

    private sealed record Cohort(PrincipalSet Who, DateTimeOffset From, ImmutableArray<int> Opening, int Layers);

    private sealed class Group(ImmutableArray<int> tables, ExposedSets now, List<Cohort> cohorts)
    {
        internal ImmutableArray<int> Tables { get; set; } = tables;

        internal ExposedSets Now { get; set; } = now;

        internal List<Cohort> Cohorts { get; } = cohorts;
    }

    private sealed class SameParts : IEqualityComparer<(Group? From, ExposedSets Sets)>
    {
        internal static SameParts Instance { get; } = new();

        public bool Equals((Group? From, ExposedSets Sets) one, (Group? From, ExposedSets Sets) other) =>
            ReferenceEquals(one.From, other.From) && ReferenceEquals(one.Sets, other.Sets);

        public int GetHashCode((Group? From, ExposedSets Sets) part) =>
            HashCode.Combine(
                part.From is null ? 0 : RuntimeHelpers.GetHashCode(part.From),
                RuntimeHelpers.GetHashCode(part.Sets)
            );
    }

    private sealed class SameSets : IEqualityComparer<(ExposedSets Before, ExposedSets After)>
    {
        internal static SameSets Instance { get; } = new();

        public bool Equals(
            (ExposedSets Before, ExposedSets After) one,
            (ExposedSets Before, ExposedSets After) other
        ) => ReferenceEquals(one.Before, other.Before) && ReferenceEquals(one.After, other.After);

        public int GetHashCode((ExposedSets Before, ExposedSets After) sets) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(sets.Before), RuntimeHelpers.GetHashCode(sets.After));
    }
}
