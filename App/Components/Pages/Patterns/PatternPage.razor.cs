using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Patterns;

/// <summary>One pattern: the tables that it opens, and the people whom items name one by one.</summary>
public sealed partial class PatternPage : AddressedPage, IDisposable
{
    private static readonly string[] s_tablesHeader =
    [
        "pattern",
        "table",
        "label",
        "groups",
        "people",
        "conditional",
        "signature",
        .. StampColumns.Header,
    ];
    private static readonly string[] s_namedHeader =
    [
        "pattern",
        "principal",
        "kind",
        "department",
        "status",
        "tables",
        .. StampColumns.Header,
    ];

    private readonly LatestQuestion<PatternAnswer> _question = new();
    private RowSource<PatternTable>? _tables;
    private RowSource<ResidueRow>? _named;
    private (string Id, Picture Picture)? _shown;
    private string? _tab;

    /// <summary>The pattern. The page reads its whole link, of which this is a part.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private bool ShowsNamed => _tab == "named";

    /// <inheritdoc />
    public void Dispose() => _question.Dispose();

    /// <inheritdoc />
    protected override async Task ShowAsync()
    {
        if (Urls.ReadPattern(Navigation.Uri) is not { } address)
        {
            return;
        }

        Workspace.Title($"Pattern {address.Id}");
        _tab = address.Tab;
        if (_shown == (address.Id, Picture) && _question.State == ViewState.Ready)
        {
            return;
        }

        _shown = (address.Id, Picture);
        _question.Clear();
        await _question.AskAsync(async token =>
        {
            var answer = await Questions.PatternAsync(User, Picture, address.Id, token);
            (_tables, _named) = (RowSource.Of(answer.Tables), RowSource.Of(answer.Residue));
            return answer;
        });
    }

    private Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        if (_question.Answer is not { } answer)
        {
            return Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>([]);
        }

        var provenance = StampColumns.Of(answer.Stamp);
        IReadOnlyList<IReadOnlyList<string?>> rows = ShowsNamed
            ?
            [
                .. answer.Residue.Select(row =>
                    (string?[])
                        [
                            answer.Row.Pattern.Id,
                            row.Principal.Principal.Reference,
                            Figures.Kind(row.Principal.Principal.Kind),
                            row.Principal.Department,
                            row.Principal.Status?.ToString(),
                            row.Tables.ToString(CultureInfo.InvariantCulture),
                            .. provenance,
                        ]
                ),
            ]
            :
            [
                .. answer.Tables.Select(row =>
                    (string?[])
                        [
                            answer.Row.Pattern.Id,
                            row.Table.Name.ToString(),
                            row.Table.Label?.ToString() ?? "unknown",
                            string.Join("; ", row.Table.Groups),
                            row.Table.People.ToString(CultureInfo.InvariantCulture),
                            row.Table.IsConditional ? "yes" : "no",
                            row.Signature,
                            .. provenance,
                        ]
                ),
            ];
        return Task.FromResult(rows);
    }
}
