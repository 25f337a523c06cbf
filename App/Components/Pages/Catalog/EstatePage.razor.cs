using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Catalog;

/// <summary>All tables of the estate, filtered and ordered by the address.</summary>
public sealed partial class EstatePage : AddressedPage, IDisposable
{
    private EstateViewModel? _viewModel;
    private TableSummary? _selected;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/estate")
        {
            return Task.CompletedTask;
        }

        _viewModel ??= new EstateViewModel(Questions);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadEstate(Navigation.Uri));
    }

    private Task RetryAsync() => ShowAsync();

    private void Show(TableQuery query) => Refine(Urls.Estate(Picture, query));

    private void Sort(RowSort? sort) =>
        Show(
            _viewModel!.Query with
            {
                Sort = Enum.TryParse<TableSort>(sort?.Column, out var column) ? column : TableSort.Name,
                Descending = sort?.Descending ?? false,
            }
        );

    private Task SelectAsync(TableSummary table)
    {
        _selected = table;
        return _viewModel!.SelectAsync(table.Name);
    }

    private void Open(TableSummary table) => Navigation.NavigateTo(Urls.Table(Picture, table.Name));
}
