using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Compares tables of two indexes over the same accounts. Tables under the same policies on both sides share their difference.</summary>
internal sealed class TableComparison(AccessIndex before, AccessIndex after)
{
    private const int NoTable = -1;

    private readonly Dictionary<(int Before, int After), LevelDiff?> _known = [];
    private readonly PeopleLevels _nobody = PeopleLevels.Nobody(PrincipalSet.Empty(before.Accounts.Length));

    internal TableDiff? Of(TableName name)
    {
        var (was, will) = (before.FindTable(name), after.FindTable(name));
        return Compare(was, will) is { } levels ? new(name, was, will, levels) : null;
    }

    /// <summary>All readers of a table that joins what is looked at, as if nobody had seen it before.</summary>
    internal LevelDiff? Entering(TableName name) => Compare(null, after.FindTable(name));

    internal LevelDiff? Leaving(TableName name) => Compare(before.FindTable(name), null);

    private LevelDiff? Compare(TableOrdinal? was, TableOrdinal? will)
    {
        var signatures = (
            was is { } old ? before.Signature(old) : NoTable,
            will is { } next ? after.Signature(next) : NoTable
        );
        if (!_known.TryGetValue(signatures, out var levels))
        {
            _known.Add(signatures, levels = LevelDiff.Of(Levels(before, was), Levels(after, will)));
        }

        return levels;
    }

    private PeopleLevels Levels(AccessIndex index, TableOrdinal? table) =>
        table is { } found ? index.PeopleByLevel(found) : _nobody;
}
