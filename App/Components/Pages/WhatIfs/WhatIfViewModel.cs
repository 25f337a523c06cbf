using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Planning;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>A change set under construction, and what it would do. The changes stand in the address; a run is a background job.</summary>
public sealed class WhatIfViewModel : IDisposable
{
    /// <summary>The search word that finds items which name everyone.</summary>
    public const string EveryoneWord = "everyone";

    private readonly EstateQuestions _questions;
    private readonly WhatIfQuestion _whatIf;
    private (CurrentUser User, Picture Picture)? _asker;
    private (string? Search, string? Reaching)? _itemsAsked;
    private string _ranWith = "";
    private int _fileNumber;

    /// <param name="changed">Called on a pool thread when the run moves on.</param>
    public WhatIfViewModel(EstateQuestions questions, WhatIfQuestion whatIf, JobBoard jobs, Action changed)
    {
        (_questions, _whatIf) = (questions, whatIf);
        Run = new JobRun<WhatIfAnswer>(jobs, changed);
    }

    public LatestQuestion<RowSource<PolicyItemRow>> Items { get; } = new();

    public JobRun<WhatIfAnswer> Run { get; }

    public WhatIfAddress Address { get; private set; } = new();

    public ImmutableArray<Change> Changes { get; private set; } = [];

    /// <summary>A change set from a file, after the changes of the address. Lost when the page is left: an address cannot hold whole policies.</summary>
    public ChangeSetReading? File { get; private set; }

    /// <summary>Everything that a run applies, in order: the address's changes, then the file's.</summary>
    public ImmutableArray<Change> All => Changes.AddRange(File?.Changes?.Changes ?? []);

    public PolicyItemRow? Selected { get; private set; }

    /// <summary>The attribute by whose populations the result is broken down.</summary>
    public string Attribute =>
        Address.Attribute is { } chosen && PopulationIndex.Attributes.Contains(chosen)
            ? chosen
            : PopulationIndex.Attributes[0];

    /// <summary>What the item list is searched for: everyone's items, unless the address says otherwise.</summary>
    public string? Search => Address.Search ?? (Address.Reaching is null ? EveryoneWord : null);

    public bool IsEveryoneOnly => Words(Search).Contains(EveryoneWord, StringComparer.OrdinalIgnoreCase);

    /// <summary>True where the changes or the breakdown were edited after the run whose result is shown.</summary>
    public bool IsStale => Run.Result is not null && _ranWith != Fingerprint();

    /// <summary>Why a change of the last run does not fit; null where it does.</summary>
    public string? ProblemOf(int index) =>
        IsStale ? null : Run.Result?.Problems.FirstOrDefault(problem => problem.Index == index)?.Reason;

    /// <summary>
    /// Shows an address. One that proposes an item and a principal gives the address in which that proposal has become a pending
    /// removal; otherwise null.
    /// </summary>
    public async Task<WhatIfAddress?> LoadAsync(CurrentUser user, Picture picture, WhatIfAddress address)
    {
        if (_asker != (user, picture))
        {
            (_asker, _itemsAsked) = ((user, picture), null);
        }

        (Address, Changes) = (address, ChangeSpelling.Read(address.Changes));
        if (Proposal(address) is { } proposed)
        {
            return With(Changes.Contains(proposed) ? Changes : Changes.Add(proposed)) with { Principal = null };
        }

        await LoadItemsAsync(user, picture, address);
        return null;
    }

    public Task RetryAsync()
    {
        _itemsAsked = null;
        return _asker is { } asker ? LoadItemsAsync(asker.User, asker.Picture, Address) : Task.CompletedTask;
    }

    public void Select(PolicyItemRow? item) => Selected = item;

    /// <summary>The address with a change more; the same change twice is one.</summary>
    public WhatIfAddress Adding(Change change) => With(Changes.Contains(change) ? Changes : Changes.Add(change));

    public WhatIfAddress Without(int index) => With(Changes.RemoveAt(index));

    public WhatIfAddress Cleared() => With([]);

    /// <summary>The address with another search; <see cref="EveryoneWord"/> is kept as the word that it is.</summary>
    public WhatIfAddress Searching(string? text, bool isEveryoneOnly)
    {
        var words = Words(text).Where(word => !word.Equals(EveryoneWord, StringComparison.OrdinalIgnoreCase));
        var search = string.Join(' ', isEveryoneOnly ? words.Prepend(EveryoneWord) : words);

        // A blank, not nothing: nothing would bring everyone's items back.
        return Address with
        {
            Search = search.Length > 0 ? search : " ",
        };
    }

    /// <summary>Takes a file's changes instead of those of the file before; what cannot be used of it stands in <see cref="File"/>.</summary>
    public void Attach(Stream file)
    {
        File = ChangeSetFile.Read(file);
        _fileNumber++;
    }

    public void Detach()
    {
        File = null;
        _fileNumber++;
    }

    /// <summary>Starts the comparison as a background job.</summary>
    public void Start()
    {
        if (_asker is not { } asker || All.IsEmpty)
        {
            return;
        }

        _ranWith = Fingerprint();
        var (changes, attribute) = (new ChangeSet(All), Attribute);
        Run.Start(
            $"What-if: {changes.Changes.Length} {(changes.Changes.Length == 1 ? "change" : "changes")}",
            asker.User,
            (progress, token) => _whatIf.AskAsync(asker.User, asker.Picture, changes, attribute, progress, token)
        );
    }

    /// <summary>A change in words; the policy's name is said where it is known from the list.</summary>
    public string Describe(Change change) => new ChangeText(PolicyText).Of(change);

    /// <inheritdoc />
    public void Dispose()
    {
        // Nobody will see the result.
        Run.Cancel();
        Run.Dispose();
        Items.Dispose();
    }

    /// <summary>The principal that a link of an item stands for: people by pseudonym, as the change set takes them.</summary>
    public static PrincipalId PrincipalOf(ChainLink link) => new(link.Namespace, link.Reference ?? link.Text);

    private static ItemPrincipalChange? Proposal(WhatIfAddress address) =>
        address is { Policy: { } policy, List: { } list, Item: { } item, Principal: { } text }
        && PrincipalId.TryParse(text, out var principal)
            ? new ItemPrincipalChange(ChangeOperation.Remove, policy, list, item, principal)
            : null;

    private async Task LoadItemsAsync(CurrentUser user, Picture picture, WhatIfAddress address)
    {
        if (_itemsAsked != (Search, address.Reaching))
        {
            _itemsAsked = (Search, address.Reaching);
            TableName? reaching = TableName.TryParse(address.Reaching, out var table) ? table : null;
            await Items.AskAsync(
                async token =>
                {
                    var all = await _questions.PolicyItemsAsync(
                        user,
                        picture,
                        Search,
                        reaching,
                        0,
                        int.MaxValue,
                        token
                    );

                    // The widest first: that is where an estate stands open.
                    return RowSource.Of<PolicyItemRow>([
                        .. all
                            .Rows.OrderByDescending(row => row.NamesEveryone && row.IsEnabled)
                            .ThenByDescending(row => row.TablesReached),
                    ]);
                },
                rows => rows.Total == 0,
                "No policy item fits this search."
            );
        }

        if (address is { Policy: { } policy, List: { } list, Item: { } item } && Items.Answer is { } items)
        {
            var all = await items.FetchAsync(0, int.MaxValue, CancellationToken.None);
            Selected =
                all.Rows.FirstOrDefault(row => row.PolicyId == policy && row.List == list && row.ItemIndex == item)
                ?? Selected;
        }
    }

    private WhatIfAddress With(ImmutableArray<Change> changes) =>
        Address with
        {
            Changes = ChangeSpelling.Write(changes),
        };

    private string Fingerprint() => $"{Attribute} {_fileNumber} {ChangeSpelling.Write(Changes)}";

    private string PolicyText(long id) => Selected?.PolicyId == id ? $"policy “{Selected.PolicyName}”" : $"policy {id}";

    private static string[] Words(string? text) =>
        (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
