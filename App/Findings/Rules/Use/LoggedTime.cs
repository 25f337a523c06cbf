using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>
/// When the use of each table was surely logged in full, as declared (log-coverage) or derived from the logs' own numbers, and not where a policy of today does not audit. Partial is not covered, and a gap that anybody declares counts, whatever else is said.
/// A day without logs is thus never taken for a day without use. For one thread.
/// </summary>
internal sealed class LoggedTime
{
    private readonly HeldFact<LogCoverage>[] _records;
    private readonly ILookup<TableOrdinal, int> _about;
    private readonly Dictionary<string, CoveredTime> _known = new(StringComparer.Ordinal);

    public LoggedTime(RuleContext context)
    {
        _records =
        [
            .. context.Records.KnownCoverages.Where(held => held.Value.Channel != AccessChannel.Changes),
            .. context.Unaudited,
        ];
        _about = _records
            .SelectMany((record, number) => context.Scopes.Of(record.Value.Scope).Select(table => (table, number)))
            .ToLookup(pair => pair.table, pair => pair.number);
    }

    public CoveredTime Of(TableOrdinal table, AccessChannel channel)
    {
        int[] about = [.. _about[table].Where(number => _records[number].Value.Channel == channel)];
        var key = string.Join(' ', about);
        if (!_known.TryGetValue(key, out var covered))
        {
            _known.Add(key, covered = Covered(about));
        }

        return covered;
    }

    private CoveredTime Covered(int[] about) =>
        CoveredTime.Of(
            about
                .Select(number => _records[number])
                .Where(record => record.Value.State == CoverageState.Full)
                .Select(record =>
                    (
                        record.FromNotBefore is null ? DateTimeOffset.MinValue : record.From,
                        record.ToNotBefore ?? record.To ?? DateTimeOffset.MaxValue
                    )
                ),
            about
                .Select(number => _records[number])
                .Where(record => record.Value.State != CoverageState.Full)
                .Select(record =>
                    (record.FromNotBefore ?? DateTimeOffset.MinValue, record.To ?? DateTimeOffset.MaxValue)
                )
        );
}
