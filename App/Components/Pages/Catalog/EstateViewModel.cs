using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Catalog;

/// <summary>The list of tables under one query, and the table selected in it.</summary>
public sealed class EstateViewModel(EstateQuestions questions) : IDisposable
{
    /// <summary>Rows of the first stretch: a full screen at 1080 lines and some to scroll.</summary>
    private const int FirstStretch = 80;

    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "table",
        "kind",
        "label",
        "classes",
        "groups",
        "people",
        "breadth_pct",
        "services",
        "columns",
        "rows",
        "created",
        "creator",
        "conditional",
        .. StampColumns.Header,
    ];

    private (CurrentUser User, Picture Picture)? _asked;
    private Picture? _filtersOf;

    public LatestQuestion<RowSource<TableSummary>> Tables { get; } = new();

    /// <summary>The selected table with its owners, for the properties pane.</summary>
    public LatestQuestion<TableDetail> Selected { get; } = new();

    public TableQuery Query { get; private set; } = TableQuery.Everything;

    public ImmutableArray<string> Databases { get; private set; } = [];

    public ImmutableArray<string> Classes { get; private set; } = [];

    public ImmutableArray<string> Groups { get; private set; } = [];

    /// <summary>Which snapshot and instant the list holds for.</summary>
    public AnswerStamp? Stamp { get; private set; }

    /// <summary>True where the query leaves tables out.</summary>
    public bool IsFiltered => Query with { Sort = TableSort.Name, Descending = false } != TableQuery.Everything;

    /// <summary>The labels that the filter offers, the unclassified as <c>unknown</c>.</summary>
    public static ImmutableArray<string> Labels { get; } = [.. Enum.GetNames<SensitivityLabel>().Reverse(), "unknown"];

    /// <summary>Asks for the tables of a query; nothing happens where they are shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, TableQuery query)
    {
        var isShown = Tables.IsAsking || Tables.State is ViewState.Ready or ViewState.Empty;
        if (_asked == (user, picture) && query == Query && isShown)
        {
            return;
        }

        (_asked, Query) = ((user, picture), query);
        await Tables.AskAsync(
            async token =>
            {
                if (_filtersOf != picture)
                {
                    await LoadFiltersAsync(user, picture, token);
                }

                var first = await questions.TablesAsync(user, picture, query, 0, FirstStretch, token);
                Stamp = first.Stamp;
                return new RowSource<TableSummary>(
                    first.Total,
                    (skip, take, fetchToken) => FetchAsync(first, user, picture, query, skip, take, fetchToken)
                );
            },
            rows => rows.Total == 0,
            "No table fits these filters."
        );
    }

    public Task SelectAsync(TableName table) =>
        _asked is { } asked
            ? Selected.AskAsync(token => questions.TableAsync(asked.User, asked.Picture, table, token))
            : Task.CompletedTask;

    /// <summary>The table's details; null while they are awaited.</summary>
    public TableDetail? DetailOf(TableName table) =>
        Selected.Answer is { } detail && detail.Summary.Name == table ? detail : null;

    /// <summary>The whole filtered list, in the columns of <see cref="CsvHeader"/>.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        if (_asked is not { } asked)
        {
            return [];
        }

        var page = await questions.TablesAsync(asked.User, asked.Picture, Query, 0, int.MaxValue, cancellationToken);
        var stamp = StampColumns.Of(page.Stamp);
        return [.. page.Rows.Select(row => CsvRow(row, stamp))];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Tables.Dispose();
        Selected.Dispose();
    }

    private async Task LoadFiltersAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken)
    {
        (Classes, Groups) = await questions.FiltersAsync(user, picture, cancellationToken);
        Databases =
        [
            .. (await questions.DatabasesAsync(user, picture, cancellationToken)).Select(database => database.Name),
        ];
        _filtersOf = picture;
    }

    private async Task<RowStretch<TableSummary>> FetchAsync(
        Page<TableSummary> first,
        CurrentUser user,
        Picture picture,
        TableQuery query,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var isAtHand = skip + take <= first.Rows.Length || first.Rows.Length == first.Total;
        if (isAtHand)
        {
            return new([.. first.Rows.Skip(skip).Take(take)], first.Total);
        }

        var page = await questions.TablesAsync(user, picture, query, skip, take, cancellationToken);
        return new(page.Rows, page.Total);
    }

    private static string?[] CsvRow(TableSummary table, ImmutableArray<string> stamp) =>
        [
            table.Name.ToString(),
            table.Kind.ToString(),
            table.Label?.ToString() ?? "unknown",
            string.Join(' ', table.Classes),
            string.Join("; ", table.Groups),
            table.People.ToString(CultureInfo.InvariantCulture),
            table.BreadthPercent?.ToString("0.00", CultureInfo.InvariantCulture),
            table.Services.ToString(CultureInfo.InvariantCulture),
            table.Columns.ToString(CultureInfo.InvariantCulture),
            table.Rows?.ToString(CultureInfo.InvariantCulture),
            UtcText.Of(table.CreatedAt),
            table.Creator,
            table.IsConditional ? "yes" : "no",
            .. stamp,
        ];
}
