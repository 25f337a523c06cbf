using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Drift;

/// <summary>What drifted between the two instants of an address: a background job, started where the address is shown.</summary>
public sealed class DriftViewModel : IDisposable
{
    private readonly EstateQuestions _questions;
    private (CurrentUser User, SnapshotId? Snapshot, string? From, string? To, string Attribute)? _asked;
    private (DriftAnswer Answer, RowSource<DriftCell> Pairs, RowSource<DriftFact> Facts)? _rows;
    private string? _unread;

    /// <param name="changed">Called on a pool thread when the job moves on.</param>
    public DriftViewModel(EstateQuestions questions, JobBoard jobs, Action changed)
    {
        _questions = questions;
        Run = new JobRun<DriftAnswer>(jobs, changed);
    }

    public DriftAddress Address { get; private set; } = new();

    public JobRun<DriftAnswer> Run { get; }

    /// <summary>The instants that imports described: where a comparison usually begins or ends. Newest first.</summary>
    public ImmutableArray<Snapshot> Snapshots { get; private set; } = [];

    /// <summary>Why nothing can be asked; null where it can.</summary>
    public string? Refusal => _unread ?? Run.Refusal;

    public string Attribute =>
        Address.Attribute is { } chosen && PopulationIndex.Attributes.Contains(chosen)
            ? chosen
            : PopulationIndex.Attributes[0];

    public DriftAnswer? Answer => Run.Result;

    public RowSource<DriftCell> Pairs => Rows.Pairs;

    public RowSource<DriftFact> Facts => Rows.Facts;

    public IReadOnlyList<string> CsvHeader => Address.ShowsFacts ? DriftLines.FactsHeader : DriftLines.PairsHeader;

    /// <summary>Asks for what the address wants; does nothing where that was asked already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, DriftAddress address)
    {
        Address = address;
        var asked = (user, picture.Snapshot, address.From, address.To, Attribute);
        if (_asked == asked)
        {
            return;
        }

        _asked = asked;
        Snapshots = await _questions.SnapshotsAsync(user, CancellationToken.None);
        Start();
    }

    /// <summary>Compares as the address says; an earlier comparison is cancelled.</summary>
    public void Start()
    {
        if (_asked is not { } asked)
        {
            return;
        }

        if (
            !AddressField.TryRead(asked.From, "From", out var from, out _unread)
            || !AddressField.TryRead(asked.To, "To", out var to, out _unread)
        )
        {
            Run.Cancel();
            return;
        }

        Run.Start(
            "Drift between two instants",
            asked.User,
            (progress, token) =>
                _questions.DriftAsync(asked.User, asked.Snapshot, from, to, asked.Attribute, progress, token)
        );
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is not { } answer ? []
            : Address.ShowsFacts ? [.. DriftLines.Facts(answer)]
            : [.. DriftLines.Pairs(answer)]
        );

    /// <inheritdoc />
    public void Dispose()
    {
        // Nobody will see the result.
        Run.Cancel();
        Run.Dispose();
    }

    // A grid starts over when it is handed another source: one for each answer.
    private (DriftAnswer Answer, RowSource<DriftCell> Pairs, RowSource<DriftFact> Facts) Rows
    {
        get
        {
            var answer = Answer ?? throw new InvalidOperationException("There is no answer yet.");
            if (_rows is not { } rows || !ReferenceEquals(rows.Answer, answer))
            {
                _rows = rows = (answer, RowSource.Of(answer.Pairs.Cells), RowSource.Of(answer.Facts));
            }

            return rows;
        }
    }
}
