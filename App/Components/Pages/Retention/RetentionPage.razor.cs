using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Retention;

/// <summary>Which tables hold data past their deadline, which soon will, and which have none.</summary>
public sealed partial class RetentionPage : AddressedPage, IDisposable
{
    private RetentionViewModel? _viewModel;
    private string? _scope;

    [Inject]
    public required RecordQuestions Records { get; set; }

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/retention")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Retention");
        _viewModel ??= new RetentionViewModel(Records);
        var address = Urls.ReadRetention(Navigation.Uri);
        _scope = address.Scope;
        return _viewModel.LoadAsync(User, Picture, address);
    }

    private static string Rule(RetentionRow row) =>
        row.RuleDays is { } days ? $"{Figures.Of(days, "day")}, {row.RuleScope}" : "none";

    private static string Kind(RetentionState state) =>
        state switch
        {
            RetentionState.Overdue => "severity-high",
            RetentionState.Within30
            or RetentionState.Within60
            or RetentionState.Within90
            or RetentionState.NoRule
            or RetentionState.AgeUnknown => "warn",
            RetentionState.Later => "",
        };

    private static string Deadline(RetentionRow row) =>
        row.Deadline is null
            ? "no deadline"
            : $"deadline {Figures.Day(row.Deadline)}, oldest data of {Figures.Day(row.Oldest)}";

    private void Ask() => Refine(Urls.Retention(Picture, _viewModel!.Address with { Scope = AddressField.Of(_scope) }));

    private string FindingLink(RetentionRow row) =>
        Urls.Findings(Picture, new FindingsAddress(Rule: row.FindingRule, Finding: row.Finding));
}
