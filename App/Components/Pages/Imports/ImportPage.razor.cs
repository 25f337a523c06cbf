using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>Imports from a folder or a live metastore, with progress, cancel and the report.</summary>
public sealed partial class ImportPage : WorkbenchPage
{
    private ImportViewModel? _viewModel;
    private IDisposable? _subscription;

    [Inject]
    private EstateImport Imports { get; set; } = null!;

    [Inject]
    private ImportSchedule Schedule { get; set; } = null!;

    [Inject]
    private MetastoreCheck Check { get; set; } = null!;

    [Inject]
    private JobBoard Jobs { get; set; } = null!;

    /// <inheritdoc />
    protected override Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Import");
        _viewModel ??= new ImportViewModel(Imports, Check, Jobs, OnChanged);
        _subscription ??= Jobs.Subscribe(OnChanged);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        _viewModel?.Dispose();
        base.Dispose(disposing);
    }

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
