using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.People;

/// <summary>Which of the readable tables are listed, in which order; null filters nothing.</summary>
/// <param name="Label">A label's name, or <c>unknown</c>.</param>
/// <param name="OnlyChannel">One of <see cref="AccessChannels"/>: tables that are read this way and no other.</param>
public sealed record ReadableFilter(
    string? Search = null,
    string? Label = null,
    AccessLevel? Level = null,
    RowSort? Sort = null,
    ReadingFlag? Flag = null,
    string? OnlyChannel = null
);

/// <summary>One person or service account: who they are to the estate, what they can read, and why one table.</summary>
public sealed class PersonViewModel(EstateQuestions questions) : IDisposable
{
    public const int ShortestReason = 10;

    private (CurrentUser User, Picture Picture, string Reference)? _asked;
    private TableName? _whyAsked;

    public LatestQuestion<WhatAnswer> What { get; } = new();

    public LatestQuestion<ExplainAnswer> Why { get; } = new();

    public ReadableFilter Filter { get; private set; } = new();

    /// <summary>The readable tables that fit <see cref="Filter"/>.</summary>
    public RowSource<ReadableTable> Tables { get; private set; } = RowSource.Of<ReadableTable>([]);

    /// <summary>Why a name was not unmasked; null where nothing was refused.</summary>
    public string? UnmaskProblem { get; private set; }

    public bool IsUnmasked => What.Answer?.Principal.Principal.IsUnmasked == true;

    /// <summary>Groups and roles, the built-in everyone left out: it says nothing about this person.</summary>
    public ImmutableArray<PrincipalId> Containers => What.Answer?.Containers ?? [];

    /// <summary>What they read in Hive, and what they read through files, views or dashboards alone, by name.</summary>
    public ImmutableArray<ReadableTable> Everything =>
        What.Answer is not { } answer ? []
        : answer.FileTables.IsEmpty && answer.ViewTables.IsEmpty && answer.DashboardTables.IsEmpty ? answer.Tables
        :
        [
            .. answer
                .Tables.Concat(answer.FileTables)
                .Concat(answer.ViewTables)
                .Concat(answer.DashboardTables)
                .OrderBy(row => row.Table.Name),
        ];

    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "table",
        "label",
        "classes",
        "level",
        "columns",
        "people",
        "conditional",
        "masked",
        "masked_columns",
        "filtered",
        "row_filter",
        "channels",
        "views",
        "dashboards",
        .. StampColumns.Header,
    ];

    public static bool MayUnmask(CurrentUser user) => RolePermissions.Allows(user, AppAction.Unmask);

    public static bool IsReason(string? reason) => reason?.Trim().Length >= ShortestReason;

    /// <summary>Asks what they can read; nothing happens where it is shown already.</summary>
    /// <param name="flag">Only tables with this flag; null for all.</param>
    public async Task LoadAsync(CurrentUser user, Picture picture, string reference, ReadingFlag? flag = null)
    {
        if (_asked == (user, picture, reference))
        {
            Show(Filter with { Flag = flag });
            return;
        }

        (_asked, _whyAsked, UnmaskProblem) = ((user, picture, reference), null, null);
        What.Clear();
        Why.Clear();
        Filter = new(Flag: flag);
        await What.AskAsync(token => questions.WhatAsync(user, picture, reference, null, token));
        Show(Filter);
    }

    public Task RetryAsync()
    {
        var asked = _asked;
        _asked = null;
        return asked is { } again
            ? LoadAsync(again.User, again.Picture, again.Reference, Filter.Flag)
            : Task.CompletedTask;
    }

    /// <summary>Shows the real name until the page is left; writes one entry into the activity log.</summary>
    /// <param name="reason">At least <see cref="ShortestReason"/> characters.</param>
    public async Task UnmaskAsync(string reason)
    {
        if (_asked is not { } asked)
        {
            return;
        }

        if (!IsReason(reason))
        {
            UnmaskProblem =
                $"A reason of at least {ShortestReason} characters is needed; it goes into the activity log.";
            return;
        }

        var masked = What.Result;
        await What.AskAsync(token =>
            questions.WhatAsync(asked.User, asked.Picture, asked.Reference, reason.Trim(), token)
        );
        UnmaskProblem = What.State == ViewState.Refused ? What.Message : null;
        if (What.State != ViewState.Ready)
        {
            What.PutBack(masked);
        }
    }

    /// <summary>Goes back to the pseudonym.</summary>
    public Task MaskAsync() => RetryAsync();

    public void Show(ReadableFilter filter)
    {
        Filter = filter;
        Tables = RowSource.Of(Fitting(Everything, filter));
    }

    /// <summary>Asks why they can read a table, for the panel beside the list.</summary>
    public async Task ExplainAsync(TableName table)
    {
        if (_asked is { } asked && _whyAsked != table)
        {
            _whyAsked = table;
            Why.Clear();
            await Why.AskAsync(token =>
                questions.ExplainAsync(asked.User, asked.Picture, asked.Reference, table, null, null, token)
            );
        }
    }

    public void CloseExplanation()
    {
        _whyAsked = null;
        Why.Clear();
    }

    /// <summary>The listed tables.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        var all = await Tables.FetchAsync(0, int.MaxValue, cancellationToken);
        ImmutableArray<string> stamp = What.Answer is { } answer ? StampColumns.Of(answer.Stamp) : [];
        return [.. all.Rows.Select(row => (string?[])[.. CsvRow(row), .. stamp])];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        What.Dispose();
        Why.Dispose();
    }

    internal static ImmutableArray<ReadableTable> Fitting(ImmutableArray<ReadableTable> tables, ReadableFilter filter)
    {
        var parts = (filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fitting = tables.Where(row =>
            (filter.Level is null || row.Level == filter.Level)
            && ReadingFlags.Fits(filter.Flag, row.Restrictions, row.IsConditional)
            && (filter.Flag != ReadingFlag.Unmasked || row.IsLevelKnown)
            && (filter.OnlyChannel is null || (row.Channels is [var channel] && channel == filter.OnlyChannel))
            && (
                filter.Label is null
                || string.Equals(
                    row.Table.Label?.ToString() ?? "unknown",
                    filter.Label,
                    StringComparison.OrdinalIgnoreCase
                )
            )
            && Array.TrueForAll(
                parts,
                part => row.Table.Name.ToString().Contains(part, StringComparison.OrdinalIgnoreCase)
            )
        );
        return filter.Sort is not { } sort ? [.. fitting]
            : sort.Descending ? [.. fitting.OrderByDescending(row => Key(row, sort.Column))]
            : [.. fitting.OrderBy(row => Key(row, sort.Column))];
    }

    // Unclassified sorts above Restricted: unknown is never the safe end.
    private static IComparable Key(ReadableTable row, string column) =>
        column switch
        {
            "Label" => row.Table.Label is { } label ? (int)label : int.MaxValue,
            "People" => row.Table.People,
            "Level" => (int)row.Level,
            _ => row.Table.Name.ToString(),
        };

    private static string?[] CsvRow(ReadableTable row) =>
        [
            row.Table.Name.ToString(),
            row.Table.Label?.ToString() ?? "unknown",
            string.Join(' ', row.Table.Classes),
            row.IsLevelKnown ? row.Level.ToString() : "Unknown",
            string.Join(' ', row.Columns),
            row.Table.People.ToString(CultureInfo.InvariantCulture),
            row.IsConditional ? "yes" : "no",
            .. RestrictionCells.Csv(row.Restrictions),
            string.Join(' ', row.Channels),
            string.Join(' ', row.Views),
            string.Join("; ", row.Dashboards),
        ];
}
