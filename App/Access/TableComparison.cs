using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Compares tables of two indexes over the same accounts. Tables under the same policies on both sides share their difference.</summary>
internal sealed class TableComparison(AccessIndex before, AccessIndex after)
{
    private const int NoTable = -1;

    private readonly Dictionary<(int Before, int After), LevelDiff?> _known = [];
    private readonly PeopleLevels _nobody = PeopleLevels.Nobody(before.PeopleOf(before.People.Except(before.People)));

    internal TableDiff? Of(TableName name)
    {
        var (was, will) = (before.FindTable(name), after.FindTable(name));
        var signatures = (
            was is { } old ? before.Signature(old) : NoTable,
            will is { } next ? after.Signature(next) : NoTable
        );
        if (!_known.TryGetValue(signatures, out var levels))
        {
            _known.Add(signatures, levels = LevelDiff.Of(Levels(before, was), Levels(after, will)));
        }

        return levels is null ? null : new(name, was, will, levels);
    }

    private PeopleLevels Levels(AccessIndex index, TableOrdinal? table) =>
        table is { } found ? index.PeopleByLevel(found) : _nobody;
}
