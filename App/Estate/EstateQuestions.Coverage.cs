using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>How much of the use of tables was logged.</summary>
public sealed partial class EstateQuestions
{
    private const int MostDays = 3_660;
    private const int CoverageDays = 30;

    /// <summary>The log coverage of a scope's tables by channel and day, from the records that the proof goes by.</summary>
    /// <param name="scope">As <see cref="ExposureScope.Parse"/> reads it, but no person.</param>
    /// <param name="from">Null: since the facts are known, or 30 days where they are known of one instant.</param>
    /// <param name="to">Exclusive; null: the picture's instant.</param>
    /// <exception cref="NoAnswerException">There is no such scope, or the stretch ends after the snapshot or before it begins.</exception>
    public async Task<CoverageAnswer> CoverageAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var (asked, tables) = TablesOf(view, scope);
        var snapshot = view.Facts.Snapshot;
        var end = to ?? view.Facts.At;
        var begin = from ?? (snapshot.FactsFrom < end ? snapshot.FactsFrom : end.AddDays(-CoverageDays));
        if (end > snapshot.TakenAt || begin >= end || (end - begin).TotalDays > MostDays)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Snapshot {snapshot.Id} knows nothing after {UtcText.Short(snapshot.TakenAt)}, and a stretch ends after it begins and holds {MostDays} days at most."
            );
        }

        var known = begin < snapshot.FactsFrom ? snapshot.FactsFrom : begin;
        var history = await active.HistoryAsync(
            snapshot,
            known < end ? known : end,
            end.AddMilliseconds(1),
            cancellationToken
        );
        var records = await active.GovernanceAsync(snapshot, cancellationToken);
        return await Task.Run(
            () => Covered(view, asked, tables, history, records, (begin, end), cancellationToken),
            cancellationToken
        );
    }

    /// <summary>A scope as asked, and its tables at the view's instant, by name.</summary>
    /// <exception cref="NoAnswerException">There is no such scope, it holds no table, or it is a person.</exception>
    internal static (string Scope, ImmutableArray<TableOrdinal> Tables) TablesOf(EstateView view, string scope)
    {
        var asked = ScopeOf(view, scope);
        if (asked.Kind == ScopeKind.Person)
        {
            throw new NoAnswerException(
                NoAnswer.NotFound,
                "This is asked of tables: give estate, table:db.t, db:NAME, group:NAME or query:GLOB."
            );
        }

        var tables = ScopeTables.Of(asked, view.Index, view.Groups);
        DemandTables(asked, tables.Length);
        return tables.IsEmpty
            ? throw new NoAnswerException(NoAnswer.NotFound, $"There is no table in {asked} at that instant.")
            : (asked.ToString(), tables);
    }

    private static CoverageAnswer Covered(
        EstateView view,
        string asked,
        ImmutableArray<TableOrdinal> tables,
        EstateHistory history,
        GovernanceHistory records,
        (DateTimeOffset From, DateTimeOffset To) time,
        CancellationToken cancellationToken
    )
    {
        TableName[] names = [.. tables.Select(table => view.Index.Table(table).Name)];
        var channels = ChannelSurvey.Of(history, names, PrincipalSet.Range(1, 0, 1));
        var shown = view.Facts.Dashboards.SelectMany(dashboard => dashboard.Reads).ToHashSet();
        var lines = CoverageMatrix.Of(
            records.LogCoverages.AddRange(UnauditedTime.Of(history, names)),
            records.DerivedCoverages,
            [
                .. tables.Select(
                    (table, place) => (names[place], (ImmutableArray<string>)[.. view.Tables[table.Value].Groups])
                ),
            ],
            Leads,
            time,
            cancellationToken
        );
        var sensitive = tables.Select(table => EstateView.IsSensitive(view.Tables[table.Value])).ToArray();
        ImmutableArray<CoverageRow> rows =
        [
            .. lines
                .Select(line => new CoverageRow(
                    Named(line),
                    line.Channel,
                    [.. line.Tables.Select(table => names[table])],
                    line.Tables.Count(table => sensitive[table]),
                    [
                        .. line.Stretches.Select(stretch =>
                            stretch with
                            {
                                Reasons = [.. stretch.Reasons.Select(view.Names.Text)],
                            }
                        ),
                    ],
                    CoverageMatrix.Days(line.Stretches)
                ))
                .OrderByDescending(row => row.Days.Length - row.Of(LoggedState.Full))
                .ThenByDescending(row => row.Sensitive)
                .ThenBy(row => row.Scope, StringComparer.Ordinal)
                .ThenBy(row => row.Channel),
        ];
        return new(
            asked,
            time.From,
            time.To,
            tables.Length,
            rows,
            [
                .. rows.GroupBy(row => row.Channel)
                    .OrderBy(channel => channel.Key)
                    .Select(channel => new CoverageTotal(
                        channel.Key,
                        channel.Sum(row => row.Tables.Length),
                        Sum(channel, row => row.Of(LoggedState.Full)),
                        Sum(channel, row => row.Of(LoggedState.Partial)),
                        Sum(channel, row => row.Of(LoggedState.None)),
                        Sum(channel, row => row.Of(LoggedState.Unknown)),
                        Sum(channel, row => row.Derived)
                    )),
            ],
            records.LogCoverages.Count(held =>
                held.Value.State != CoverageState.Full
                && ExposureScope.Parse(held.Value.Scope) is { Kind: ScopeKind.Person }
            ),
            view.Facts.Snapshot.FactsFrom,
            view.Stamp
        );

        bool Leads(int table, AccessChannel channel) =>
            channel switch
            {
                AccessChannel.Hive or AccessChannel.Changes => true,
                AccessChannel.Files => !channels.Files[table].IsEmpty,
                AccessChannel.View => channels.ViewsOver[table].Count > 0,
                AccessChannel.Dashboard => shown.Contains(names[table]),
            };

        string Named(CoverageLine line) =>
            line switch
            {
                { Tables: [var one], Database: not null } => names[one].ToString(),
                { Database: { } database } => database,
                { Database: null } => "all databases",
            };

        static long Sum(IEnumerable<CoverageRow> rows, Func<CoverageRow, int> days) =>
            rows.Sum(row => (long)row.Tables.Length * days(row));
    }
}
