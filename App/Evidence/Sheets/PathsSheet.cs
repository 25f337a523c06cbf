using System.Globalization;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Evidence.Sheets.SheetText;

namespace GovernanceDashboard.Evidence.Sheets;

/// <summary>Sheet 10: the ways in, by principal, signature and path number.</summary>
internal static class PathsSheet
{
    public const string Number = "10";

    public static SheetDefinition<PathRow> For(SnapshotId snapshot) =>
        new(
            Number,
            "Paths",
            ["principal", "signature", "path (no.)"],
            Compare,
            [
                SheetColumn<PathRow>.OfText("principal", 22, row => row.Principal),
                SheetColumn<PathRow>.OfText("signature", 18, row => row.Signature),
                SheetColumn<PathRow>.OfNumber("path (no.)", 10, row => row.PathNumber),
                SheetColumn<PathRow>.OfText("hops (in order)", 60, row => Joined(row.Hops, " > ")),
                SheetColumn<PathRow>.OfText("arises_at", 16, row => row.ArisesAt),
                SheetColumn<PathRow>.OfNumber("policy_id", 10, row => row.PolicyId),
                SheetColumn<PathRow>.OfText("policy", 30, row => row.PolicyName),
                SheetColumn<PathRow>.OfNumber("item (index from 0)", 10, row => row.ItemIndex),
                SheetColumn<PathRow>.OfText("resource", 40, row => row.ResourceText),
                SheetColumn<PathRow>.OfNumber("priority (higher wins)", 12, row => row.Priority),
                SheetColumn<PathRow>.OfText("tag", 14, row => row.Tag),
                SheetColumn<PathRow>.OfCount(StandsFor, _ => 1, isSummed: true),
                SheetColumn<PathRow>.OfText(EvidenceRef, 28, row => Reference(snapshot, row)),
            ]
        );

    private static int Compare(PathRow left, PathRow right) =>
        string.CompareOrdinal(left.Principal, right.Principal) is not 0 and var byPrincipal ? byPrincipal
        : string.CompareOrdinal(left.Signature, right.Signature) is not 0 and var bySignature ? bySignature
        : left.PathNumber.CompareTo(right.PathNumber);

    private static string Reference(SnapshotId snapshot, PathRow row) =>
        row.PolicyId is { } policy
            ? string.Create(CultureInfo.InvariantCulture, $"snapshot:{snapshot} policy:{policy}")
            : $"snapshot:{snapshot}";
}
