using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>Findings under filters, and the one that is looked at.</summary>
public sealed class FindingsViewModel(FindingQuestions questions) : IDisposable
{
    private (CurrentUser User, Picture Picture, FindingsAddress Address)? _asked;

    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "id",
        "rule",
        "severity",
        "subjects",
        "from",
        "to",
        "amount",
        "unit",
        "statement",
        "weight",
        "people",
        "waiver",
        "waived_until",
        .. StampColumns.Header,
    ];

    public FindingsAddress Address { get; private set; } = new();

    public LatestQuestion<RowSource<FindingRow>> Rows { get; } = new();

    /// <summary>Null before the first answer.</summary>
    public FindingsAnswer? Answer { get; private set; }

    /// <summary>Null where none is looked at.</summary>
    public FindingRow? Selected { get; private set; }

    /// <summary>The least severity that the address asks for; null for any, or for a word that is none.</summary>
    public FindingSeverity? AtLeast =>
        Enum.TryParse<FindingSeverity>(Address.Severity, ignoreCase: true, out var severity) && Enum.IsDefined(severity)
            ? severity
            : null;

    public bool IsFiltered => Address is not { Rule: null, Severity: null, Search: null };

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public Task LoadAsync(CurrentUser user, Picture picture, FindingsAddress address)
    {
        if (_asked == (user, picture, address))
        {
            return Task.CompletedTask;
        }

        (_asked, Address, Selected) = ((user, picture, address), address, null);
        var filter = new FindingFilter(address.Rule, AtLeast ?? FindingSeverity.Informational, address.Search);
        return Rows.AskAsync(
            async token =>
            {
                Answer = await questions.FindingsAsync(user, picture, filter, token);
                return RowSource.Of(Answer.Rows);
            },
            rows => rows.Total == 0,
            IsFiltered ? "No finding fits these filters." : "The rules found nothing."
        );
    }

    public Task RetryAsync()
    {
        var asked = _asked;
        _asked = null;
        return asked is { } again ? LoadAsync(again.User, again.Picture, again.Address) : Task.CompletedTask;
    }

    public void Select(FindingRow? row) => Selected = row;

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. answer.Rows.Select(row => Csv(row, answer.Stamp))] : []
        );

    /// <inheritdoc />
    public void Dispose() => Rows.Dispose();

    private static string?[] Csv(FindingRow row, AnswerStamp stamp) =>
        [
            row.Id,
            row.Rule.Id,
            row.Severity.ToString(),
            string.Join(' ', row.Subjects.Select(subject => subject.Text)),
            Written(row.From),
            Written(row.To),
            row.Amount.ToString(CultureInfo.InvariantCulture),
            row.Rule.Unit,
            row.Statement,
            row.Terms.Weight.ToString(CultureInfo.InvariantCulture),
            row.Terms.People.ToString(CultureInfo.InvariantCulture),
            row.Waiver?.Id,
            Written(row.Waiver?.Until),
            .. StampColumns.Of(stamp),
        ];

    private static string? Written(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
