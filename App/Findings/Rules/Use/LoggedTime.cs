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
    private readonly ILookup<int, int> _ofScope;
    private readonly ILookup<TableOrdinal, int> _scopesOf;
    private readonly Dictionary<(string Scopes, AccessChannel Channel), CoveredTime> _known = [];

    public LoggedTime(RuleContext context)
    {
        _records =
        [
            .. context.Records.KnownCoverages.Where(held => held.Value.Channel != AccessChannel.Changes),
            .. context.Unaudited,
        ];
        // Thousands of records, a gap each, speak of few scopes: tables are told apart by these.
        string[] scopes = [.. _records.Select(record => record.Value.Scope).Distinct(StringComparer.Ordinal)];
        var numbers = scopes.Index().ToDictionary(scope => scope.Item, scope => scope.Index, StringComparer.Ordinal);
        _ofScope = _records.Index().ToLookup(record => numbers[record.Item.Value.Scope], record => record.Index);
        _scopesOf = scopes
            .SelectMany((scope, number) => context.Scopes.Of(scope).Select(table => (table, number)))
            .ToLookup(pair => pair.table, pair => pair.number);
    }

    public CoveredTime Of(TableOrdinal table, AccessChannel channel)
    {
        var scopes = _scopesOf[table];
        var key = (string.Join(' ', scopes), channel);
        if (!_known.TryGetValue(key, out var covered))
        {
            int[] about =
            [
                .. scopes
                    .SelectMany(scope => _ofScope[scope])
                    .Where(number => _records[number].Value.Channel == channel)
                    .Order(),
            ];
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
