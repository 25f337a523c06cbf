using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Evidence.Sheets.SheetText;

namespace GovernanceDashboard.Evidence.Sheets;

/// <summary>
/// Sheet 09: principal by signature. The counting columns make the cover's totals plain sums: a principal counts in the
/// first of its rows that qualifies. A reader's level is Full or Partial; a conditional row may turn out to be a reader's,
/// so it counts in "at most" and not in "at least". Whoever sees masked values only is listed and in no total. Whoever gets at the data without
/// SELECT on the table is listed with the channel and counts in the pairs past SELECT alone.
/// </summary>
internal static class WhoHadAccessSheet
{
    public const string Number = "09";
    public const string UsersAtLeast = "users_at_least (count)";
    public const string UsersAtMost = "users_at_most (count)";
    public const string ServicesAtLeast = "services_at_least (count)";
    public const string ServicesAtMost = "services_at_most (count)";
    public const string PairsAtLeast = "pairs_at_least (principal x table)";
    public const string PairsAtMost = "pairs_at_most (principal x table)";
    public const string PairsPastSelect = "pairs_past_select (principal x table)";

    public static SheetDefinition<CountedAccess> For(SnapshotId snapshot) =>
        new(
            Number,
            "Who had access",
            ["principal", "signature"],
            (left, right) =>
                string.CompareOrdinal(left.Row.Principal, right.Row.Principal) is not 0 and var byPrincipal
                    ? byPrincipal
                    : string.CompareOrdinal(left.Row.Signature, right.Row.Signature),
            [
                SheetColumn<CountedAccess>.OfText("principal", 22, counted => counted.Row.Principal),
                SheetColumn<CountedAccess>.OfText("kind", 16, counted => counted.Row.Kind.ToString()),
                SheetColumn<CountedAccess>.OfText("department", 20, counted => counted.Row.Department),
                SheetColumn<CountedAccess>.OfText("level", 10, counted => counted.Row.Level),
                SheetColumn<CountedAccess>.OfText("region", 14, counted => counted.Row.Region),
                SheetColumn<CountedAccess>.OfText("status", 12, counted => counted.Row.Status?.ToString()),
                SheetColumn<CountedAccess>.OfText("signature", 18, counted => counted.Row.Signature),
                SheetColumn<CountedAccess>.OfText("access_level", 14, counted => Level(counted.Row)),
                SheetColumn<CountedAccess>.OfCount("tables (count)", counted => counted.Row.Tables, isSummed: true),
                SheetColumn<CountedAccess>.OfText("path_class", 12, counted => counted.Row.PathClass),
                SheetColumn<CountedAccess>.OfText("conditional", 12, counted => YesNo(counted.Row.IsConditional)),
                SheetColumn<CountedAccess>.OfCount(UsersAtLeast, counted => counted.UsersAtLeast, isSummed: true),
                SheetColumn<CountedAccess>.OfCount(UsersAtMost, counted => counted.UsersAtMost, isSummed: true),
                SheetColumn<CountedAccess>.OfCount(ServicesAtLeast, counted => counted.ServicesAtLeast, isSummed: true),
                SheetColumn<CountedAccess>.OfCount(ServicesAtMost, counted => counted.ServicesAtMost, isSummed: true),
                SheetColumn<CountedAccess>.OfCount(PairsAtLeast, counted => counted.PairsAtLeast, isSummed: true),
                SheetColumn<CountedAccess>.OfCount(PairsAtMost, counted => counted.PairsAtMost, isSummed: true),
                SheetColumn<CountedAccess>.OfCount(StandsFor, _ => 1, isSummed: true),
                SheetColumn<CountedAccess>.OfText("masked", 10, counted => counted.Row.Masked),
                SheetColumn<CountedAccess>.OfText("masked_only", 12, counted => counted.Row.MaskedOnly),
                SheetColumn<CountedAccess>.OfText("filtered", 10, counted => counted.Row.Filtered),
                SheetColumn<CountedAccess>.OfText("channel", 16, counted => counted.Row.Channel),
                SheetColumn<CountedAccess>.OfCount(PairsPastSelect, counted => counted.PairsPastSelect, isSummed: true),
                SheetColumn<CountedAccess>.OfText(EvidenceRef, 16, _ => $"snapshot:{snapshot}"),
            ]
        );

    private static string Level(WhoHadAccessRow row) =>
        row is { HasSelect: false, AccessLevel: AccessLevel.None } ? "Unknown" : row.AccessLevel.ToString();

    /// <summary>Counts while the rows stream by; the rows of one principal must stand together.</summary>
    public static IEnumerable<CountedAccess> Counted(IEnumerable<WhoHadAccessRow> rows)
    {
        string? principal = null;
        var hasSure = false;
        var hasPossible = false;
        foreach (var row in rows)
        {
            if (row.Principal != principal)
            {
                principal = row.Principal;
                hasSure = hasPossible = false;
            }

            var isReader = row.HasSelect && row.AccessLevel >= AccessLevel.Partial;
            var isSure = isReader && row.MaskedOnly == "no";
            var isPossible = (isReader || (row.HasSelect && row.IsConditional)) && row.MaskedOnly != "yes";
            yield return new(row, isSure, isPossible, isSure && !hasSure, isPossible && !hasPossible);
            hasSure |= isSure;
            hasPossible |= isPossible;
        }
    }
}

/// <summary>A row of sheet 09 with what it adds to the totals.</summary>
internal sealed record CountedAccess(
    WhoHadAccessRow Row,
    bool IsSure,
    bool IsPossible,
    bool IsFirstSure,
    bool IsFirstPossible
)
{
    public int UsersAtLeast => IsFirstSure && Row.Kind == PrincipalKind.User ? 1 : 0;

    public int UsersAtMost => IsFirstPossible && Row.Kind == PrincipalKind.User ? 1 : 0;

    public int ServicesAtLeast => IsFirstSure && Row.Kind == PrincipalKind.ServiceAccount ? 1 : 0;

    public int ServicesAtMost => IsFirstPossible && Row.Kind == PrincipalKind.ServiceAccount ? 1 : 0;

    public int PairsAtLeast => IsSure ? Row.Tables : 0;

    public int PairsAtMost => IsPossible ? Row.Tables : 0;

    public int PairsPastSelect => Row.HasSelect ? 0 : Row.Tables;
}
