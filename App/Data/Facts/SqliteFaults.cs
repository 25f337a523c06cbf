using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Says in words what SQLite says in numbers (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    private const string WhatToDo =
        "See what can be saved with: snapshots verify. Or put back a copy of the data folder. Nothing was changed and nothing was answered.";

    private const string NothingToSave =
        "Not even the list of its snapshots can be read, so nothing can be saved from it. Put back a copy of the data folder, or import again into a new one. Nothing was changed.";

    /// <summary>The fault in words; null where the number tells of a mistake of ours.</summary>
    public static StoreException? Of(SqliteException fault) =>
        fault.SqliteErrorCode switch
        {
            raw.SQLITE_CORRUPT => Damaged("its pages do not fit together", fault),
            raw.SQLITE_NOTADB => Damaged("it is not an SQLite database, or its first page was overwritten", fault),
            raw.SQLITE_FULL => new(
                StoreFault.DiskFull,
                $"There is no room left on the disk for {SqliteEstate.FileName}. The snapshots that were there stand as they were, and nothing else was "
                    + "written. Make room and try again.",
                fault
            ),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => new(
                StoreFault.Unreachable,
                $"{SqliteEstate.FileName} cannot be read or written here ({fault.Message.TrimEnd('.')}). The snapshots that were there stand as they were. "
                    + "Look at the disk, its free room and the rights of the data folder, and try again.",
                fault
            ),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                StoreFault.Busy,
                $"Another process has been writing to {SqliteEstate.FileName} for more than a minute, perhaps a long import. Try again when it has ended.",
                fault
            ),
            _ => null,
        };

    /// <param name="how">How it shows, as a part of a sentence.</param>
    public static StoreException Damaged(string how, Exception? cause = null) =>
        new(StoreFault.Damaged, $"{SqliteEstate.FileName} is damaged: {how}. {WhatToDo}", cause);

    /// <summary>The same, told to whoever asks what can be saved.</summary>
    public static StoreException BeyondRescue(StoreException damaged) =>
        new(StoreFault.Damaged, damaged.Message.Replace(WhatToDo, NothingToSave, StringComparison.Ordinal), damaged);

    public static StoreException Damaged(Snapshot snapshot) =>
        Damaged(
            $"the facts of snapshot {snapshot.Id} do not give its digest any more, so something else than an import has changed them"
        );
}
