using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.LogCoverages;

/// <summary>How much of the use of tables was logged, by channel and day, and which sensitive tables are not logged.</summary>
public sealed partial class CoveragePage : AddressedPage, IDisposable
{
    private CoverageViewModel? _viewModel;
    private string? _scope;
    private string? _from;
    private string? _to;

    [Inject]
    public required RecordQuestions Records { get; set; }

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/coverage")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Log coverage");
        _viewModel ??= new CoverageViewModel(Records);
        var address = Urls.ReadCoverage(Navigation.Uri);
        (_scope, _from, _to) = (address.Scope, address.From, address.To);
        return _viewModel.LoadAsync(User, Picture, address);
    }

    private void Ask() =>
        Refine(
            Urls.Coverage(
                Picture,
                _viewModel!.Address with
                {
                    Scope = AddressField.Of(_scope),
                    From = AddressField.Of(_from),
                    To = AddressField.Of(_to),
                    Row = null,
                }
            )
        );

    private void Choose(CoverageRow? row) =>
        Refine(
            Urls.Coverage(
                Picture,
                _viewModel!.Address with
                {
                    Row = row is null ? null : CoverageViewModel.NameOf(row),
                }
            )
        );

    private string FindingLink(UnloggedTableRow row) =>
        Urls.Findings(Picture, new FindingsAddress(Rule: "unlogged-sensitive", Finding: row.Finding));
}
