using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// Everybody by the channels through which tables stand open to them, with the time in which all of these were logged in full: the same for
/// all tables of one kind.
/// </summary>
internal sealed class ChannelParts
{
    /// <param name="files">To whom the tables' files may stand open.</param>
    /// <param name="views">To whom a view over them may.</param>
    internal ChannelParts(TableCoverage coverage, PrincipalSet files, PrincipalSet views, PrincipalSet everybody)
    {
        ImmutableArray<(PrincipalSet Who, CoveredTime Covered)> parts =
        [
            (everybody.Except(files).Except(views), coverage.Of(false, false)),
            (files.Except(views), coverage.Of(true, false)),
            (views.Except(files), coverage.Of(false, true)),
            (files.Intersect(views), coverage.Of(true, true)),
        ];
        Parts = [.. parts.Where(part => !part.Who.IsEmpty)];
    }

    /// <summary>The parts that are not empty, disjoint.</summary>
    internal ImmutableArray<(PrincipalSet Who, CoveredTime Covered)> Parts { get; }
}
