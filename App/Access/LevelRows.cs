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

    /// <summary>Of the people in word <paramref name="word"/> of the rows, those at exactly this level.</summary>
    internal ulong Exactly(AccessLevel level, int word) =>
        level switch
        {
            AccessLevel.None => ~Seeing[word],
            AccessLevel.MetadataOnly => Seeing[word] & ~Reading[word],
            AccessLevel.TableOnly or AccessLevel.Partial => 0,
            AccessLevel.Full => Reading[word],
        };
}
