using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Layout;

/// <summary>Stands in for a page that threw, with a number under which the log has the details.</summary>
public sealed partial class PageFailure : ComponentBase
{
    private string? _reference;
    private Exception? _logged;

    [Parameter, EditorRequired]
    public required Exception Error { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    [Inject]
    private ILogger<PageFailure> Logger { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_logged, Error))
        {
            return;
        }

        _logged = Error;
        _reference =
            Clock.GetUtcNow().ToString("yyMMdd-HHmmss-", CultureInfo.InvariantCulture)
            + Guid.NewGuid().ToString("N")[..4];
        Logger.PageFailed(Error, _reference);
    }
}
