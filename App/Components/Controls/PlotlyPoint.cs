namespace GovernanceDashboard.Components.Controls;

/// <summary>The mark of a chart that was clicked.</summary>
/// <param name="X">Position on the horizontal axis, as the chart prints it.</param>
/// <param name="Y">Position on the vertical axis, as the chart prints it.</param>
/// <param name="Z">Value of a heatmap cell; null for other charts.</param>
/// <param name="Curve">Which of the traces was hit, counted from 0.</param>
/// <param name="Index">Where in that trace: one number, or row and column for a heatmap.</param>
public sealed record PlotlyPoint(string? X, string? Y, double? Z, int Curve, IReadOnlyList<int> Index);
