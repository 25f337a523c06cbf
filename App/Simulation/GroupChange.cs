using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Simulation;

/// <summary>How the tables of one group change: those whose readers change, those that enter the group and those that leave it.</summary>
/// <param name="Group">Position of the group; the same before and after.</param>
internal sealed record GroupChange(int Group, IReadOnlyList<LevelDiff> Tables)
{
    /// <summary>Only groups with a change, in their order. A group whose tables were only classified changes in what is unknown of it.</summary>
    internal static IEnumerable<GroupChange> Of(
        TableGroupIndex groupsBefore,
        ChangedAccess after,
        TableGroupIndex groupsAfter,
        AccessDiff diff
    )
    {
        var byName = diff.Tables.ToDictionary(table => table.Table, table => table.Levels);
        var comparison = new TableComparison(after);
        for (var group = 0; group < groupsBefore.Groups.Length; group++)
        {
            var changes = ReferenceEquals(groupsBefore, groupsAfter)
                ? [.. Stayers(groupsBefore.Groups[group])]
                : Regrouped(groupsBefore.Groups[group], groupsAfter.Groups[group]);
            if (changes.Count > 0 || groupsBefore.Groups[group].Unclassified != groupsAfter.Groups[group].Unclassified)
            {
                yield return new(group, changes);
            }
        }

        IEnumerable<LevelDiff> Stayers(ResolvedTableGroup group)
        {
            foreach (var table in group.Tables)
            {
                if (byName.TryGetValue(after.Before.Table(table).Name, out var levels))
                {
                    yield return levels;
                }
            }
        }

        List<LevelDiff> Regrouped(ResolvedTableGroup was, ResolvedTableGroup will)
        {
            var namesBefore = was.Tables.Select(table => after.Before.Table(table).Name).ToHashSet();
            var namesAfter = will.Tables.Select(table => after.Facts.Tables[table.Value].Name).ToHashSet();
            var changes = new List<LevelDiff?>();
            foreach (var table in namesBefore)
            {
                changes.Add(namesAfter.Contains(table) ? byName.GetValueOrDefault(table) : comparison.Leaving(table));
            }

            changes.AddRange(namesAfter.Where(table => !namesBefore.Contains(table)).Select(comparison.Entering));
            return [.. changes.OfType<LevelDiff>()];
        }
    }
}
