using GovernanceDashboard.Domain;
using static GovernanceDashboard.Evidence.Sheets.SheetText;

namespace GovernanceDashboard.Evidence.Sheets;

/// <summary>Sheet 08: the tables of the scope, by name.</summary>
internal static class AffectedTablesSheet
{
    public const string Number = "08";

    public static SheetDefinition<AffectedTableRow> For(SnapshotId snapshot) =>
        new(
            Number,
            "Affected tables",
            ["table"],
            (left, right) => left.Table.CompareTo(right.Table),
            [
                SheetColumn<AffectedTableRow>.OfText("table", 40, row => row.Table.ToString()),
                SheetColumn<AffectedTableRow>.OfText("kind", 10, row => row.Kind.ToString()),
                SheetColumn<AffectedTableRow>.OfText(
                    "sensitivity_label",
                    18,
                    row => row.Label?.ToString() ?? "unclassified"
                ),
                SheetColumn<AffectedTableRow>.OfText("classes", 30, row => Joined(row.Classes, "; ")),
                SheetColumn<AffectedTableRow>.OfText("basis", 20, row => Joined(row.Basis, "; ")),
                SheetColumn<AffectedTableRow>.OfText("creator", 18, row => row.Creator),
                SheetColumn<AffectedTableRow>.OfText("data_owner", 18, row => row.Owner),
                SheetColumn<AffectedTableRow>.OfCount("columns (count)", row => row.Columns),
                SheetColumn<AffectedTableRow>.OfCount("rows (count; blank = unknown)", row => row.Rows),
                SheetColumn<AffectedTableRow>.OfText("signature", 18, row => row.Signature),
                SheetColumn<AffectedTableRow>.OfCount("people (count)", row => row.People),
                SheetColumn<AffectedTableRow>.OfCount("services (count)", row => row.Services),
                SheetColumn<AffectedTableRow>.OfPercent("breadth (% of people)", row => row.BreadthPercent),
                SheetColumn<AffectedTableRow>.OfText("conditional", 12, row => YesNo(row.IsConditional)),
                SheetColumn<AffectedTableRow>.OfCount(StandsFor, _ => 1, isSummed: true),
                SheetColumn<AffectedTableRow>.OfText(EvidenceRef, 16, _ => $"snapshot:{snapshot}"),
            ]
        );
}
