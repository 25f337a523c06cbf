using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>For how long, how bad, and what is not known: exposure over time, its proof, and its metrics.</summary>
public sealed partial class EstateQuestions
{
    private static readonly SeverityWeights s_weights = new(name => ClassTaxonomy.Find(name)?.Weight);

    /// <summary>The exposure ledger of a scope with its proof. The whole of a large estate takes some tens of seconds.</summary>
    /// <param name="scope">As <see cref="ExposureScope.Parse"/> reads it; a person by pseudonym or login.</param>
    /// <param name="from">Null: since the facts are known.</param>
    /// <param name="to">Exclusive; null: up to the snapshot's own instant.</param>
    /// <exception cref="NoAnswerException">There is no such scope, or the stretch is outside of what the snapshot knows.</exception>
    public async Task<ExposureAnswer> ExposureAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        DateTimeOffset? from,
        DateTimeOffset? to,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var asked = ScopeOf(view, scope);
        var snapshot = view.Facts.Snapshot;
        var (begin, end) = (from ?? snapshot.FactsFrom, to ?? snapshot.TakenAt);
        if (begin < snapshot.FactsFrom || end > snapshot.TakenAt || begin >= end)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Snapshot {snapshot.Id} knows the time from {snapshot.FactsFrom:yyyy-MM-ddTHH:mm:ssZ} to {snapshot.TakenAt:yyyy-MM-ddTHH:mm:ssZ}, and the end of a stretch lies after its beginning."
            );
        }

        progress.Report(new("Loading the history", 0));
        var history = await active.HistoryAsync(snapshot, begin, end, cancellationToken);
        var ledger = await Task.Run(
            () => ExposureLedger.Build(history, asked, s_weights, begin, end, progress, cancellationToken),
            cancellationToken
        );
        DemandTables(asked, ledger.Tables.Length);
        progress.Report(new("Reading the logs", 0));
        var channels = await Task.Run(() => ChannelSurvey.Of(history, ledger), cancellationToken);
        var exposed = ledger.Blocks(LedgerLayer.GrossPossible).SelectMany(block => block.Tables).Distinct().ToArray();
        var wanted = exposed
            .Select(table => ledger.Tables[table])
            .Concat(exposed.SelectMany(table => channels.ViewsOver[table]))
            .ToHashSet();
        var uses = await active.AllowedReadsAsync(snapshot, wanted.Contains, begin, end, cancellationToken);
        return await Task.Run(
            () =>
            {
                progress.Report(new("Proving", 0));
                var wording = new ExposureWording(view, history, ledger);
                return new ExposureAnswer(
                    asked.Kind == ScopeKind.Person
                        ? "principal:" + view.LabelOfLogin(asked.Name, null).Reference
                        : asked.ToString(),
                    begin,
                    end,
                    ledger.Tables.Length,
                    Book(ExposureBasis.Gross),
                    Book(ExposureBasis.Net),
                    view.Stamp
                );

                ExposureBook Book(ExposureBasis basis) =>
                    new(
                        basis,
                        LedgerFigures.Of(ledger, basis),
                        LedgerFigures.OfServices(ledger, basis),
                        AccessProof.Of(ledger, basis, history.LogCoverages, channels, uses, cancellationToken),
                        RowsOf(view, ledger, basis, wording)
                    );
            },
            cancellationToken
        );
    }

    /// <summary>The metrics of a scope at the picture's instant, gross and net.</summary>
    /// <inheritdoc cref="ExposureAsync"/>
    public async Task<MetricsAnswer> MetricsAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var asked = ScopeOf(view, scope);
        if (asked.Kind == ScopeKind.Person)
        {
            RolePermissions.Demand(user, AppAction.ViewAccess);
        }

        var at = view.Facts.At;
        var history = await active.HistoryAsync(view.Facts.Snapshot, at, at.AddMilliseconds(1), cancellationToken);
        return await Task.Run(
            () =>
            {
                var now = ExposureInstant.Of(history, asked, s_weights, at, cancellationToken);
                DemandTables(asked, now.Tables.Length);
                var people = now.People.Count;
                return new MetricsAnswer(
                    asked.Kind == ScopeKind.Person
                        ? "principal:" + view.LabelOfLogin(asked.Name, null).Reference
                        : asked.ToString(),
                    people,
                    ExposureMetrics.Mass(now.Tables, ExposureBasis.Gross),
                    ExposureMetrics.Mass(now.Tables, ExposureBasis.Net),
                    ExposureMetrics.Index(now.Tables, ExposureBasis.Gross, people),
                    ExposureMetrics.Index(now.Tables, ExposureBasis.Net, people),
                    now.Tables.Aggregate(MeasureRange.Zero, (sum, table) => sum + table.Weight),
                    [
                        .. now
                            .Tables.Select(table => new TableMetrics(
                                table.Name,
                                table.Weight,
                                new(table.Readers.Sure.Count, table.Readers.Possible.Count),
                                ExposureMetrics.ReachPercent(table, people),
                                Of(table, ExposureBasis.Gross, people),
                                Of(table, ExposureBasis.Net, people),
                                table.IsDeclared
                            ))
                            .OrderByDescending(table => table.Net.Score?.High ?? -1)
                            .ThenByDescending(table => table.Net.Mass.High)
                            .ThenBy(table => table.Name),
                    ],
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static BasisMetrics Of(TableStanding table, ExposureBasis basis, int people) =>
        new(
            new(table.Exposed(basis).Sure.Count, table.Exposed(basis).Possible.Count),
            ExposureMetrics.ExcessPercent(table, basis, people),
            table.Mass(basis),
            ExposureMetrics.RankingScore(table, basis, people)
        );

    // Nothing of a table that nobody knows is no clean bill of health.
    private static void DemandTables(ExposureScope scope, int tables)
    {
        if (tables == 0 && scope.Kind is (ScopeKind.Table or ScopeKind.Database))
        {
            throw new NoAnswerException(NoAnswer.NotFound, $"There is no {scope} in the time that is asked about.");
        }
    }

    private static ExposureScope ScopeOf(EstateView view, string text)
    {
        var scope =
            ExposureScope.Parse(text)
            ?? throw new NoAnswerException(
                NoAnswer.NotFound,
                "That is no scope; give estate, table:db.t, db:NAME, group:NAME, principal:PSEUDONYM or query:GLOB."
            );
        return scope.Kind == ScopeKind.Person ? scope with { Name = FindPrincipal(view, scope.Name).Id.Name }
            : scope.Kind == ScopeKind.TableGroup && view.Groups.Find(scope.Name) is null
                ? throw new NoAnswerException(NoAnswer.NotFound, $"There is no table group '{scope.Name}'.")
            : scope;
    }

    // Where something is only possible, the possible layer says more; what is sure stands in both.
    private static ImmutableArray<ExposureRow> RowsOf(
        EstateView view,
        ExposureLedger ledger,
        ExposureBasis basis,
        ExposureWording wording
    )
    {
        var (sure, possible) = basis switch
        {
            ExposureBasis.Gross => (LedgerLayer.GrossSure, LedgerLayer.GrossPossible),
            ExposureBasis.Net => (LedgerLayer.NetSure, LedgerLayer.NetPossible),
        };
        var known = ledger.Blocks(sure).Select(KeyOf).ToHashSet();
        return
        [
            .. ledger
                .Blocks(sure)
                .Select(block => (Block: block, IsSure: true))
                .Concat(
                    ledger
                        .Blocks(possible)
                        .Where(block => !known.Contains(KeyOf(block)))
                        .Select(block => (Block: block, IsSure: false))
                )
                .OrderByDescending(each => each.Block.Pairs * each.Block.Length.TotalDays)
                .ThenBy(each => each.Block.From)
                .ThenBy(each => each.Block.Tables[0])
                .Select(each => Row(each.Block, each.IsSure)),
        ];

        static (DateTimeOffset, DateTimeOffset, int, int, int) KeyOf(ExposureBlock block) =>
            (block.From, block.To, block.Who.GetHashCode(), block.Tables[0], block.Tables.Length);

        ExposureRow Row(ExposureBlock block, bool isSure) =>
            new(
                isSure,
                block.Who.CountIn(ledger.People),
                block.Who.CountIn(ledger.Services),
                block.Who.Count == 1 ? view.LabelOf(ledger.Accounts[block.Who.Members().First().Value], null) : null,
                [.. block.Tables.Select(table => ledger.Tables[table])],
                block.From,
                block.IsOpenAtEnd ? null : block.To,
                block.IsOpenAtStart,
                block.Length.TotalDays,
                wording.Of(block.Opening),
                wording.Of(block.Closing)
            );
    }
}
