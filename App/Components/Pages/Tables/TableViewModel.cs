using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>One table: what it is, who can read it, why one person can or cannot, and which policies have a say.</summary>
public sealed class TableViewModel(EstateQuestions questions) : IDisposable
{
    private const int FirstStretch = 60;
    private const int MostExportedPaths = 10_000;

    private (CurrentUser User, Picture Picture)? _asker;
    private (TableName Table, string? Column)? _whoAsked;
    private (TableName Table, string? Column, string Person)? _whyAsked;
    private TableName? _detailAsked;
    private TableName? _filesAsked;
    private TableName? _viewsAsked;
    private TableName? _useAsked;
    private TableName? _lineageAsked;
    private TableName? _policiesAsked;

    public LatestQuestion<TableDetail> Detail { get; } = new();

    public LatestQuestion<WhoAnswer> Who { get; } = new();

    public LatestQuestion<FilesAnswer> Files { get; } = new();

    public LatestQuestion<ViewsAnswer> Views { get; } = new();
    public LatestQuestion<TableUseAnswer> Use { get; } = new();

    public LatestQuestion<LineageAnswer> Lineage { get; } = new();

    public LatestQuestion<ExplainAnswer> Why { get; } = new();

    public LatestQuestion<RowSource<PolicyItemRow>> Policies { get; } = new();

    public TableAddress? Address { get; private set; }

    public TableTab Tab { get; private set; }

    public ReaderFilter Filter { get; private set; } = ReaderFilter.Everyone;

    /// <summary>The readers that fit <see cref="Filter"/>.</summary>
    public RowSource<ReaderRow> Readers { get; private set; } = RowSource.Of<ReaderRow>([]);

    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "principal",
        "kind",
        "level",
        "columns",
        "department",
        "team",
        "person_level",
        "region",
        "status",
        "conditional",
        "masked",
        "masked_columns",
        "filtered",
        "row_filter",
        "channels",
        "views",
        "dashboards",
        "opened_by",
        .. StampColumns.Header,
    ];

    /// <summary>The tab that an address opens: an address that names a person and no tab opens the explanation.</summary>
    public static TableTab TabOf(TableAddress address) =>
        Enum.TryParse<TableTab>(address.Tab, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab
        : address.Person is not null ? TableTab.Why
        : TableTab.Readers;

    /// <summary>Shows an address: asks only for what its tab needs and is not there yet.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, TableAddress address)
    {
        if (_asker != (user, picture))
        {
            _asker = (user, picture);
            Forget();
        }

        if (Address?.Table != address.Table)
        {
            Filter = ReaderFilter.Everyone;
            Who.Clear();
            Why.Clear();
            Files.Clear();
            Views.Clear();
            Use.Clear();
            Lineage.Clear();
            Policies.Clear();
            Detail.Clear();
        }

        (Address, Tab) = (address, TabOf(address));
        if (Filter.Flag != ReadingFlags.Read(address.Flag))
        {
            Show(Filter with { Flag = ReadingFlags.Read(address.Flag) });
        }

        await Task.WhenAll(LoadDetailAsync(user, picture, address.Table), LoadTabAsync(user, picture, address));
    }

    /// <summary>Asks again for everything that the address shows.</summary>
    public Task RetryAsync()
    {
        Forget();
        return _asker is { } asker && Address is { } address
            ? LoadAsync(asker.User, asker.Picture, address)
            : Task.CompletedTask;
    }

    public void Show(ReaderFilter filter)
    {
        Filter = filter;
        Readers = RowSource.Of(filter.Apply(Who.Answer?.Principals ?? []));
    }

    /// <summary>
    /// The reference of whom a reader typed, pseudonym or login, so that a login never reaches the address; null where nobody fits,
    /// and <see cref="Why"/> then says so.
    /// </summary>
    public async Task<string?> FindPersonAsync(string text)
    {
        if (_asker is not { } asker || Address is not { } address)
        {
            return null;
        }

        _whyAsked = null;
        await Why.AskAsync(token =>
            questions.ExplainAsync(asker.User, asker.Picture, text.Trim(), address.Table, address.Column, null, token)
        );
        if (Why.Answer is not { } answer)
        {
            Tab = TableTab.Why;
            return null;
        }

        var reference = answer.Principal.Principal.Reference;
        _whyAsked = (address.Table, address.Column, reference);
        return reference;
    }

    /// <summary>The listed readers, by pseudonym.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        var all = await Readers.FetchAsync(0, int.MaxValue, cancellationToken);
        ImmutableArray<string> stamp = Who.Answer is { } answer ? StampColumns.Of(answer.Stamp) : [];
        return [.. all.Rows.Select(row => (string?[])[.. CsvRow(row), .. stamp])];
    }

    /// <summary>The paths of the shown explanation, more of them than the page lists.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> PathRowsAsync(CancellationToken cancellationToken)
    {
        if (_asker is not { } asker || Why.Answer is not { } shown)
        {
            return [];
        }

        var answer = await questions.ExplainAsync(
            asker.User,
            asker.Picture,
            shown.Principal.Principal.Reference,
            shown.Table,
            shown.Column,
            null,
            new(MostExportedPaths),
            cancellationToken
        );
        var stamp = StampColumns.Of(answer.Stamp);
        return
        [
            .. (answer.Paths?.Listed ?? []).SelectMany((path, position) => PathRow.CsvRows(path, position + 1, stamp)),
        ];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Detail.Dispose();
        Who.Dispose();
        Why.Dispose();
        Files.Dispose();
        Views.Dispose();
        Use.Dispose();
        Lineage.Dispose();
        Policies.Dispose();
    }

    private void Forget()
    {
        (_detailAsked, _policiesAsked, _filesAsked, _viewsAsked, _useAsked) = (null, null, null, null, null);
        (_whoAsked, _whyAsked, _lineageAsked) = (null, null, null);
    }

    private async Task LoadDetailAsync(CurrentUser user, Picture picture, TableName table)
    {
        if (_detailAsked != table)
        {
            _detailAsked = table;
            await Detail.AskAsync(token => questions.TableAsync(user, picture, table, token));
        }
    }

    private Task LoadTabAsync(CurrentUser user, Picture picture, TableAddress address) =>
        Tab switch
        {
            TableTab.Readers => LoadReadersAsync(user, picture, address),
            TableTab.Files => LoadFilesAsync(user, picture, address.Table),
            TableTab.Views => LoadViewsAsync(user, picture, address.Table),
            TableTab.Why => LoadWhyAsync(user, picture, address),
            TableTab.Use => LoadUseAsync(user, picture, address.Table),
            TableTab.Lineage => LoadLineageAsync(user, picture, address.Table),
            TableTab.Policies => LoadPoliciesAsync(user, picture, address.Table),
            TableTab.Columns or TableTab.Facts => Task.CompletedTask,
        };

    private async Task LoadReadersAsync(CurrentUser user, Picture picture, TableAddress address)
    {
        if (_whoAsked == (address.Table, address.Column))
        {
            return;
        }

        _whoAsked = (address.Table, address.Column);
        await Who.AskAsync(
            token => questions.WhoAsync(user, picture, address.Table, address.Column, null, token),
            who => who.Principals.IsEmpty,
            "Nobody can read this in Hive: no person and no service account."
        );
        Show(Filter);
    }

    private async Task LoadFilesAsync(CurrentUser user, Picture picture, TableName table)
    {
        if (_filesAsked != table)
        {
            _filesAsked = table;
            await Files.AskAsync(token => questions.FilesAsync(user, picture, table, token));
        }
    }

    private async Task LoadUseAsync(CurrentUser user, Picture picture, TableName table)
    {
        if (_useAsked != table)
        {
            _useAsked = table;
            await Use.AskAsync(token => questions.UseAsync(user, picture, table, null, token));
        }
    }

    private async Task LoadLineageAsync(CurrentUser user, Picture picture, TableName table)
    {
        if (_lineageAsked != table)
        {
            _lineageAsked = table;
            await Lineage.AskAsync(token => questions.LineageAsync(user, picture, table, token));
        }
    }

    private async Task LoadWhyAsync(CurrentUser user, Picture picture, TableAddress address)
    {
        if (address.Person is not { } person || _whyAsked == (address.Table, address.Column, person))
        {
            return;
        }

        _whyAsked = (address.Table, address.Column, person);
        await Why.AskAsync(token =>
            questions.ExplainAsync(user, picture, person, address.Table, address.Column, null, token)
        );
    }

    private async Task LoadViewsAsync(CurrentUser user, Picture picture, TableName table)
    {
        if (_viewsAsked != table)
        {
            _viewsAsked = table;
            await Views.AskAsync(token => questions.ViewsAsync(user, picture, table, token));
        }
    }

    private async Task LoadPoliciesAsync(CurrentUser user, Picture picture, TableName table)
    {
        if (_policiesAsked == table)
        {
            return;
        }

        _policiesAsked = table;
        await Policies.AskAsync(
            async token =>
            {
                var first = await questions.PolicyItemsAsync(user, picture, null, table, 0, FirstStretch, token);
                return new RowSource<PolicyItemRow>(
                    first.Total,
                    async (skip, take, fetchToken) =>
                    {
                        var page = await questions.PolicyItemsAsync(user, picture, null, table, skip, take, fetchToken);
                        return new(page.Rows, page.Total);
                    }
                );
            },
            rows => rows.Total == 0,
            "No policy reaches this table."
        );
    }

    private static string?[] CsvRow(ReaderRow row) =>
        [
            row.Principal.Reference,
            row.Principal.Kind.ToString(),
            row.Level.ToString(),
            string.Join(' ', row.Columns),
            row.Department,
            row.Team,
            row.PersonLevel,
            row.Region,
            row.Status?.ToString(),
            row.IsConditional ? "yes" : "no",
            .. RestrictionCells.Csv(row.Restrictions),
            string.Join(' ', row.Channels),
            string.Join(' ', row.Views),
            string.Join("; ", row.Dashboards),
            row.OpenedBy,
        ];
}
