using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>The metrics of a scope: a background job, started where the address names a scope.</summary>
public sealed class MetricsViewModel : IDisposable
{
    private readonly EstateQuestions _questions;
    private (CurrentUser User, Picture Picture, MetricsQuestion Question)? _asked;
    private (CurrentUser User, Picture Picture, TrendQuestion Question)? _trendAsked;
    private (CurrentUser User, Picture Picture, string Scope)? _grantsAsked;
    private (GrantsAnswer Answer, RowSource<GrantRow> Rows)? _grantRows;
    private (
        MetricsAnswer Answer,
        RowSource<TableMetrics> Tables,
        RowSource<PopulationMetrics> Populations,
        RowSource<PersonMetrics> People
    )? _rows;
    private string? _unread;

    /// <param name="changed">Called on a pool thread when the job moves on.</param>
    public MetricsViewModel(EstateQuestions questions, JobBoard jobs, Action changed)
    {
        _questions = questions;
        Run = new JobRun<MetricsAnswer>(jobs, changed);
        Trend = new JobRun<TrendAnswer>(jobs, changed);
        Grants = new JobRun<GrantsAnswer>(jobs, changed);
    }

    public static IReadOnlyList<string> CsvHeader => MetricsLines.Header;

    public MetricsAddress Address { get; private set; } = new();

    public JobRun<MetricsAnswer> Run { get; }

    /// <summary>Started where the address shows the trend.</summary>
    public JobRun<TrendAnswer> Trend { get; }

    /// <summary>Started where the address shows the grants.</summary>
    public JobRun<GrantsAnswer> Grants { get; }

    /// <summary>Null before there is an answer.</summary>
    public RowSource<GrantRow>? GrantRows
    {
        get
        {
            if (Grants.Result is { } answer && !ReferenceEquals(_grantRows?.Answer, answer))
            {
                _grantRows = (answer, RowSource.Of(answer.Grants));
            }

            return Grants.Result is null ? null : _grantRows?.Rows;
        }
    }

    /// <summary>Why nothing can be asked; null where it can.</summary>
    public string? Refusal => _unread ?? Run.Refusal ?? Trend.Refusal ?? Grants.Refusal;

    public MetricsAnswer? Answer => Run.Result;

    public string Attribute =>
        Address.Attribute is { } chosen && PopulationIndex.Attributes.Contains(chosen)
            ? chosen
            : PopulationIndex.Attributes[0];

    // A grid starts over when it is handed another source: one for each answer.
    public RowSource<TableMetrics> Tables => Rows.Tables;

    public RowSource<PopulationMetrics> Populations => Rows.Populations;

    public RowSource<PersonMetrics> People => Rows.People;

    /// <summary>The figures of the whole scope; empty before there is an answer.</summary>
    public ImmutableArray<MetricCard> Cards => Answer is { } answer ? [.. CardsOf(answer)] : [];

    /// <summary>Why there are no figures over a time; null where there are.</summary>
    public string? TimeNote =>
        Answer is not { Time: null } answer || _asked is not { } asked ? null
        : !RolePermissions.Allows(asked.User, AppAction.ViewAccess)
            ? "Figures over a time are for roles that see who has access."
        : asked.Question.Whom is not null
            ? "Figures over a time are of everybody: leave \u201cOnly of\u201d empty for them."
        : "Figures over a time are left out for so many tables: give From or To for them.";

    /// <summary>Asks for what the address wants; does nothing where that was asked already.</summary>
    public void Load(CurrentUser user, Picture picture, MetricsAddress address)
    {
        Address = address;
        _unread = null;
        if (
            address.Scope is not { } scope
            || !AddressField.TryRead(address.From, "From", out var from, out _unread)
            || !AddressField.TryRead(address.To, "To", out var to, out _unread)
            || !TryDays(address.LookBack, "look-back", out var days)
            || !TryDays(address.Step, "step", out var step)
            || !TryPercent(address.Broad, out var broad)
        )
        {
            (_asked, _trendAsked, _grantsAsked) = (null, null, null);
            Run.Cancel();
            Trend.Cancel();
            Grants.Cancel();
            return;
        }

        var asked = (user, picture, new MetricsQuestion(scope, Attribute, from, to, days) { Whom = address.Whom });
        if (_asked != asked)
        {
            _asked = asked;
            Start();
        }

        var trend = (user, picture, new TrendQuestion(scope, from, to, step ?? 1, broad ?? TrendQuestion.UsualBreadth));
        if (address.View == MetricsView.Trend && _trendAsked != trend)
        {
            _trendAsked = trend;
            StartTrend();
        }

        if (address.View == MetricsView.Grants && _grantsAsked != (user, picture, scope))
        {
            _grantsAsked = (user, picture, scope);
            StartGrants();
        }
    }

    /// <summary>Takes the grants of the scope away one by one; an earlier question is cancelled.</summary>
    public void StartGrants()
    {
        if (_grantsAsked is not { } asked)
        {
            return;
        }

        Grants.Start(
            $"Grants of {asked.Scope}",
            asked.User,
            (progress, token) => _questions.GrantsAsync(asked.User, asked.Picture, asked.Scope, progress, token)
        );
    }

    /// <summary>Asks as the address says; an earlier question is cancelled.</summary>
    public void Start()
    {
        if (_asked is not { } asked)
        {
            return;
        }

        Run.Start(
            $"Metrics of {asked.Question.Scope}",
            asked.User,
            (progress, token) => _questions.MetricsAsync(asked.User, asked.Picture, asked.Question, progress, token)
        );
    }

    /// <summary>Draws the trend as the address says; an earlier one is cancelled.</summary>
    public void StartTrend()
    {
        if (_trendAsked is not { } asked)
        {
            return;
        }

        Trend.Start(
            $"Trend of {asked.Question.Scope}",
            asked.User,
            (progress, token) => _questions.TrendAsync(asked.User, asked.Picture, asked.Question, progress, token)
        );
    }

    public BasisTotals Totals(PopulationMetrics population) => Address.IsGross ? population.Gross : population.Net;

    public BasisMetrics Of(TableMetrics table) => Address.IsGross ? table.Gross : table.Net;

    /// <summary>One line for each table, whatever is listed.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. MetricsLines.Rows(answer)] : []
        );

    /// <summary>One line for each instant of the trend.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> TrendRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Trend.Result is { } trend ? [.. TrendLines.Rows(trend)] : []
        );

    public static string Range(MeasureRange? range) =>
        ExposureLines.Range(range, number => number.ToString("#,0.##", CultureInfo.InvariantCulture));

    /// <summary>Two decimals, whatever they are.</summary>
    public static string Percent(MeasureRange? range) =>
        ExposureLines.Range(range, number => number.ToString("F2", CultureInfo.InvariantCulture));

    /// <summary>XI, or that it is withheld.</summary>
    public static string Index(BasisTotals totals) => totals.IsBlurred ? SmallCells.Word : Percent(totals.IndexPercent);

    /// <summary>What of the answer is withheld from a wide audience, in words; empty where nothing is.</summary>
    public static string Withheld(MetricsAnswer answer)
    {
        string[] parts =
        [
            answer.Withheld.Populations > 0 ? Figures.Of(answer.Withheld.Populations, "population") : "",
            answer.Withheld.Tables > 0 ? Figures.Of(answer.Withheld.Tables, "table") : "",
            answer.LookBack.Use is null ? "use" : "",
            answer.Reach is null ? "reach" : "",
        ];
        var words = string.Join(", ", parts.Where(part => part.Length > 0));
        return words.Length == 0
            ? ""
            : $"Withheld: {words}; each would tell of fewer than five people, or give such a figure away.";
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Nobody will see the result.
        Run.Cancel();
        Run.Dispose();
        Trend.Cancel();
        Trend.Dispose();
        Grants.Cancel();
        Grants.Dispose();
    }

    private (
        MetricsAnswer Answer,
        RowSource<TableMetrics> Tables,
        RowSource<PopulationMetrics> Populations,
        RowSource<PersonMetrics> People
    ) Rows
    {
        get
        {
            var answer = Answer ?? throw new InvalidOperationException("There is no answer yet.");
            if (_rows is not { } rows || !ReferenceEquals(rows.Answer, answer))
            {
                _rows = rows = (
                    answer,
                    RowSource.Of(answer.Tables),
                    RowSource.Of(answer.Populations),
                    RowSource.Of(answer.Persons)
                );
            }

            return rows;
        }
    }

    private IEnumerable<MetricCard> CardsOf(MetricsAnswer answer)
    {
        var isGross = Address.IsGross;
        var totals = isGross ? answer.Gross : answer.Net;
        var at =
            $"n = {Range(answer.People)} people × {answer.Tables.Length + answer.Withheld.Tables:#,0} tables at {Figures.Instant(answer.Stamp.At)}; {Stamp(answer)}";
        var basis =
            $"{(isGross ? "Gross: access exceptions are ignored" : "Net: access exceptions in force are honoured")}. {at}";
        yield return Card("mass", Range(totals.Mass), basis, isHead: true);
        yield return Card("indexPercent", Index(totals), basis, isHead: true);
        yield return Card(
            "subjectViewerPairs",
            Range(totals.SubjectViewers.Pairs),
            basis
                + (
                    totals.SubjectViewers.TablesWithout > 0
                        ? $" Nobody recorded whose data stand in {totals.SubjectViewers.TablesWithout:#,0} of the tables."
                        : ""
                )
        );
        if (answer.LookBack.Use is { } use)
        {
            var window =
                $"n = {use.Pairs.Entitled:#,0} entitlements: {use.Pairs.Used:#,0} used, {use.Pairs.ProvenUnused:#,0} proven unused, {use.Pairs.Unknown:#,0} unknown, from {Figures.Instant(answer.LookBack.From)} to {Figures.Instant(answer.LookBack.To)}{(answer.LookBack.IsShortened ? " (the facts are not known for longer)" : "")}; {Stamp(answer)}";
            yield return Card("overExposurePercent", Percent(Point(use.NaivePercent)), window);
            yield return Card("overExposureBoundsPercent", Percent(use.BoundsPercent), window, isHead: true);
        }

        if (answer.Reach is { Union: var union } reach)
        {
            yield return Card("blastRadiusTables", Range(union.Tables), at);
            yield return Card(
                "blastRadiusWeight",
                Range(union.Weight),
                $"All people together; of one on the average {Range(reach.Mean)}, of the widest {Range(reach.Most)}. {at}"
            );
            yield return Card("blastRadiusPercent", Percent(union.Percent), at);
            yield return Card("redundantWeight", Range(reach.Redundant), at);
        }

        if (answer.Time is not { } time)
        {
            yield break;
        }

        var book = isGross ? time.Gross : time.Net;
        var over =
            $"{(isGross ? "Gross" : "Net")}, from {Figures.Instant(time.From)} to {Figures.Instant(time.To)}; n = {Range(book.Figures.Pairs)} exposed pairs; {Stamp(answer)}";
        yield return Over("personTableDays", Range(book.Figures.PersonTableDays), over, isHead: true);
        yield return Over("weightedDays", Range(book.Figures.WeightedDays), over);
        yield return Over("tableDays", Range(book.Figures.TableDays), over);
        yield return Over("personDays", Range(book.Figures.PersonDays), over);
        yield return Over("openPerDay", Range(book.Figures.OpenPerDay), over);
        yield return Over("accessed", Figures.Count(book.Proof.People.Accessed), over, isHead: true);
        yield return Over("provenNot", Figures.Count(book.Proof.People.ProvenNot), over);
        yield return Over("unknown", Figures.Count(book.Proof.People.Unknown), over);
        yield return Over("logCoveragePercent", Percent(Point(book.Proof.CoveragePercent)), over);
        if (book.Proof.HitRateBound is { } bound)
        {
            yield return Over("hitRateBound", bound.ToString("0.######", CultureInfo.InvariantCulture), over);
        }
    }

    private static MetricCard Card(string id, string value, string holding, bool isHead = false) =>
        new(MetricCatalogue.Of(id), value, holding, IsOverTime: false, isHead);

    private static MetricCard Over(string id, string value, string holding, bool isHead = false) =>
        new(MetricCatalogue.Of(id), value, holding, IsOverTime: true, isHead);

    private static MeasureRange? Point(double? value) => value is { } known ? MeasureRange.Exactly(known) : null;

    private static string Stamp(MetricsAnswer answer) =>
        $"snapshot {answer.Stamp.Snapshot}, data quality {QualityText.Of(answer.Stamp.QualityScore)} of 100.";

    private bool TryDays(string? text, string what, out double? days)
    {
        days = null;
        if (text is null)
        {
            return true;
        }

        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
            && read is > 0 and <= 36_500
        )
        {
            days = read;
            return true;
        }

        _unread = $"The {what} is no number of days. Write it like 7.";
        return false;
    }

    private bool TryPercent(string? text, out double? percent)
    {
        var isPercent =
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
            && read is >= 0 and < 100;
        percent = isPercent ? read : null;
        _unread = text is null || isPercent ? null : "Broad is no share of people. Write it in percent, like 10.";
        return _unread is null;
    }
}
