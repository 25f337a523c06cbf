using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Commitments;

/// <summary>How promises stood over time: a bar for each stretch, as high as promises were in force.</summary>
public sealed partial class CommitmentHistoryPart : ComponentBase
{
    private const double Wide = 1_000;
    private const double High = 72;

    /// <summary>By time.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<CommitmentStretch> Stretches { get; set; }

    /// <summary>Where the axis ends.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    private string Label =>
        Stretches is [.., var last]
            ? $"History of promises: at the end {last.Broken} broken, {last.Unknown} unknown, {last.Kept} kept; at most {Stretches.Max(one => one.Broken)} broken at once."
            : "";

    private IEnumerable<Bar> Bars
    {
        get
        {
            var (from, most) = (Stretches[0].From, Math.Max(1, Stretches.Max(one => one.InForce)));
            var length = (At - from).TotalSeconds;
            foreach (var one in Stretches)
            {
                var (x, end) = (
                    Wide * (one.From - from).TotalSeconds / length,
                    Wide * (one.To - from).TotalSeconds / length
                );
                var y = High;
                foreach (
                    var (count, name) in new[] { (one.Broken, "broken"), (one.Unknown, "unknown"), (one.Kept, "kept") }
                )
                {
                    var height = High * count / most;
                    y -= height;
                    if (count > 0)
                    {
                        yield return new(
                            Text(x),
                            Text(Math.Max(1, end - x)),
                            Text(y),
                            Text(height),
                            name,
                            $"{Figures.Instant(one.From)} to {Figures.Instant(one.To)}: {count} {name}"
                        );
                    }
                }
            }
        }
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Bar(string X, string Width, string Y, string Height, string Class, string Title);
}
