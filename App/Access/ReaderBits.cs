using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>Who reads the tables of one signature, as bit rows to be written over and over. For one thread.</summary>
internal sealed class ReaderBits(int words, RowScratch scratch)
{
    /// <summary>Eff(t): people, by ordinal.</summary>
    internal ulong[] Sure { get; } = new ulong[words];

    /// <summary>The upper bound of Eff(t); holds nothing of meaning where <see cref="IsCertain"/>.</summary>
    internal ulong[] Possible { get; } = new ulong[words];

    internal bool IsCertain { get; set; }

    /// <summary>Accounts (people's and services') at level Full or Partial.</summary>
    internal int Readers { get; set; }

    internal RowScratch Scratch => scratch;
}
