using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Timelines;

/// <summary>Access over time, and who had it where the scrubber stands. The intervals come from a background job, the list from the estate of that instant.</summary>
public sealed class TimelineViewModel : IDisposable
{
    private readonly EstateQuestions _questions;
    private (CurrentUser User, SnapshotId? Snapshot, string? Scope)? _asked;
    private (ExposureAnswer Answer, TimelineFigure Figure)? _drawn;
    private DateTimeOffset? _at;
    private string? _unread;

    /// <param name="changed">Called on a pool thread when the job moves on.</param>
    public TimelineViewModel(EstateQuestions questions, JobBoard jobs, Action changed)
    {
        _questions = questions;
        Run = new JobRun<ExposureAnswer>(jobs, changed);
    }

    public static IReadOnlyList<string> CsvHeader { get; } =
    ["at", "what", "certainty", "pairs", "change", .. StampColumns.Header];

    public TimelineAddress Address { get; private set; } = new();

    public JobRun<ExposureAnswer> Run { get; }

    /// <summary>Why nothing can be asked; null where it can.</summary>
    public string? Refusal => _unread ?? Run.Refusal;

    /// <summary>Who had access at <see cref="Shown"/>: of a table its readers.</summary>
    public LatestQuestion<WhoAnswer> Readers { get; } = new();

    /// <summary>What could be read at <see cref="Shown"/>: of a person their tables.</summary>
    public LatestQuestion<WhatAnswer> Tables { get; } = new();

    /// <summary>The instant that the list holds for; null before one was asked about.</summary>
    public DateTimeOffset? Shown { get; private set; }

    /// <summary>Where the scrubber stands: at the end of the axis until it is moved. Null while nothing is drawn and no instant was asked for.</summary>
    public DateTimeOffset? At => _at ?? Figure?.To;

    /// <summary>Null until the job has ended.</summary>
    public TimelineFigure? Figure
    {
        get
        {
            if (Run.Result is not { } answer)
            {
                return null;
            }

            if (_drawn is not { } drawn || !ReferenceEquals(drawn.Answer, answer))
            {
                _drawn = drawn = (answer, TimelineFigure.Of(answer.From, answer.To, answer.Net.Rows));
            }

            return drawn.Figure;
        }
    }

    /// <summary>Intervals that hold where the scrubber stands, most people first.</summary>
    public ImmutableArray<ExposureRow> Open =>
        Run.Result is { } answer && At is { } at
            ?
            [
                .. answer
                    .Net.Rows.Where(row => TimelineFigure.Holds(row, at))
                    .OrderByDescending(row => row.IsSure)
                    .ThenByDescending(TimelineFigure.PairsOf),
            ]
            : [];

    public TableName? Table =>
        ExposureScope.Parse(Address.Scope ?? "") is { Kind: ScopeKind.Table } scope
        && TableName.TryParse(scope.Name, out var name)
            ? name
            : null;

    public string? Person =>
        ExposureScope.Parse(Address.Scope ?? "") is { Kind: ScopeKind.Person } scope ? scope.Name : null;

    /// <summary>Asks for what the address wants; the job starts once for each scope and snapshot, wherever the scrubber stands.</summary>
    public void Load(CurrentUser user, Picture picture, TimelineAddress address)
    {
        Address = address;
        _ = AddressField.TryRead(address.Instant, "The instant", out var at, out _unread);
        _at = at ?? picture.At;
        var asked = (user, picture.Snapshot, address.Scope);
        if (_asked != asked)
        {
            (_asked, Shown) = (asked, null);
            Start();
        }
    }

    /// <summary>Reads the history; an earlier question is cancelled.</summary>
    public void Start()
    {
        if (_asked is not { Scope: { } scope } asked)
        {
            Run.Cancel();
            return;
        }

        Run.Start(
            $"Timeline of {scope}",
            asked.User,
            (progress, token) =>
                _questions.ExposureAsync(asked.User, new Picture(asked.Snapshot), scope, null, null, progress, token)
        );
    }

    /// <summary>Moves the scrubber, within the axis.</summary>
    public void Scrub(DateTimeOffset at)
    {
        if (Figure is { } figure)
        {
            _at =
                at < figure.From ? figure.From
                : at > figure.To ? figure.To
                : at;
        }
    }

    /// <summary>Asks who had access where the scrubber stands.</summary>
    public async Task AskAsync()
    {
        if (_asked is not { } asked || At is not { } at)
        {
            return;
        }

        var picture = new Picture(asked.Snapshot, at);
        Shown = at;
        if (Table is { } table)
        {
            await Readers.AskAsync(token => _questions.WhoAsync(asked.User, picture, table, null, null, token));
        }
        else if (Person is { } person)
        {
            await Tables.AskAsync(token => _questions.WhatAsync(asked.User, picture, person, null, token));
        }
    }

    /// <summary>One line per event.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Figure is { } figure && Run.Result is { } answer
                ?
                [
                    .. figure.Events.Select(one =>
                        (string?[])
                            [
                                UtcText.Short(one.At),
                                one.IsOpening ? "opened" : "closed",
                                one.IsSure ? "sure" : "possible",
                                one.Pairs.ToString(CultureInfo.InvariantCulture),
                                ExposureLines.Causes(one.Causes),
                                .. StampColumns.Of(answer.Stamp),
                            ]
                    ),
                ]
                : []
        );

    /// <inheritdoc />
    public void Dispose()
    {
        // Nobody waits any more.
        Run.Cancel();
        Run.Dispose();
        Readers.Dispose();
        Tables.Dispose();
    }
}
