using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Timelines;

/// <summary>The bars and the scrubber: a native slider, so that arrow keys, Page Up and Down, Home and End move it.</summary>
public sealed partial class TimelineChart : ComponentBase
{
    private const int MostSteps = 6000;

    [Parameter, EditorRequired]
    public required TimelineFigure Figure { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<DateTimeOffset> OnScrub { get; set; }

    // A minute, or as many of them as make a step of at most a six-thousandth: an hour on 230 days.
    private TimeSpan Width =>
        TimeSpan.FromMinutes(Math.Max(1, Math.Ceiling((Figure.To - Figure.From).TotalMinutes / MostSteps)));

    private int Steps => (int)Math.Ceiling((Figure.To - Figure.From) / Width);

    private int Step => (int)Math.Round((At - Figure.From) / Width);

    private string StepText => Width.TotalMinutes is 1 ? "a minute" : $"{Width.TotalMinutes:0} minutes";

    private IEnumerable<DateTimeOffset> Months
    {
        get
        {
            var first = new DateTimeOffset(Figure.From.Year, Figure.From.Month, 1, 0, 0, 0, TimeSpan.Zero);
            for (var month = first; month < Figure.To; month = month.AddMonths(1))
            {
                if (month >= Figure.From)
                {
                    yield return month;
                }
            }
        }
    }

    /// <summary>Whom and what a bar stands for.</summary>
    public static string Label(ExposureRow row) =>
        (
            row.Person is not { } person ? Figures.Who(row.People, row.Services)
            : row.Services > 0 ? $"{person.Text} + {Figures.Of(row.Services, "service")}"
            : person.Text
        ) + (row.Tables.Length == 1 ? $" · {row.Tables[0]}" : $" · {Figures.Count(row.Tables.Length)} tables");

    private static string Meaning(ExposureRow row) =>
        $"{Label(row)}, {(row.IsSure ? "surely" : "possibly")} from {(row.IsOpenAtStart ? "or before " : "")}{Figures.Instant(row.From)} to {(row.To is null ? "now, still open" : Figures.Instant(row.To))}. "
        + $"Opened by {Words(ExposureLines.Causes(row.Opening))}. Closed by {Words(ExposureLines.Causes(row.Closing))}.";

    private static string Words(string causes) => causes.Length == 0 ? "nothing on record" : causes;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.###}%");

    private Task MoveAsync(ChangeEventArgs args) =>
        int.TryParse(args.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? OnScrub.InvokeAsync(step >= Steps ? Figure.To : Figure.From + (step * Width))
            : Task.CompletedTask;

    private Task StepAsync(bool isAfter) =>
        Figure.Neighbour(At, isAfter) is { } at ? OnScrub.InvokeAsync(at) : Task.CompletedTask;
}
