namespace GovernanceDashboard.Components.Controls;

/// <summary>What a panel shows: the four states without an answer, and the answer.</summary>
public enum ViewState
{
    Loading,

    /// <summary>Asked and answered: there is nothing.</summary>
    Empty,

    /// <summary>The user's role may not ask.</summary>
    Refused,

    /// <summary>It broke; asking again may help.</summary>
    Failed,
    Ready,
}
