using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>
/// The four questions about a scope: what one instant answers is asked at once, what takes the ledger and the logs comes from a background
/// job.
/// </summary>
public sealed class BoardViewModel : IDisposable
{
    /// <summary>The scope of a board that names none.</summary>
    public const string Everything = "estate";

    private readonly EstateQuestions _questions;
    private (CurrentUser User, Picture Picture, string Scope)? _asked;

    /// <param name="changed">Called on a pool thread when the job moves on.</param>
    public BoardViewModel(EstateQuestions questions, JobBoard jobs, Action changed)
    {
        _questions = questions;
        Run = new JobRun<BoardPast>(jobs, changed);
    }

    public static IReadOnlyList<string> CsvHeader { get; } = [.. BoardLines.Header, .. StampColumns.Header];

    public BoardAddress Address { get; private set; } = new();

    public ViewState View { get; private set; } = ViewState.Loading;

    public string? Message { get; private set; }

    public BoardAnswer? Answer { get; private set; }

    /// <summary>Names of table groups, to choose from.</summary>
    public IReadOnlyList<string> Groups { get; private set; } = [];

    /// <summary>The job behind the slow figures.</summary>
    public JobRun<BoardPast> Run { get; }

    /// <summary>Whether the role may see for how long, and what the logs prove.</summary>
    public bool MayKnowTime { get; private set; }

    /// <summary>Null while the job runs, and where nothing is known before the instant.</summary>
    public BoardHistory? History => Run.Result?.History;

    /// <summary>The job has ended, and there is no time before the board's instant to speak of.</summary>
    public bool HasNoPast => Run.Result is { History: null };

    /// <summary>Asks for what the link wants. The slow job is started once for each scope and picture.</summary>
    public async Task LoadAsync(
        BoardAddress address,
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        Address = address;
        MayKnowTime = RolePermissions.Allows(user, AppAction.ViewAccess);
        var asked = (user, picture, address.Scope ?? Everything);
        if (_asked == asked && View == ViewState.Ready)
        {
            return;
        }

        (_asked, View, Answer, Message) = (asked, ViewState.Loading, null, null);
        Run.Cancel();
        var answer = await QuestionState.AskAsync(() =>
            _questions.BoardAsync(user, picture, asked.Item3, cancellationToken)
        );
        cancellationToken.ThrowIfCancellationRequested();
        (View, Message, Answer) = (answer.State, answer.Message, answer.Value);
        if (View == ViewState.Ready && MayKnowTime)
        {
            Start();
        }
    }

    /// <summary>Reads what the scope field offers; the board itself does not wait for it.</summary>
    public async Task OfferAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken)
    {
        var filters = await QuestionState.AskAsync(() => _questions.FiltersAsync(user, picture, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        Groups = filters.State == ViewState.Ready ? filters.Value.Groups : [];
    }

    /// <summary>Asks the ledger and the logs; an earlier question is cancelled.</summary>
    public void Start()
    {
        if (_asked is var (user, picture, scope))
        {
            Run.Start(
                $"Four questions about {Answer?.Scope ?? scope}",
                user,
                async (progress, token) =>
                    new BoardPast(await _questions.BoardHistoryAsync(user, picture, scope, progress, token))
            );
        }
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer
                ?
                [
                    .. BoardLines
                        .Of(answer, History)
                        .Select(line => (string?[])[.. BoardLines.Row(line), .. StampColumns.Of(answer.Stamp)]),
                ]
                : []
        );

    /// <inheritdoc />
    public void Dispose()
    {
        // Nobody waits any more; what had ended is kept and comes back at once.
        Run.Cancel();
        Run.Dispose();
    }
}

/// <summary>What the slow job made.</summary>
/// <param name="History">Null where nothing is known before the instant.</param>
public sealed record BoardPast(BoardHistory? History);
