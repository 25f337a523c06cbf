using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;

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

    /// <summary>As a wide audience may see them: of few people no more than that they are few.</summary>
    public Headlines ForMany() =>
        SmallCells.IsSmall(RestrictedReaders.Low) || SmallCells.IsSmall(RestrictedReaders.High)
            ? this with
            {
                RestrictedReaders = RestrictedReaders with
                {
                    Low = RestrictedReaders.Low > 0 ? 1 : 0,
                    High = Math.Max(RestrictedReaders.High, SmallCells.Least - 1),
                },
            }
            : this;

    public static Headlines Of(EstateView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        int sensitive = 0,
            wide = 0,
            perhapsWide = 0,
            unclassified = 0;
        var everybody = view.Index.People.Count;
        var isRestrictedOpen = false;
        Readers surely = new(view);
        Readers perhaps = new(view);
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
            isRestrictedOpen |= table is { Label: SensitivityLabel.Restricted, IsConditional: true };
            if (table.Label is SensitivityLabel.Restricted)
            {
                surely.Add(table.Ordinal);
            }
            else if (table.Label is null)
            {
                perhaps.Add(table.Ordinal);
            }
        }

        return new(
            new(wide, wide + perhapsWide, sensitive),
            new(surely.Count, isRestrictedOpen ? everybody : surely.CountWith(perhaps), everybody),
            new(unclassified, unclassified, view.Tables.Length)
        );
    }

    /// <summary>The people who read any of the tables that were added. Once it is everybody, further tables are not looked at.</summary>
    private sealed class Readers(EstateView view)
    {
        private readonly bool[] _isIn = new bool[view.Index.Accounts.Length];

        // Tables under the same policies can share one set: each is walked once.
        private readonly HashSet<PrincipalSet> _walked = new(ReferenceEqualityComparer.Instance);

        public int Count { get; private set; }

        public void Add(TableOrdinal table)
        {
            if (Count == view.Index.People.Count)
            {
                return;
            }

            var readers = view.Index.ReadingPeople(table);
            if (!_walked.Add(readers))
            {
                return;
            }

            foreach (var person in readers.Members())
            {
                Count += _isIn[person.Value] ? 0 : 1;
                _isIn[person.Value] = true;
            }
        }

        public int CountWith(Readers other) =>
            _isIn.Zip(other._isIn, (mine, others) => mine || others).Count(isIn => isIn);
    }
}
