using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Restarts;

/// <summary>A checklist before capture starts again: GO or NO-GO, with every failed condition and its owner.</summary>
public sealed partial class RestartPage : AddressedPage, IDisposable
{
    private const int MostShown = 20;

    private RestartViewModel? _viewModel;
    private HashSet<RestartGate> _gates = [];
    private string? _exposed;
    private bool _waivers;
    private string? _refusal;

    [Inject]
    public required RestartQuestion Restart { get; set; }

    [Inject]
    public required SavedViews Views { get; set; }

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/restart")
        {
            return Task.CompletedTask;
        }

        Workspace.Title("Restart");
        _viewModel ??= new RestartViewModel(Restart, Views);
        var checklist = Urls.ReadRestart(Navigation.Uri);
        _gates = [.. checklist.Gates];
        _exposed = checklist.MostExposed == 0 ? null : checklist.MostExposed.ToString(CultureInfo.InvariantCulture);
        (_waivers, _refusal) = (checklist.HonoursWaivers, null);
        return _viewModel.LoadAsync(User, Picture, checklist);
    }

    private static string Said(GateResult gate) =>
        (gate.IsOpen ? "open" : $"shut by {Figures.Of(gate.Failed.Length, "condition")}")
        + (gate.Waived > 0 ? $"; {Figures.Of(gate.Waived, "finding")} waived" : "");

    private void Toggle(RestartGate gate)
    {
        if (!_gates.Remove(gate))
        {
            _gates.Add(gate);
        }
    }

    private void Ask()
    {
        var most = 0;
        if (
            AddressField.Of(_exposed) is { } text
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out most)
        )
        {
            _refusal = "People exposed at most is no whole number. Write it like 5.";
            return;
        }

        Refine(Urls.Restart(Picture, new([.. _gates.Order()], most, _waivers)));
    }

    private void Open(SavedView view)
    {
        if (RestartChecklist.Parse(view.Query) is { } checklist)
        {
            Refine(Urls.Restart(Picture, checklist));
        }
    }

    private string FindingLink(FailedCondition one) =>
        Urls.Findings(Picture, new FindingsAddress(Rule: one.Rule, Finding: one.Finding));
}
