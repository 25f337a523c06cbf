using System.Collections.Concurrent;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Compares tables before and after a change. Tables under the same policies on both sides share their difference. Thread-safe.</summary>
internal sealed class TableComparison(ChangedAccess changed)
{
    private const int NoTable = -1;

    private readonly ConcurrentDictionary<(int Before, (bool, int) After), LevelDiff?> _known = new();
    private readonly ConcurrentBag<(LevelRows Before, LevelRows After)> _rows = [];
    private readonly bool _sharesRows = changed.Before.SharesRowsWith(changed.Reached);
    private readonly PeopleLevels _nobody = PeopleLevels.Nobody(PrincipalSet.Empty(changed.Before.Accounts.Length));

    internal TableDiff? Of(TableName name)
    {
        var (was, will) = (changed.Before.FindTable(name), changed.FindTable(name));
        return Compare(was, will) is { } levels ? new(name, was, will, levels) : null;
    }

    /// <summary>All readers of a table that joins what is looked at, as if nobody had seen it before.</summary>
    internal LevelDiff? Entering(TableName name) => Compare(null, changed.FindTable(name));

    internal LevelDiff? Leaving(TableName name) => Compare(changed.Before.FindTable(name), null);

    /// <summary>Gives the rows back that it compared in, once nothing more is to be compared.</summary>
    internal void Finish()
    {
        while (_rows.TryTake(out var rows))
        {
            changed.Before.Return(rows.Before);
            if (_sharesRows)
            {
                changed.Before.Return(rows.After);
            }
        }
    }

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
            levels =
                was is { } then && will is { } now && TryCompare(then, now, out var found)
                    ? found
                    : LevelDiff.Of(
                        was is { } before ? changed.Before.PeopleByLevel(before) : _nobody,
                        will is { } after ? changed.PeopleByLevel(after) : _nobody
                    );
            // One object for all that share it, whichever thread was first.
            levels = isShared ? _known.GetOrAdd(signatures, levels) : levels;
        }

        return levels;
    }

    // Most tables need no sets but those of who comes and goes.
    private bool TryCompare(TableOrdinal was, TableOrdinal will, out LevelDiff? levels)
    {
        levels = null;
        var (index, there) = changed.Locate(will);
        if (!ReferenceEquals(index, changed.Reached))
        {
            return false;
        }

        var (before, after) = _rows.TryTake(out var kept)
            ? kept
            : (changed.Before.RentLevelRows(), (_sharesRows ? changed.Before : index).RentLevelRows());
        var isTold =
            changed.Before.TryWrite(changed.Before.Signature(was), before)
            && index.TryWrite(index.Signature(there), after);
        levels = isTold ? LevelDiff.Of(before, after, index.Accounts.Length) : null;
        _rows.Add((before, after));
        return isTold;
    }
}
