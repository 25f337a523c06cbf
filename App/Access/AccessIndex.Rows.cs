using System.Collections.Concurrent;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Readers as bit rows, for whoever goes through the whole catalogue.</summary>
public sealed partial class AccessIndex
{
    private readonly ConcurrentBag<LevelRows> _levelRows = [];

    /// <summary>How many signatures there are. In the order of their first tables.</summary>
    internal int Signatures => _signatures.Length;

    internal ReaderBits NewReaderBits() => new(_accounts.Words, new(_accounts.Words, _closure.Nodes));

    /// <summary>Rows to write over, kept from earlier comparisons where there are some; they go back by <see cref="Return"/>.</summary>
    internal LevelRows RentLevelRows() =>
        _levelRows.TryTake(out var rows) ? rows : new(NewReaderBits(), _accounts.Words);

    /// <param name="rows">This index's, or those of another over the same accounts and containers.</param>
    internal void Return(LevelRows rows)
    {
        rows.Readers.Scratch.Forget();
        _levelRows.Add(rows);
    }

    /// <summary>Whether rows of one index do for the other.</summary>
    internal bool SharesRowsWith(AccessIndex other) =>
        ReferenceEquals(_accounts, other._accounts) && _closure.Nodes == other._closure.Nodes;

    /// <summary>Writes over the rows who reads and who sees the tables of the signature, where nothing else can be told apart and all is certain.</summary>
    /// <returns>False where it is not so: then the rows hold nothing of meaning, and <see cref="PeopleByLevel"/> has the answer.</returns>
    internal bool TryWrite(int signature, LevelRows rows)
    {
        var lists = _signatures[signature];
        if (
            Authorizer == Authorizer.StorageBased
            || lists.Restriction != 0
            || lists.Only < 0
            || !_sets.TryWriteSight(_lists[lists.Only], rows.Seeing, rows.Readers.Scratch)
        )
        {
            return false;
        }

        _readers.Write(signature, rows.Readers);
        _accounts.FoldIntoPeople(rows.Seeing);
        BitRow.Or(rows.Seeing, rows.Reading);
        return rows.Readers.IsCertain;
    }

    /// <summary>
    /// Writes over the row who reads the tables of the signature: as <see cref="ReadingPeople"/> and <see cref="PossiblyReadingPeople"/>,
    /// without a set being made or kept. Some microseconds.
    /// </summary>
    internal void Write(int signature, ReaderBits row)
    {
        _readers.Write(signature, row);
        if (_restricted.People(new(_firstTableOf[signature]), signature) is { } unmasked)
        {
            row.IsCertain = unmasked.IsCertain;
            unmasked.Sure.WriteInto(row.Sure);
            unmasked.Possible.WriteInto(row.Possible);
        }
    }
}
