using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>One table with its readers and the reasons for their access.</summary>
public sealed partial class TablePage : AddressedPage, IDisposable
{
    private TableViewModel? _viewModel;
    private string? _person;

    /// <summary>The table, as <c>db.table</c>.</summary>
    [Parameter]
    public required string Name { get; set; }

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.ReadTable(Navigation.Uri) is not { } address)
        {
            return Task.CompletedTask;
        }

        Workspace.Title(address.Table.Table);
        _viewModel ??= new TableViewModel(Questions);
        return _viewModel.LoadAsync(User, Picture, address);
    }

    private Task RetryAsync() => _viewModel!.RetryAsync();

    private string LinkTo(TableTab tab) => Urls.Table(Picture, _viewModel!.Address! with { Tab = Spell(tab) });

    private void Explain(ReaderRow reader) =>
        Navigation.NavigateTo(
            Urls.Table(
                Picture,
                _viewModel!.Address! with
                {
                    Tab = Spell(TableTab.Why),
                    Person = reader.Principal.Reference,
                }
            )
        );

    private void ShowFlag(ReadingFlag? flag) =>
        Navigation.NavigateTo(Urls.Table(Picture, _viewModel!.Address! with { Flag = ReadingFlags.Spell(flag) }));

    private void TryWithout(PolicyItemRow item) =>
        Navigation.NavigateTo(
            Urls.WhatIf(
                Picture,
                new WhatIfAddress(
                    item.PolicyId,
                    item.List,
                    item.ItemIndex,
                    Reaching: _viewModel!.Address!.Table.ToString()
                )
            )
        );

    private async Task CheckAsync()
    {
        if (!string.IsNullOrWhiteSpace(_person) && await _viewModel!.FindPersonAsync(_person) is { } reference)
        {
            _person = null;
            Navigation.NavigateTo(
                Urls.Table(Picture, _viewModel.Address! with { Tab = Spell(TableTab.Why), Person = reference })
            );
        }
    }

    private string TitleOf(TableTab tab)
    {
        var summary = _viewModel!.Detail.Answer!.Summary;
        return tab switch
        {
            TableTab.Readers => string.Create(CultureInfo.InvariantCulture, $"Readers ({summary.People:#,0})"),
            TableTab.Files => _viewModel.Detail.Answer.Bypass is { IsKnown: true } bypass
                ? string.Create(CultureInfo.InvariantCulture, $"Files ({bypass.People:#,0})")
                : "Files (?)",
            TableTab.Views => ViewsTitle(summary.Kind, _viewModel.Detail.Answer),
            TableTab.Why => "Why",
            TableTab.Use => "Use",
            TableTab.Lineage => "Lineage",
            TableTab.Columns => string.Create(CultureInfo.InvariantCulture, $"Columns ({summary.Columns:#,0})"),
            TableTab.Policies => "Policies",
            TableTab.Facts => "Facts",
        };
    }

    // Nobody is known to read through views of which some were not understood: that is not nobody.
    private static string ViewsTitle(ResourceKind kind, TableDetail detail)
    {
        var views =
            detail.Through.People > 0
                ? string.Create(CultureInfo.InvariantCulture, $"Views ({detail.Through.People:#,0})")
            : detail.Through.UnclearViews > 0 ? "Views (?)"
            : kind == ResourceKind.View ? "Views"
            : "Views (0)";
        return detail.OnDashboards switch
        {
            { People: > 0 } some => string.Create(
                CultureInfo.InvariantCulture,
                $"{views}, dashboards ({some.People:#,0})"
            ),
            { UnknownAudience: > 0 } => $"{views}, dashboards (?)",
            _ => views,
        };
    }

    private static string Spell(TableTab tab) => tab.ToString().ToLowerInvariant();
}
