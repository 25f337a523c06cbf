using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access.Paths;

/// <summary>The policies that speak to one account on some columns alike.</summary>
/// <param name="Applications">Highest priority first; a policy once for each tag through which it speaks.</param>
/// <param name="Columns">Their positions, ascending; empty for the table request.</param>
internal sealed record Request(ImmutableArray<Application> Applications, ImmutableArray<int> Columns)
{
    /// <summary>Joins columns on which the same policies speak through the same tags.</summary>
    /// <param name="asked">Columns by position, or null for the table request.</param>
    internal static ImmutableArray<Request> Group(
        IEnumerable<(int? Column, IEnumerable<Application> Applications)> asked
    )
    {
        var groups = new List<(bool IsColumn, Application[] Applications, List<int> Columns)>();
        foreach (var (column, applications) in asked)
        {
            Application[] speaking =
            [
                .. applications.DistinctBy(application => (application.Policy.Ordinal, application.Tag)),
            ];
            var known = groups.FindIndex(group =>
                group.IsColumn == column is not null && IsSame(group.Applications, speaking)
            );
            if (known < 0)
            {
                known = groups.Count;
                groups.Add((column is not null, speaking, []));
            }

            if (column is { } position)
            {
                groups[known].Columns.Add(position);
            }
        }

        return [.. groups.Select(group => new Request([.. group.Applications], [.. group.Columns]))];
    }

    private static bool IsSame(Application[] left, Application[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var position = 0; position < left.Length; position++)
        {
            if (left[position].Policy != right[position].Policy || left[position].Tag != right[position].Tag)
            {
                return false;
            }
        }

        return true;
    }
}
