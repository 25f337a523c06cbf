using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>People to whom tables stand open through the same channels.</summary>
/// <param name="Covered">When all of these channels were logged in full.</param>
internal readonly record struct ChannelPart(PrincipalSet Who, CoveredTime Covered, bool ByFiles, bool ByViews);

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
        ImmutableArray<ChannelPart> parts =
        [
            new(everybody.Except(files).Except(views), coverage.Of(false, false), false, false),
            new(files.Except(views), coverage.Of(true, false), true, false),
            new(views.Except(files), coverage.Of(false, true), false, true),
            new(files.Intersect(views), coverage.Of(true, true), true, true),
        ];
        Parts = [.. parts.Where(part => !part.Who.IsEmpty)];
        Coverage = coverage;
    }

    /// <summary>By channel.</summary>
    internal TableCoverage Coverage { get; }

    /// <summary>The parts that are not empty, disjoint.</summary>
    internal ImmutableArray<ChannelPart> Parts { get; }
}
