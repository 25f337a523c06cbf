namespace GovernanceDashboard.Access.Ranger;

/// <summary>Bit rows over the accounts to work in. For one thread at a time.</summary>
internal sealed class RowScratch(int words)
{
    internal ulong[] Allow { get; } = new ulong[words];

    internal ulong[] Deny { get; } = new ulong[words];

    internal ulong[] Decided { get; } = new ulong[words];

    internal ulong[] Result { get; } = new ulong[words];

    internal ulong[] Other { get; } = new ulong[words];

    /// <summary>As <see cref="Last"/>, of a flat base.</summary>
    internal (PolicyList? Base, RankedRows? Rows) LastFlat { get; set; }

    /// <summary>The base that was ranked last where it is not kept, and how: tables of one database follow one another.</summary>
    internal (PolicyList? Base, bool IsSure, RankedRows[] Rows) Last { get; set; } = (null, false, []);
}

/// <summary>Who is allowed, and who denied, by the policies of one priority. Not to be written to.</summary>
/// <param name="Deny">Null where nothing denies.</param>
internal sealed record RankedRows(int Priority, ulong[] Allow, ulong[]? Deny);
