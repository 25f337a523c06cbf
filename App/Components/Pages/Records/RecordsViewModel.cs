using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Records;

/// <summary>Governance records of one type under one search.</summary>
public sealed class RecordsViewModel(EstateQuestions questions) : IDisposable
{
    private (CurrentUser User, Picture Picture, RecordsAddress Address)? _asked;

    public RecordsAddress Address { get; private set; } = new();

    public LatestQuestion<RowSource<RecordRow>> Records { get; } = new();

    /// <summary>Null before the first answer.</summary>
    public RecordsAnswer? Answer { get; private set; }

    public IReadOnlyList<string> CsvHeader =>
        [
            .. (Answer?.Type.Columns ?? []).Select(column =>
                column.ToLowerInvariant().Replace(' ', '_').Replace('-', '_')
            ),
            "from",
            "from_not_before",
            "to",
            "to_not_before",
            .. StampColumns.Header,
        ];

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public Task LoadAsync(CurrentUser user, Picture picture, RecordsAddress address)
    {
        if (_asked == (user, picture, address))
        {
            return Task.CompletedTask;
        }

        (_asked, Address) = ((user, picture, address), address);
        return Records.AskAsync(
            async token =>
            {
                Answer = await questions.RecordsAsync(user, picture, address.Type, address.Search, token);
                return RowSource.Of(Answer.Rows);
            },
            rows => rows.Total == 0,
            address.Search is null ? "None of this type was imported." : "No record of this type holds these words."
        );
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer
                ?
                [
                    .. answer.Rows.Select(row =>
                        (string?[])
                            [
                                .. row.Cells,
                                UtcText.Of(row.From),
                                UtcText.Of(row.FromNotBefore),
                                UtcText.Of(row.To),
                                UtcText.Of(row.ToNotBefore),
                                .. StampColumns.Of(answer.Stamp),
                            ]
                    ),
                ]
                : []
        );

    /// <summary>What is known of an instant, for the eye that rests on it; null where there is nothing to add.</summary>
    public static string? Bounds(DateTimeOffset? notBefore, DateTimeOffset? at) =>
        at is null ? null
        : notBefore == at ? $"exactly {UtcText.Of(at)}"
        : notBefore is null ? $"not after {UtcText.Of(at)}; nothing was known before"
        : $"after {UtcText.Of(notBefore)} and not after {UtcText.Of(at)}";

    /// <inheritdoc />
    public void Dispose() => Records.Dispose();
}
