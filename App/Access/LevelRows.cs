namespace GovernanceDashboard.Access;

/// <summary>
/// Which people read all of the tables of one signature, and which see them, as bit rows to be written over and over; those who read are
/// among those who see. For one thread.
/// </summary>
internal sealed class LevelRows(ReaderBits readers, int words)
{
    internal ReaderBits Readers => readers;

    internal ulong[] Reading => readers.Sure;

    internal ulong[] Seeing { get; } = new ulong[words];

    internal bool SaysTheSameAs(LevelRows other) =>
        Reading.AsSpan().SequenceEqual(other.Reading) && Seeing.AsSpan().SequenceEqual(other.Seeing);

    /// <summary>Leaves in the row only those at exactly this level.</summary>
    internal void Narrow(Span<ulong> row, AccessLevel level)
    {
        switch (level)
        {
            case AccessLevel.None:
                BitRow.AndNot(row, Seeing);
                break;
            case AccessLevel.MetadataOnly:
                BitRow.And(row, Seeing);
                BitRow.AndNot(row, Reading);
                break;
            case AccessLevel.TableOnly or AccessLevel.Partial:
                row.Clear();
                break;
            case AccessLevel.Full:
                BitRow.And(row, Reading);
                break;
        }
    }
}
