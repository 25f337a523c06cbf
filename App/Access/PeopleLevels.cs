using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// The people at each level of one table, as sets that lie in each other: who reads all of it reads some of it, and who reads some of it
/// sees it. A person's accounts count together: who reads half of the columns with one and half with another reads all of them. Beside
/// the levels stand the people who count as readers (Eff): some of those at level Full or Partial see every column masked, and do not.
/// </summary>
public sealed class PeopleLevels
{
    private readonly Bounds _seeing;
    private readonly Bounds _asking;
    private readonly Bounds _reading;
    private readonly Bounds _full;

    private PeopleLevels(Bounds seeing, Bounds asking, Bounds reading, Bounds full, Bounds effective) =>
        (_seeing, _asking, _reading, _full, Effective) = (seeing, asking, reading, full, effective);

    /// <summary>Eff(t), as <see cref="AccessIndex.ReadingPeople"/> gives it.</summary>
    internal Bounds Effective { get; }

    /// <summary>A table that is not there: nobody sees it.</summary>
    internal static PeopleLevels Nobody(PrincipalSet none)
    {
        var nobody = new Bounds(none, none);
        return new(nobody, nobody, nobody, nobody, nobody);
    }

    /// <param name="readers">The people behind those who read any of it.</param>
    /// <param name="effective">Those of them who count as readers.</param>
    internal static PeopleLevels Of(
        TableLists signature,
        Bounds readers,
        Bounds effective,
        ImmutableArray<PolicyList> lists,
        AccessSets sets,
        AccountDirectory accounts
    )
    {
        // One list for all that can be asked: those who read any of it are those who read all of it.
        var table = signature.Only >= 0 ? readers : PeopleOf(sets.Access(lists[signature.Table]), accounts);
        var (full, reading) = (table, table);
        for (var column = 0; column < signature.Columns.Length && signature.Only < 0; column++)
        {
            var some = PeopleOf(sets.Access(lists[signature.Columns[column]]), accounts);
            full = column == 0 ? some : Combine(full, some, (left, right) => left.Intersect(right));
            reading = column == 0 ? some : Combine(reading, some, (left, right) => left.Union(right));
        }

        var asking = Combine(reading, table, (left, right) => left.Union(right));
        var seeing = asking;
        foreach (var list in signature.Visibility)
        {
            var sight = PeopleOf(sets.Visibility(lists[list]), accounts);
            seeing = Combine(seeing, sight, (left, right) => left.Union(right));
        }

        return new(seeing, asking, reading, full, effective);
    }

    /// <summary>People whose level is at least this one, whatever cannot be known.</summary>
    /// <param name="atLeast">Any level but <see cref="AccessLevel.None"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Everyone's level is at least none.</exception>
    public PrincipalSet Sure(AccessLevel atLeast) => At(atLeast).Sure;

    /// <summary>Those, and the people for whom it hangs on a condition.</summary>
    /// <inheritdoc cref="Sure"/>
    public PrincipalSet Possible(AccessLevel atLeast) => At(atLeast).Possible;

    /// <summary>The same levels where others decide who reads all of the table: those who read any of it are told already.</summary>
    internal PeopleLevels With(Bounds full) => new(_seeing, _asking, _reading, full, Effective);

    /// <summary>The same levels in another numbering of people. What was one set stays one.</summary>
    internal PeopleLevels In(Func<PrincipalSet, PrincipalSet> numbering)
    {
        var known = new Dictionary<PrincipalSet, PrincipalSet>(ReferenceEqualityComparer.Instance);
        return new(Of(_seeing), Of(_asking), Of(_reading), Of(_full), Of(Effective));

        Bounds Of(Bounds bounds) => new(One(bounds.Sure), One(bounds.Possible));

        PrincipalSet One(PrincipalSet people)
        {
            if (!known.TryGetValue(people, out var same))
            {
                known.Add(people, same = numbering(people));
            }

            return same;
        }
    }

    internal bool SaysTheSameAs(PeopleLevels other) =>
        ReferenceEquals(this, other)
        || (
            Same(_full, other._full)
            && Same(_reading, other._reading)
            && Same(_asking, other._asking)
            && Same(_seeing, other._seeing)
            && Same(Effective, other.Effective)
        );

    private static bool Same(Bounds left, Bounds right) =>
        left.Sure.Equals(right.Sure) && ((left.IsCertain && right.IsCertain) || left.Possible.Equals(right.Possible));

    private Bounds At(AccessLevel level) =>
        level switch
        {
            AccessLevel.None => throw new ArgumentOutOfRangeException(
                nameof(level),
                "Everyone's level is at least none."
            ),
            AccessLevel.MetadataOnly => _seeing,
            AccessLevel.TableOnly => _asking,
            AccessLevel.Partial => _reading,
            AccessLevel.Full => _full,
        };

    private static Bounds PeopleOf(Bounds bounds, AccountDirectory accounts)
    {
        var sure = accounts.PeopleOf(bounds.Sure);
        return new(sure, bounds.IsCertain ? sure : accounts.PeopleOf(bounds.Possible));
    }

    // Equal bounds stay one object, so that what is certain can be told by reference.
    private static Bounds Combine(Bounds left, Bounds right, Func<PrincipalSet, PrincipalSet, PrincipalSet> combine)
    {
        if (ReferenceEquals(left, right) || (left.IsCertain && right.IsCertain && left.Sure.Equals(right.Sure)))
        {
            return left;
        }

        var sure = combine(left.Sure, right.Sure);
        return new(sure, left.IsCertain && right.IsCertain ? sure : combine(left.Possible, right.Possible));
    }
}
