using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Compares tables before and after a change. Tables under the same policies on both sides share their difference.</summary>
internal sealed class TableComparison(ChangedAccess changed)
{
    private const int NoTable = -1;

    private readonly Dictionary<(int Before, (bool, int) After), LevelDiff?> _known = [];
    private readonly PeopleLevels _nobody = PeopleLevels.Nobody(PrincipalSet.Empty(changed.Before.Accounts.Length));

    internal TableDiff? Of(TableName name)
    {
        var (was, will) = (changed.Before.FindTable(name), changed.FindTable(name));
        return Compare(was, will) is { } levels ? new(name, was, will, levels) : null;
    }

    /// <summary>All readers of a table that joins what is looked at, as if nobody had seen it before.</summary>
    internal LevelDiff? Entering(TableName name) => Compare(null, changed.FindTable(name));

    internal LevelDiff? Leaving(TableName name) => Compare(changed.Before.FindTable(name), null);

    private LevelDiff? Compare(TableOrdinal? was, TableOrdinal? will)
    {
        var signatures = (
            was is { } old ? changed.Before.Signature(old) : NoTable,
            will is { } next ? changed.SignatureOf(next) : (false, NoTable)
        );

        // Where files decide, tables of one signature need not agree in who reads all of them.
        var isShared = changed.Before.Authorizer != Authorizer.StorageBased;
        if (!isShared || !_known.TryGetValue(signatures, out var levels))
        {
            levels = LevelDiff.Of(
                was is { } then ? changed.Before.PeopleByLevel(then) : _nobody,
                will is { } now ? changed.PeopleByLevel(now) : _nobody
            );
            _known[signatures] = levels;
        }

        return levels;
    }
}
