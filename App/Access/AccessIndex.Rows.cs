namespace GovernanceDashboard.Access;

/// <summary>Readers as bit rows, for whoever goes through the whole catalogue.</summary>
public sealed partial class AccessIndex
{
    /// <summary>How many signatures there are. In the order of their first tables.</summary>
    internal int Signatures => _signatures.Length;

    internal ReaderBits NewReaderBits() => new(_accounts.Words, new(_accounts.Words, _closure.Nodes));

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
