using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>Findings under filters, the one that is looked at with its history, and those that are chosen to do something about.</summary>
public sealed class FindingsViewModel(
    FindingQuestions questions,
    FindingTriage triage,
    FindingWaivers waivers,
    SavedViews views
) : IDisposable
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private (CurrentUser User, Picture Picture, FindingsAddress Filters)? _asked;

    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "id",
        "rule",
        "severity",
        "state",
        "subjects",
        "from",
        "to",
        "amount",
        "unit",
        "statement",
        "weight",
        "people",
        "owner",
        "team",
        "due",
        "overdue",
        "note",
        "first_seen",
        "appeared",
        "last_seen",
        "resolved",
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

    /// <summary>Of the one that is looked at.</summary>
    public FindingHistory? History { get; private set; }

    /// <summary>Null before anybody looks.</summary>
    public TriageForm? Form { get; private set; }

    /// <summary>By name.</summary>
    public ImmutableArray<SavedView> Views { get; private set; } = [];

    /// <summary>What was done last, or why it was not; null where nothing was.</summary>
    public string? Told { get; private set; }

    /// <summary>What was done last and can be taken back.</summary>
    public Guid? Undoable { get; private set; }

    /// <summary>Fingerprints.</summary>
    public IReadOnlyCollection<string> Chosen => _chosen;

    /// <summary>Something can be done only about what the newest snapshot has.</summary>
    public bool MayChoose =>
        Form is { IsAllowed: true }
        && _asked is { Picture: { Snapshot: null, At: null } }
        && Status != FindingStatus.Resolved;

    public bool AreAllChosen => Answer is { Rows.IsEmpty: false } answer && answer.Rows.All(IsChosen);

    /// <summary>The least severity that the address asks for; null for any, or for a word that is none.</summary>
    public FindingSeverity? AtLeast =>
        Enum.TryParse<FindingSeverity>(Address.Severity, ignoreCase: true, out var severity) && Enum.IsDefined(severity)
            ? severity
            : null;

    /// <summary>Null for all that are found, or for a word that is none.</summary>
    public FindingStatus? Status => FindingStatusWords.Parse(Address.Status);

    /// <summary>The filters as a saved view keeps them.</summary>
    public string Query =>
        Urls.Findings(Picture.Newest, Filters(Address)) is var link && link.Contains('?', StringComparison.Ordinal)
            ? link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..]
            : "";

    public bool IsFiltered => Filters(Address) != new FindingsAddress();

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, FindingsAddress address)
    {
        Address = address;
        Form ??= new(triage, waivers, user);
        if (_asked != (user, picture, Filters(address)))
        {
            _asked = (user, picture, Filters(address));
            (Told, Undoable) = (null, null);
            _chosen.Clear();
            await AskAsync();
        }

        await LookAsync();
    }

    public Task RetryAsync() => AskAsync();

    public bool IsChosen(FindingRow row) => _chosen.Contains(row.Id);

    public void Choose(FindingRow row)
    {
        if (!_chosen.Remove(row.Id))
        {
            _chosen.Add(row.Id);
        }
    }

    /// <summary>All that are listed, or none where all are chosen.</summary>
    public void ChooseAll()
    {
        if (AreAllChosen)
        {
            _chosen.Clear();
        }
        else
        {
            _chosen.UnionWith(Answer?.Rows.Select(row => row.Id) ?? []);
        }
    }

    public void ChooseNone() => _chosen.Clear();

    /// <summary>Shows what was done.</summary>
    public async Task DoneAsync(TriageOutcome done)
    {
        (Told, Undoable) = (Sentence(done), done.Waivers.IsEmpty ? done.Batch : null);
        await AskAsync();
        await LookAsync();
    }

    public async Task SaveViewAsync(string name)
    {
        Told =
            await views.SaveAsync(_asked!.Value.User, name, Query, CancellationToken.None)
            ?? $"Saved as '{name.Trim()}'.";
        Undoable = null;
        Views = await views.ListAsync(_asked.Value.User, CancellationToken.None);
    }

    public async Task RemoveViewAsync(string name)
    {
        Told =
            await views.RemoveAsync(_asked!.Value.User, name, CancellationToken.None)
            ?? $"The view '{name}' is deleted.";
        Undoable = null;
        Views = await views.ListAsync(_asked.Value.User, CancellationToken.None);
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. answer.Rows.Select(row => Csv(row, answer.Stamp))] : []
        );

    public Task<IReadOnlyList<IReadOnlyList<string?>>> WaiverRowsAsync(CancellationToken cancellationToken) =>
        waivers.CsvAsync(_asked!.Value.User, _asked.Value.Picture, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => Rows.Dispose();

    private static string Sentence(TriageOutcome done)
    {
        var findings = done.Findings == 1 ? "1 finding" : $"{Figures.Count(done.Findings)} findings";
        if (done.Waivers is not [var first, ..])
        {
            return done.Batch is null ? $"Taken back from {findings}." : $"Done to {findings}.";
        }

        var which = done.Waivers.Length == 1 ? $"Waiver {first.Id}" : $"Waivers for {findings}";
        var became =
            first.End is not null ? "ended"
            : first.Approval is not null ? "approved"
            : "asked for; somebody else has to approve";
        return $"{which}: {became}.";
    }

    private static FindingsAddress Filters(FindingsAddress address) => address with { Finding = null };

    private Task AskAsync()
    {
        var (user, picture, address) = _asked!.Value;
        var filter = new FindingFilter(
            address.Rule,
            AtLeast ?? FindingSeverity.Informational,
            address.Search,
            Status,
            address.Owner,
            address.IsOverdue,
            address.IsWaiverAsked
        );
        return Rows.AskAsync(
            async token =>
            {
                Answer = await questions.FindingsAsync(user, picture, filter, token);
                Views = await views.ListAsync(user, token);
                _chosen.IntersectWith(Answer.Rows.Select(row => row.Id));
                return RowSource.Of(Answer.Rows);
            },
            rows => rows.Total == 0,
            IsFiltered ? "No finding fits these filters." : "The rules found nothing."
        );
    }

    // The list is there by now, so that this costs next to nothing.
    private async Task LookAsync()
    {
        var (user, picture, _) = _asked!.Value;
        var result =
            Address.Finding is { } finding && Answer is not null
                ? await QuestionState.AskAsync(() =>
                    questions.HistoryAsync(user, picture, finding, CancellationToken.None)
                )
                : null;
        (History, Selected) = (result?.Value, result?.Value?.Row);
    }

    private static string?[] Csv(FindingRow row, AnswerStamp stamp) =>
        [
            row.Id,
            row.Rule.Id,
            row.Severity.ToString(),
            row.Life?.Status.Word(),
            string.Join(' ', row.Subjects.Select(subject => subject.Text)),
            UtcText.Of(row.From),
            UtcText.Of(row.To),
            row.Amount.ToString(CultureInfo.InvariantCulture),
            row.Rule.Unit,
            row.Statement,
            row.Terms.Weight.ToString(CultureInfo.InvariantCulture),
            row.Terms.People.ToString(CultureInfo.InvariantCulture),
            row.Owner?.Reference,
            row.Owner?.Team,
            UtcText.Of(row.Life?.Due),
            row.Life is null ? null
            : row.Life.IsOverdue ? "yes"
            : "no",
            row.Life?.Note,
            UtcText.Of(row.Life?.Run.First.TakenAt),
            UtcText.Of(row.Life?.Run.From.TakenAt),
            UtcText.Of(row.Life?.Run.Last.TakenAt),
            UtcText.Of(row.Life?.Run.Gone?.TakenAt),
            row.Waiver?.Id,
            UtcText.Of(row.Waiver?.Until),
            .. StampColumns.Of(stamp),
        ];
}
