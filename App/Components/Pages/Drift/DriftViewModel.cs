using System.Collections.Immutable;
using System.Globalization;
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
    public string? Refusal { get; private set; }

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

        Refusal = null;
        if (!TryRead(asked.From, "From", out var from) || !TryRead(asked.To, "To", out var to))
        {
            Run.Cancel();
            return;
        }

        Run.Start(
            "Drift between two instants",
            asked.User,
            async (progress, token) =>
            {
                try
                {
                    return await _questions.DriftAsync(
                        asked.User,
                        asked.Snapshot,
                        from,
                        to,
                        asked.Attribute,
                        progress,
                        token
                    );
                }
                catch (NoAnswerException none) when (_asked == asked)
                {
                    Refusal = none.Message;
                    throw;
                }
            }
        );
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is not { } answer ? []
            : Address.ShowsFacts ? [.. DriftLines.Facts(answer)]
            : [.. DriftLines.Pairs(answer)]
        );

    /// <summary>What an instant stands as in the address: to the millisecond, in UTC.</summary>
    public static string Written(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

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

    private bool TryRead(string? text, string field, out DateTimeOffset? instant)
    {
        instant = null;
        if (text is null)
        {
            return true;
        }

        if (
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var read
            )
        )
        {
            instant = read;
            return true;
        }

        Refusal = $"{field} is no instant. Write it like 2026-03-01T00:00:00Z.";
        return false;
    }
}
