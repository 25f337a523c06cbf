using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Layout;

/// <summary>A job's progress in words and as a share.</summary>
public static class JobText
{
    /// <summary>0 to 100; null where the total cannot be known, or is nothing.</summary>
    public static int? Percent(WorkProgress progress) =>
        progress.Total is > 0 and var total ? (int)Math.Clamp(100L * progress.Done / total, 0, 100) : null;

    public static string Of(WorkProgress progress) =>
        progress.Amount is { Length: > 0 } amount ? $"{progress.Stage} {amount}" : progress.Stage;
}
