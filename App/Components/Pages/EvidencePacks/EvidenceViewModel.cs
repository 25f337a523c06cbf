using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.EvidencePacks;

/// <summary>What a pack of the chosen scope would hold.</summary>
/// <param name="Pairs">Person-table pairs.</param>
/// <param name="Unclassified">Tables of which nothing says what they hold.</param>
public sealed record PackPreview(
    string Scope,
    int Tables,
    int People,
    long Pairs,
    int Unclassified,
    bool IsLowerBound,
    AnswerStamp Stamp
);

/// <summary>Chooses a scope, exports its pack as a background job, and lists and verifies the packs there are.</summary>
public sealed class EvidenceViewModel : IDisposable
{
    public const string GroupPrefix = "group:";
    public const string TablePrefix = "table:";
    private const int MostSuggestions = 12;

    private readonly EstateQuestions _questions;
    private readonly EvidenceExport _export;
    private readonly EvidenceShelf _shelf;
    private (CurrentUser User, Picture Picture)? _asker;
    private string? _previewed;

    /// <param name="changed">Called on a pool thread when an export or a verification moves on.</param>
    public EvidenceViewModel(
        EstateQuestions questions,
        EvidenceExport export,
        EvidenceShelf shelf,
        JobBoard jobs,
        Action changed
    )
    {
        (_questions, _export, _shelf) = (questions, export, shelf);
        Export = new JobRun<EvidencePackResult>(jobs, changed);
        Verification = new JobRun<EvidenceVerification>(jobs, changed);
    }

    public JobRun<EvidencePackResult> Export { get; }

    public JobRun<EvidenceVerification> Verification { get; }

    /// <summary>Which pack <see cref="Verification"/> is about.</summary>
    public string? VerifiedPack { get; private set; }

    public LatestQuestion<PackPreview> Preview { get; } = new();

    public LatestQuestion<RowSource<ShelvedPack>> Packs { get; } = new();

    /// <summary>Names of table groups and, while a table is typed, of tables that fit.</summary>
    public LatestQuestion<IReadOnlyList<string>> Suggestions { get; } = new();

    public ImmutableArray<string> Groups { get; private set; } = [];

    /// <summary>The chosen scope; null where none is.</summary>
    public string? Scope { get; private set; }

    /// <summary>The pack's id, which is the name of its folder.</summary>
    public string? ExportedPack =>
        Export.Result is { } result ? result.Folder.TrimEnd('/', '\\').Split('/', '\\')[^1] : null;

    public async Task LoadAsync(CurrentUser user, Picture picture, string? scope)
    {
        var isNew = _asker != (user, picture);
        _asker = (user, picture);
        Scope = scope;
        if (isNew)
        {
            _previewed = null;
            await LoadPacksAsync();
            if (RolePermissions.Allows(user, AppAction.ExportEvidence))
            {
                await Suggestions.AskAsync(async token =>
                {
                    Groups = (await _questions.FiltersAsync(user, picture, token)).Groups;
                    return Groups;
                });
            }
        }

        if (scope is not null && _previewed != scope && RolePermissions.Allows(user, AppAction.ExportEvidence))
        {
            _previewed = scope;
            Preview.Clear();
            await Preview.AskAsync(token => PreviewAsync(user, picture, scope, token));
        }
    }

    /// <summary>Lists the packs again: an export has ended.</summary>
    public async Task LoadPacksAsync()
    {
        if (_asker is { } asker)
        {
            await Packs.AskAsync(
                async token => RowSource.Of(await _shelf.ListAsync(asker.User, token)),
                packs => packs.Total == 0,
                "No pack has been exported yet."
            );
        }
    }

    /// <summary>Tables whose name fits, for the table box.</summary>
    public async Task SuggestAsync(string? text)
    {
        if (_asker is { } asker)
        {
            await Suggestions.AskAsync(async token =>
            {
                var page = await _questions.TablesAsync(
                    asker.User,
                    asker.Picture,
                    new TableQuery(text),
                    0,
                    MostSuggestions,
                    token
                );
                return [.. page.Rows.Select(row => row.Name.ToString())];
            });
        }
    }

    public void StartExport()
    {
        if (_asker is { } asker && Scope is { } scope)
        {
            Export.Start(
                $"Evidence pack for {scope}",
                asker.User,
                (progress, token) => _export.ExportAsync(asker.User, asker.Picture, scope, null, null, progress, token)
            );
        }
    }

    public void StartVerification(string packId)
    {
        if (_asker is { } asker)
        {
            VerifiedPack = packId;
            Verification.Start(
                $"Verify {packId}",
                asker.User,
                async (progress, token) =>
                {
                    progress.Report(new WorkProgress("Hashing every row again", 0));
                    return await _shelf.VerifyAsync(asker.User, packId, token)
                        ?? new EvidenceVerification(
                            false,
                            null,
                            null,
                            "The pack is no longer in the data folder.",
                            null
                        );
                }
            );
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // An export under way goes on: its pack will be in the list.
        Export.Dispose();
        Verification.Cancel();
        Verification.Dispose();
        Preview.Dispose();
        Packs.Dispose();
        Suggestions.Dispose();
    }

    private async Task<PackPreview> PreviewAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        CancellationToken cancellationToken
    )
    {
        if (scope.StartsWith(GroupPrefix, StringComparison.Ordinal))
        {
            return await PreviewGroupAsync(user, picture, scope, cancellationToken);
        }

        if (
            scope.StartsWith(TablePrefix, StringComparison.Ordinal)
            && TableName.TryParse(scope[TablePrefix.Length..], out var table)
        )
        {
            var detail = await _questions.TableAsync(user, picture, table, cancellationToken);
            var summary = detail.Summary;
            return new(
                scope,
                1,
                summary.People,
                summary.People,
                summary.Label is null ? 1 : 0,
                summary.IsConditional,
                detail.Stamp
            );
        }

        throw new NoAnswerException(
            NoAnswer.NotFound,
            $"“{scope}” is no scope of a pack. Choose a table group or a table."
        );
    }

    private async Task<PackPreview> PreviewGroupAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var answer = await _questions.HeatmapAsync(user, picture, PopulationIndex.Attributes[0], cancellationToken);
        var name = scope[GroupPrefix.Length..];
        var groups = answer.Heatmap.Groups;
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i].Group.Name == name)
            {
                var total = answer.Heatmap.Totals[i];
                return new(
                    scope,
                    groups[i].Tables.Length,
                    total.People,
                    total.Pairs,
                    groups[i].Unclassified,
                    total.IsUnknown,
                    answer.Stamp
                );
            }
        }

        throw new NoAnswerException(NoAnswer.NotFound, $"There is no table group “{name}”.");
    }
}
