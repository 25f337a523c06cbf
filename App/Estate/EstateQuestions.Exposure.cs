using System.Collections.Immutable;
using GovernanceDashboard.Access;
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
    // A large scope has tens of millions: figures hold all of them, rows those of the tables with the most person-table-days.
    private const int MostIntervals = 50_000;

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
                $"Snapshot {snapshot.Id} knows the time from {UtcText.Short(snapshot.FactsFrom)} to {UtcText.Short(snapshot.TakenAt)}, and the end of a stretch lies after its beginning."
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
        var exposed = ledger.ExposedTables(LedgerLayer.GrossPossible);
        var wanted = exposed
            .Select(table => ledger.Tables[table])
            .Concat(exposed.SelectMany(table => channels.ViewsOver[table]))
            .ToHashSet();
        var uses = await active.AllowedReadsAsync(snapshot, wanted.Contains, begin, end, cancellationToken);
        var databases = ledger.Tables.Select(table => "db:" + table.Database).ToHashSet(StringComparer.Ordinal);
        var derived = NumberedTime.Among(
            await active.DerivedCoverageAsync(snapshot, cancellationToken),
            databases,
            begin,
            end
        );
        return await Task.Run(
            () =>
            {
                progress.Report(new("Proving", 0));
                var coverages = history
                    .LogCoverages.AddRange(derived)
                    .AddRange(UnauditedTime.Of(history, ledger.Tables));
                var wording = new ExposureWording(view, history, ledger);
                var listed = ledger.Heaviest(LedgerLayer.GrossPossible, MostIntervals);
                var blocks = ledger.BlocksOf(listed);
                return new ExposureAnswer(
                    NameOf(view, asked),
                    begin,
                    end,
                    ledger.Tables.Length,
                    Book(ExposureBasis.Gross),
                    Book(ExposureBasis.Net),
                    view.Stamp
                )
                {
                    DerivedCoverage = derived.Length,
                };

                ExposureBook Book(ExposureBasis basis) =>
                    new(
                        basis,
                        LedgerFigures.Of(ledger, basis),
                        LedgerFigures.OfServices(ledger, basis),
                        AccessProof.Of(ledger, basis, coverages, channels, uses, cancellationToken),
                        RowsOf(view, ledger, blocks, basis, wording),
                        exposed.Length - listed.Length
                    );
            },
            cancellationToken
        );
    }

    // Nothing of a table that nobody knows is no clean bill of health.
    private static void DemandTables(ExposureScope scope, int tables)
    {
        if (tables == 0 && scope.Kind is (ScopeKind.Table or ScopeKind.Database or ScopeKind.Query))
        {
            throw new NoAnswerException(
                NoAnswer.NotFound,
                scope.Kind == ScopeKind.Query
                    ? $"No table matches {scope} in the time that is asked about."
                    : $"There is no {scope} in the time that is asked about."
            );
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

    // What is sure and possible alike is one row. Where they differ each is a row: what is sure is a part of what is possible.
    private static ImmutableArray<ExposureRow> RowsOf(
        EstateView view,
        ExposureLedger ledger,
        ImmutableArray<ExposureBlock>[] blocks,
        ExposureBasis basis,
        ExposureWording wording
    )
    {
        var (sure, possible) = basis switch
        {
            ExposureBasis.Gross => (blocks[(int)LedgerLayer.GrossSure], blocks[(int)LedgerLayer.GrossPossible]),
            ExposureBasis.Net => (blocks[(int)LedgerLayer.NetSure], blocks[(int)LedgerLayer.NetPossible]),
        };
        var (inSure, inPossible) = (sure.ToDictionary(KeyOf), possible.ToDictionary(KeyOf));
        return
        [
            .. sure.Select(block => (Block: block, IsSure: true, IsWhole: IsIn(inPossible, block)))
                .Concat(
                    possible
                        .Where(block => !IsIn(inSure, block))
                        .Select(block => (Block: block, IsSure: false, IsWhole: true))
                )
                .OrderByDescending(each => each.Block.Pairs * each.Block.Length.TotalDays)
                .ThenBy(each => each.Block.From)
                .ThenBy(each => each.Block.Tables[0])
                .Select(each => Row(each.Block, each.IsSure, each.IsWhole)),
        ];

        // Of one layer no two blocks hold the same pair at the same time.
        static (DateTimeOffset, DateTimeOffset, PrincipalSet, int) KeyOf(ExposureBlock block) =>
            (block.From, block.To, block.Who, block.Tables[0]);

        static bool IsIn(
            Dictionary<(DateTimeOffset, DateTimeOffset, PrincipalSet, int), ExposureBlock> blocks,
            ExposureBlock block
        ) =>
            blocks.TryGetValue(KeyOf(block), out var same) && same.Tables.AsSpan().SequenceEqual(block.Tables.AsSpan());

        ExposureRow Row(ExposureBlock block, bool isSure, bool isWhole) =>
            new(
                isSure,
                isWhole,
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
