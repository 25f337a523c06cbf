using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Commitments;

/// <summary>The commitments board: what privacy reviews promised, whether it was kept, and since when it was not.</summary>
public sealed partial class CommitmentsPage : AddressedPage, IDisposable
{
    private const int ShownEvidence = 30;

    private CommitmentsViewModel? _viewModel;

    [Inject]
    public required FindingQuestions Rules { get; set; }

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/commitments")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Commitments");
        _viewModel ??= new CommitmentsViewModel(Rules);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadCommitments(Navigation.Uri));
    }

    private static string Tone(CommitmentState state) =>
        state switch
        {
            CommitmentState.Broken => "chip severity-critical",
            CommitmentState.Unknown => "chip severity-medium",
            CommitmentState.Kept => "chip",
        };

    private static string Days(double days) => days.ToString("#,0.00", CultureInfo.InvariantCulture);

    private string FindingLink(CommitmentRow row) =>
        Urls.Findings(Picture, new FindingsAddress(Rule: "commitment-broken", Finding: row.Finding));

    private void ChooseState(ChangeEventArgs args) =>
        Go(new CommitmentsAddress(args.Value is string { Length: > 0 } state ? state : null));

    private void Choose(CommitmentRow? row) => Go(_viewModel!.Address with { Commitment = row?.Id });

    private void Go(CommitmentsAddress address) => Refine(Urls.Commitments(Picture, address));
}
