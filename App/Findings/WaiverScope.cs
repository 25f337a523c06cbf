namespace GovernanceDashboard.Findings;

/// <summary>The scope of a waiver that permits one finding and no other: <c>finding:</c> and its fingerprint. Written where no table's name is as narrow.</summary>
internal static class WaiverScope
{
    private const string Kind = "finding:";

    public static string Of(string fingerprint) => Kind + fingerprint;
}
