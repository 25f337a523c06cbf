using System.Globalization;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>One finding: what it means, what it rests on, whom and what it concerns.</summary>
public sealed partial class FindingPart : ComponentBase
{
    private const int Shown = 50;

    [Parameter, EditorRequired]
    public required FindingRow Row { get; set; }

    private string Weight => Row.Terms.Weight.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Title(string name) => string.Concat(name[..1].ToUpperInvariant(), name.AsSpan(1));

    private string OwnerText =>
        Row.Owner is not { } owner ? "Nobody"
        : owner.IsAssigned ? $"{owner.Reference}, assigned"
        : owner.Team is { } team ? $"{owner.Reference}, {team}"
        : owner.Reference;
}
