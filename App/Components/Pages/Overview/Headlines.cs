using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>A count that is known, or known to lie between two bounds (both inclusive), out of a whole.</summary>
public readonly record struct CountBounds(int Low, int High, int Of)
{
    public bool IsExact => Low == High;
}

/// <summary>The three figures an executive sees first.</summary>
/// <param name="WideTables">
/// Sensitive tables (Confidential, Restricted or unclassified) that more than <see cref="WidePercent"/> percent of all people read, out of
/// all sensitive tables. The upper bound adds those whose readers hang on a condition.
/// </param>
/// <param name="RestrictedReaders">
/// People who read at least one Restricted table, out of all people. The upper bound adds those who read an unclassified table, which
/// could be Restricted for all we know.
/// </param>
/// <param name="Unclassified">Tables without any class, out of all tables.</param>
public sealed record Headlines(CountBounds WideTables, CountBounds RestrictedReaders, CountBounds Unclassified)
{
    /// <summary>A table is read widely above this share of all people, in percent.</summary>
    public const double WidePercent = 5;

    public static Headlines Of(EstateView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        int sensitive = 0,
            wide = 0,
            perhapsWide = 0,
            unclassified = 0;
        var isRestrictedOpen = false;
        HashSet<PrincipalSet> restricted = new(ReferenceEqualityComparer.Instance);
        HashSet<PrincipalSet> unknown = new(ReferenceEqualityComparer.Instance);
        foreach (var table in view.Tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            unclassified += table.Label is null ? 1 : 0;
            if (table.Label is SensitivityLabel.Public or SensitivityLabel.Internal)
            {
                continue;
            }

            sensitive++;
            var isWide = table.BreadthPercent > WidePercent;
            wide += isWide ? 1 : 0;
            perhapsWide += !isWide && table.IsConditional ? 1 : 0;

            // Tables under the same policies share one set: each is walked once.
            if (table.Label is SensitivityLabel.Restricted)
            {
                restricted.Add(view.Index.ReadingPeople(table.Ordinal));
                isRestrictedOpen |= table.IsConditional;
            }
            else if (table.Label is null)
            {
                unknown.Add(view.Index.ReadingPeople(table.Ordinal));
            }
        }

        var people = view.Index.People.Count;
        var surely = PeopleIn(view, restricted);
        var low = surely.Count(isIn => isIn);
        var perhaps = PeopleIn(view, unknown);
        var high = isRestrictedOpen ? people : surely.Zip(perhaps, (one, other) => one || other).Count(isIn => isIn);
        return new(
            new(wide, wide + perhapsWide, sensitive),
            new(low, high, people),
            new(unclassified, unclassified, view.Tables.Length)
        );
    }

    private static bool[] PeopleIn(EstateView view, HashSet<PrincipalSet> sets)
    {
        var isIn = new bool[view.Index.Accounts.Length];
        foreach (var person in sets.SelectMany(set => set.Members()))
        {
            isIn[person.Value] = true;
        }

        return isIn;
    }
}
