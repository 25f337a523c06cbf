using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Exposures;

/// <summary>For how long a scope stood open, and what logs say of it: a background job, started where the address names a scope.</summary>
public sealed class ExposureViewModel : IDisposable
{
    private readonly EstateQuestions _questions;
    private (CurrentUser User, Picture Picture, string? Scope, string? From, string? To)? _asked;
    private (ExposureBook Book, RowSource<ExposureRow> Rows)? _rows;
    private string? _unread;

    /// <param name="changed">Called on a pool thread when the job moves on.</param>
    public ExposureViewModel(EstateQuestions questions, JobBoard jobs, Action changed)
    {
        _questions = questions;
        Run = new JobRun<ExposureAnswer>(jobs, changed);
    }

    public static IReadOnlyList<string> CsvHeader => ExposureLines.Header;

    public ExposureAddress Address { get; private set; } = new();

    public JobRun<ExposureAnswer> Run { get; }

    /// <summary>Why nothing can be asked; null where it can.</summary>
    public string? Refusal => _unread ?? Run.Refusal;

    public ExposureAnswer? Answer => Run.Result;

    /// <summary>The basis that the address chooses.</summary>
    public ExposureBook? Book =>
        Answer is not { } answer ? null
        : Address.IsGross ? answer.Gross
        : answer.Net;

    // A grid starts over when it is handed another source: one for each book.
    public RowSource<ExposureRow> Rows
    {
        get
        {
            var book = Book ?? throw new InvalidOperationException("There is no answer yet.");
            if (_rows is not { } rows || !ReferenceEquals(rows.Book, book))
            {
                _rows = rows = (book, RowSource.Of(book.Rows));
            }

            return rows.Rows;
        }
    }

    /// <summary>Asks for what the address wants; does nothing where that was asked already.</summary>
    public void Load(CurrentUser user, Picture picture, ExposureAddress address)
    {
        Address = address;
        var asked = (user, picture, address.Scope, address.From, address.To);
        if (_asked != asked)
        {
            _asked = asked;
            Start();
        }
    }

    /// <summary>Asks as the address says; an earlier question is cancelled.</summary>
    public void Start()
    {
        _unread = null;
        if (
            _asked is not { Scope: { } scope } asked
            || !AddressField.TryRead(asked.From, "From", out var from, out _unread)
            || !AddressField.TryRead(asked.To, "To", out var to, out _unread)
        )
        {
            Run.Cancel();
            return;
        }

        Run.Start(
            $"Exposure of {scope}",
            asked.User,
            (progress, token) => _questions.ExposureAsync(asked.User, asked.Picture, scope, from, to, progress, token)
        );
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer && Book is { } book ? [.. ExposureLines.Rows(answer, book)] : []
        );

    /// <inheritdoc cref="ExposureLines.Range"/>
    public static string Range(MeasureRange? range) => ExposureLines.Range(range, Number);

    public static string Number(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public void Dispose()
    {
        // Nobody will see the result.
        Run.Cancel();
        Run.Dispose();
    }
}
