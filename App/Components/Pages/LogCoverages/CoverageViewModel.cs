using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.LogCoverages;

/// <summary>The coverage matrix of a scope, and the sensitive tables that are not logged.</summary>
public sealed class CoverageViewModel(RecordQuestions questions) : IDisposable
{
    private readonly LatestQuestion<CoverageAnswer> _asked = new();
    private (CurrentUser User, Picture Picture, CoverageAddress Address)? _question;

    public CoverageAddress Address { get; private set; } = new();

    /// <summary>Why the address was not understood; null where it was.</summary>
    public string? Refusal { get; private set; }

    public ViewState State => _asked.State;

    public string? Message => _asked.Message;

    /// <summary>Null before the first answer.</summary>
    public CoverageAnswer? Answer => _asked.Answer;

    /// <summary>Null before the first answer.</summary>
    public RowSource<CoverageRow>? Rows { get; private set; }

    /// <summary>Null before the first answer.</summary>
    public RowSource<UnloggedTableRow>? Unlogged { get; private set; }

    /// <summary>Marks above the strips.</summary>
    public ImmutableArray<(string Left, string Text)> Axis { get; private set; } = [];

    /// <summary>Null where none is looked at, or the address names none.</summary>
    public CoverageRow? Selected =>
        Address.Row is { } name ? Answer?.Rows.FirstOrDefault(row => NameOf(row) == name) : null;

    public IReadOnlyList<string> CsvHeader =>
        Address.ShowsUnlogged ? CoverageLines.UnloggedHeader : CoverageLines.DayHeader;

    /// <summary>How an address names a row.</summary>
    public static string NameOf(CoverageRow row) => $"{CoverageLines.Word(row.Channel)} {row.Tables[0]}";

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, CoverageAddress address)
    {
        Address = address;
        var question = (user, picture, address with { ShowsUnlogged = false, Row = null });
        if (_question == question)
        {
            return;
        }

        _question = question;
        if (
            !AddressField.TryRead(address.From, "From", out var from, out var refusal)
            | !AddressField.TryRead(address.To, "To", out var to, out var second)
        )
        {
            Refusal = refusal ?? second;
            _asked.Clear();
            return;
        }

        Refusal = null;
        await _asked.AskAsync(async token =>
        {
            var answer = await questions.CoverageAsync(user, picture, address.Scope ?? "estate", from, to, token);
            (Rows, Unlogged) = (RowSource.Of(answer.Rows), RowSource.Of(answer.Unlogged));
            Axis = StripRun.Axis(answer);
            return answer;
        });
    }

    public Task RetryAsync()
    {
        if (_question is not var (user, picture, _))
        {
            return Task.CompletedTask;
        }

        _question = null;
        return LoadAsync(user, picture, Address);
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is not { } answer ? []
            : Address.ShowsUnlogged ? [.. CoverageLines.Unlogged(answer)]
            : [.. CoverageLines.Days(answer)]
        );

    /// <inheritdoc />
    public void Dispose() => _asked.Dispose();
}
