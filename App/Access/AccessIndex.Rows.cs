using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Readers as bit rows, for whoever goes through the whole catalogue.</summary>
public sealed partial class AccessIndex
{
    /// <summary>How many signatures there are. In the order of their first tables.</summary>
    internal int Signatures => _signatures.Length;

    internal ReaderBits NewReaderBits() => new(_accounts.Words, new(_accounts.Words, _closure.Nodes));

    internal LevelRows NewLevelRows() => new(NewReaderBits(), _accounts.Words);

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
