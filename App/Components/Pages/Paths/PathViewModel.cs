using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Paths;

/// <summary>Who can read one address.</summary>
public sealed class PathViewModel(EstateQuestions questions) : IDisposable
{
    private (CurrentUser User, Picture Picture, string? Url)? _asked;

    public LatestQuestion<PathAnswer> Path { get; } = new();

    /// <summary>What is asked about; null where nothing was typed yet.</summary>
    public string? Url { get; private set; }

    public RowSource<PathReaderRow> Rows { get; private set; } = RowSource.Of<PathReaderRow>([]);

    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "principal",
        "kind",
        "channels",
        "conditional",
        "files_level",
        "why",
        "department",
        "team",
        "status",
        .. StampColumns.Header,
    ];

    /// <summary>Asks; nothing happens where the answer is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, string? url)
    {
        if (_asked == (user, picture, url))
        {
            return;
        }

        (_asked, Url) = ((user, picture, url), url);
        Path.Clear();
        if (url is null)
        {
            return;
        }

        await Path.AskAsync(token => questions.PathAsync(user, picture, url, null, token));
        Rows = RowSource.Of(Path.Answer?.Readers ?? []);
    }

    public Task RetryAsync()
    {
        var asked = _asked;
        _asked = null;
        return asked is { } again ? LoadAsync(again.User, again.Picture, again.Url) : Task.CompletedTask;
    }

    /// <summary>The listed accounts, by pseudonym.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Path.Answer is { } answer
                ? [.. answer.Readers.Select(row => (string?[])[.. CsvRow(row), .. StampColumns.Of(answer.Stamp)])]
                : []
        );
    }

    /// <inheritdoc />
    public void Dispose() => Path.Dispose();

    private static string?[] CsvRow(PathReaderRow row) =>
        [
            row.Principal.Reference,
            row.Principal.Kind.ToString(),
            string.Join(' ', row.Channels),
            row.IsConditional ? "yes" : "no",
            row.FilesLevel.ToString(),
            row.Why,
            row.Department,
            row.Team,
            row.Status?.ToString(),
        ];
}
