namespace GovernanceDashboard.Access.Ranger;

/// <summary>Bit rows over the accounts to work in. For one thread at a time.</summary>
/// <param name="words">Of a row over the accounts.</param>
/// <param name="nodes">How many containers there are.</param>
internal sealed class RowScratch(int words, int nodes)
{
    internal ulong[] Allow { get; } = new ulong[words];

    internal ulong[] Deny { get; } = new ulong[words];

    internal ulong[] Decided { get; } = new ulong[words];

    internal ulong[] Result { get; } = new ulong[words];

    internal ulong[] Other { get; } = new ulong[words];

    /// <summary>A bit for each container whose members a row holds already.</summary>
    internal ulong[] Held { get; } = new ulong[BitRow.WordsFor(nodes)];

    /// <summary>As <see cref="Last"/>, of a flat base.</summary>
    internal (PolicyList? Base, FlatBase? Rows) LastFlat { get; set; }

    /// <summary>As <see cref="Last"/>, of who sees what stands on a flat base.</summary>
    internal (PolicyList? Base, FlatBase? Rows) LastSight { get; set; }

    /// <summary>The base that was ranked last where it is not kept, and how: tables of one database follow one another.</summary>
    internal (PolicyList? Base, bool IsSure, RankedRows[] Rows) Last { get; set; } = (null, false, []);

    /// <summary>Lets go of the bases that were not kept.</summary>
    internal void Forget()
    {
        LastFlat = LastSight = default;
        Last = (null, false, []);
    }
}

/// <summary>Who is allowed, and who denied, by the policies of one priority. Not to be written to.</summary>
/// <param name="Deny">Null where nothing denies.</param>
internal sealed record RankedRows(int Priority, ulong[] Allow, ulong[]? Deny);
