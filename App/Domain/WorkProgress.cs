namespace GovernanceDashboard.Domain;

/// <summary>How far long work has come. The page's bar and the terminal's render the same record.</summary>
/// <param name="Stage">What is being done, for a reader: "Importing TBLS.csv".</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; null where it cannot be known.</param>
public sealed record WorkProgress(string Stage, long Done, long? Total = null);
