namespace GovernanceDashboard.Data.Records;

/// <summary>A named set of filters of a page.</summary>
/// <param name="Address">The filters as the page's link writes them, without snapshot and instant.</param>
public sealed record SavedViewRecord(string Name, string Address, string SavedBy, DateTimeOffset SavedAt);
