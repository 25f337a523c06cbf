using System.Collections.Immutable;

namespace GovernanceDashboard.Access;

/// <summary>People whose level on a table changes in one particular way.</summary>
/// <param name="People">Never empty.</param>
public sealed record LevelShift(AccessLevel From, AccessLevel To, PrincipalSet People);

/// <summary>
/// How people's levels on one table change. Levels are the lower bound: what holds whatever cannot be known; the surely and possibly
/// gained and lost say how far that can be off. A mask that comes or goes changes who counts as a reader, and no level. Tables under the same policies before and after share one object.
/// </summary>
public sealed class LevelDiff
{
    private static readonly AccessLevel[] s_levels = Enum.GetValues<AccessLevel>();

    // Where one list of policies decides on all of a table, whoever reads any of it reads all of it.
    private static readonly AccessLevel[] s_toldApart = [AccessLevel.None, AccessLevel.MetadataOnly, AccessLevel.Full];

    private LevelDiff(PeopleLevels before, PeopleLevels after)
    {
        var (was, will) = (before.Effective, after.Effective);
        Gained = will.Sure.Except(was.Sure);
        Lost = was.Sure.Except(will.Sure);
        FullyGained = Gained.Intersect(after.Sure(AccessLevel.Full));
        FullyLost = Lost.Intersect(before.Sure(AccessLevel.Full));
        IsConditional = !was.IsCertain || !will.IsCertain;
        SurelyGained = IsConditional ? will.Sure.Except(was.Possible) : Gained;
        PossiblyGained = IsConditional ? will.Possible.Except(was.Sure) : Gained;
        SurelyLost = IsConditional ? was.Sure.Except(will.Possible) : Lost;
        PossiblyLost = IsConditional ? was.Possible.Except(will.Sure) : Lost;
        Shifts = ShiftsOf(before, after);
    }

    private LevelDiff(ImmutableArray<LevelShift> shifts, PrincipalSet gained, PrincipalSet lost)
    {
        Shifts = shifts;
        Gained = FullyGained = SurelyGained = PossiblyGained = gained;
        Lost = FullyLost = SurelyLost = PossiblyLost = lost;
    }

    /// <summary>By level before, then by level after; each person whose level changes stands in one of them.</summary>
    public ImmutableArray<LevelShift> Shifts { get; }

    /// <summary>People who come to read: in Eff(t) after, and not before.</summary>
    public PrincipalSet Gained { get; }

    public PrincipalSet Lost { get; }

    /// <summary>Of the gained those who then read all of it.</summary>
    public PrincipalSet FullyGained { get; }

    /// <summary>Of the lost those who read all of it before.</summary>
    public PrincipalSet FullyLost { get; }

    /// <summary>Whether some reading hangs on a condition before or after. If not, the four sets below are just the gained and the lost.</summary>
    public bool IsConditional { get; }

    /// <summary>Those who gain reading however the conditions turn out: a subset of <see cref="Gained"/>.</summary>
    public PrincipalSet SurelyGained { get; }

    /// <summary>Those who may gain it: a superset of <see cref="Gained"/>.</summary>
    public PrincipalSet PossiblyGained { get; }

    public PrincipalSet SurelyLost { get; }

    public PrincipalSet PossiblyLost { get; }

    /// <returns>Null where nothing changes at any level, conditional ones included.</returns>
    internal static LevelDiff? Of(PeopleLevels before, PeopleLevels after) =>
        before.SaysTheSameAs(after) ? null : new(before, after);

    /// <inheritdoc cref="Of(PeopleLevels, PeopleLevels)"/>
    /// <param name="universe">How many accounts the rows are over.</param>
    internal static LevelDiff? Of(LevelRows before, LevelRows after, int universe)
    {
        if (before.SaysTheSameAs(after))
        {
            return null;
        }

        var shifts = ImmutableArray.CreateBuilder<LevelShift>();
        var (gained, lost) = (PrincipalSet.Empty(universe), PrincipalSet.Empty(universe));
        var row = after.Readers.Scratch.Other;
        foreach (var from in s_toldApart)
        {
            foreach (var to in s_toldApart)
            {
                if (from == to || !TryWrite(row, before, from, after, to))
                {
                    continue;
                }

                var people = PrincipalSet.CopyOf(universe, row);
                shifts.Add(new(from, to, people));
                gained = to == AccessLevel.Full ? gained.Union(people) : gained;
                lost = from == AccessLevel.Full ? lost.Union(people) : lost;
            }
        }

        return new(shifts.ToImmutable(), gained, lost);
    }

    // One of the two levels is more than none, so that nobody stays in the row who is no account.
    private static bool TryWrite(Span<ulong> row, LevelRows before, AccessLevel from, LevelRows after, AccessLevel to)
    {
        row.Fill(ulong.MaxValue);
        before.Narrow(row, from);
        after.Narrow(row, to);
        return row.ContainsAnyExcept(0UL);
    }

    private static ImmutableArray<LevelShift> ShiftsOf(PeopleLevels before, PeopleLevels after)
    {
        // Only among those whose level changes at all, who are few as a rule.
        PrincipalSet? concerned = null;
        var (lastWas, lastWill) = (before.Sure(s_levels[1]), after.Sure(s_levels[1]));
        foreach (var level in s_levels[1..])
        {
            var (was, will) = (before.Sure(level), after.Sure(level));
            var isNew = level == s_levels[1] || !ReferenceEquals(was, lastWas) || !ReferenceEquals(will, lastWill);
            if (isNew && !was.Equals(will))
            {
                var changed = was.Except(will).Union(will.Except(was));
                concerned = concerned is null ? changed : concerned.Union(changed);
            }

            (lastWas, lastWill) = (was, will);
        }

        if (concerned is null)
        {
            return [];
        }

        var shifts = ImmutableArray.CreateBuilder<LevelShift>();
        foreach (var from in s_levels)
        {
            var leaving = Exactly(before, from, concerned);
            foreach (var to in leaving.IsEmpty ? [] : s_levels)
            {
                if (from != to && Exactly(after, to, leaving) is { IsEmpty: false } people)
                {
                    shifts.Add(new(from, to, people));
                }
            }
        }

        return shifts.ToImmutable();
    }

    private static PrincipalSet Exactly(PeopleLevels levels, AccessLevel level, PrincipalSet among)
    {
        var next = level == AccessLevel.Full ? null : levels.Sure(level + 1);
        if (level != AccessLevel.None && ReferenceEquals(levels.Sure(level), next))
        {
            return PrincipalSet.Empty(among.Universe); // whoever is this high is higher
        }

        var atLeast = level == AccessLevel.None ? among : among.Intersect(levels.Sure(level));
        return next is null ? atLeast : atLeast.Except(next);
    }
}
