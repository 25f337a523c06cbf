using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>From when on a change log is declared complete (product definitions, channel <c>changes</c>).</summary>
internal static class LogDeclaration
{
    private const string Everything = "query:*";

    /// <summary>Whether anything is said of the change log.</summary>
    public static bool IsMade(ImmutableArray<DatedFact<LogCoverage>> declared) =>
        !declared.IsDefault && declared.Any(row => row.Value.Channel == AccessChannel.Changes);

    /// <summary>The beginning of the time without a gap up to <paramref name="now"/>; null where the log is not complete up to there.</summary>
    public static DateTimeOffset? Since(IEnumerable<DatedFact<LogCoverage>> declared, DateTimeOffset now)
    {
        var changes = declared
            .Where(row => row.Value.Channel == AccessChannel.Changes && row.ValidFrom is { } from && from < now)
            .OrderByDescending(row => row.ValidFrom)
            .ToArray();
        DateTimeOffset? since = null;
        foreach (var row in changes)
        {
            if (
                row.Value is { State: CoverageState.Full, Scope: Everything }
                && (row.ValidTo is null || row.ValidTo >= (since ?? now))
            )
            {
                since = since < row.ValidFrom ? since : row.ValidFrom;
            }
        }

        foreach (var gap in changes.Where(row => row.Value.State != CoverageState.Full))
        {
            // A gap in a part of the log is a gap: nothing tells which facts it left out.
            since =
                since is { } from && (gap.ValidTo ?? now) > from
                    ? gap.ValidTo is { } ends && ends < now
                        ? ends
                        : null
                    : since;
        }

        return since;
    }
}
