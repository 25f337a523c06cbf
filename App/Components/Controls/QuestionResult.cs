using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Controls;

/// <summary>A question's answer, or the state to show instead. <see cref="Value"/> is there exactly when the state is Ready.</summary>
/// <param name="Message">Why there is no answer, for a reader; null when Ready or Loading.</param>
/// <param name="Reason">Why there is nothing to answer from; null where that is not the cause.</param>
public sealed record QuestionResult<T>(
    ViewState State,
    T? Value = default,
    string? Message = null,
    NoAnswer? Reason = null
);
