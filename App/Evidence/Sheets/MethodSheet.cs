using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Evidence.Sheets.SheetText;

namespace GovernanceDashboard.Evidence.Sheets;

/// <summary>
/// Sheet 24: the notes that the pack was given, then what every pack has to say of itself. Nothing here depends on when or
/// by whom the pack was made, so the content root binds scope, snapshot and method.
/// </summary>
internal static class MethodSheet
{
    public const string Number = "24";

    public static SheetDefinition<NumberedNote> For(SnapshotId snapshot) =>
        new(
            Number,
            "Method and limits",
            ["note (no.)"],
            (left, right) => left.Number.CompareTo(right.Number),
            [
                SheetColumn<NumberedNote>.OfNumber("note (no.)", 10, note => note.Number),
                SheetColumn<NumberedNote>.OfText("section", 18, note => note.Note.Section),
                SheetColumn<NumberedNote>.OfText("topic", 28, note => note.Note.Topic),
                new("text", CellLook.WrappedText, 110, note => CellValue.OfText(note.Note.Text)),
                SheetColumn<NumberedNote>.OfText(EvidenceRef, 16, _ => $"snapshot:{snapshot}"),
            ]
        );

    public static IEnumerable<NumberedNote> Notes(EvidenceCover cover, ImmutableArray<MethodNote> given) =>
        given.Concat(Parameters(cover)).Concat(s_everyPack).Select((note, index) => new NumberedNote(index + 1, note));

    private static IEnumerable<MethodNote> Parameters(EvidenceCover cover)
    {
        var snapshot = cover.Snapshot;
        yield return new("Parameters", "Scope", cover.ScopeText);
        yield return new("Parameters", "Instant", UtcText.Of(cover.At));
        yield return new("Parameters", "Snapshot", $"{snapshot.Id}; digest {snapshot.Digest}");
        yield return new("Parameters", "Facts taken at", UtcText.Of(snapshot.TakenAt));
        yield return new("Parameters", "Facts complete from", UtcText.Of(snapshot.FactsFrom));
        yield return new(
            "Parameters",
            "Estate",
            snapshot.IsDemo ? "Generated demonstration; no real person or table." : "Imported."
        );
        yield return new("Parameters", "Engine version", cover.EngineVersion);
        yield return new("Parameters", "Policy profile", cover.PolicyProfile);
        yield return new("Parameters", "Variant", cover.Variant);
        foreach (var part in snapshot.Quality.Parts)
        {
            yield return new(
                "Data quality",
                part.Name,
                part.Weight == 0
                    ? $"Not counted. {part.Explanation}"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{part.Shown:0.00} of 100, weight {part.Weight}. {part.Explanation}"
                    )
            );
        }

        foreach (var source in snapshot.Sources)
        {
            yield return new(
                "Sources",
                source.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source.Bytes} bytes; {source.Accepted} rows accepted, {source.Refused} refused; SHA-256 {source.Sha256}"
                )
            );
        }
    }

    private static readonly ImmutableArray<MethodNote> s_everyPack =
    [
        new(
            "Definitions",
            "Reader",
            "A principal whose access level is Full (every column) or Partial (some). TableOnly can count rows and MetadataOnly can see that the table exists; neither counts as a reader."
        ),
        new(
            "Definitions",
            "Signature",
            "Tables with the same readers at the same levels, masked and filtered alike, share one signature, so one row of sheet 09 speaks for all of them."
        ),
        new(
            "Definitions",
            "Conditional",
            "The outcome hangs on something that cannot be known from the facts. Totals are therefore given as at least (surely) and at most (if every condition held)."
        ),
        new(
            "Definitions",
            "Masked and filtered",
            "masked: at least one column that the principal reads is shown through a mask. masked_only: every one is; such principals are in no total. filtered: a row filter that is not empty applies; such principals are readers. perhaps: it hangs on a condition."
        ),
        new(
            "Definitions",
            "Principal",
            "An account as sheet 09 labels it. Unless the variant says otherwise people appear as pseudonyms, stable within one installation."
        ),
        new(
            "Formulas",
            "Users and services",
            "Sheet 09 marks a principal with 1 in the first of its rows that qualifies and 0 elsewhere; the cover sums the column. Distinct principals are counted, not rows."
        ),
        new(
            "Formulas",
            "Pairs",
            "The sum of tables (count) over the qualifying rows of sheet 09: one for each principal and table."
        ),
        new(
            "Formulas",
            "Rows of a sheet",
            "The sum of stands_for (rows): 1 for a row of content, and for a subtotal row the number of rows in its overflow file."
        ),
        new(
            "Limits",
            "Ability, not use",
            "Sheets 08 to 10 say who was able to read at the stated instant. They do not say that anyone did, nor for how long access had stood."
        ),
        new(
            "Limits",
            "Facts",
            "The answers are as complete as the imported facts. What a source did not give, or what was refused at import (see Sources), is not in them."
        ),
        new(
            "Limits",
            "Integrity only",
            "A Merkle root proves integrity, not origin or time: it shows that rows are unchanged since the root was computed. Whoever can replace every file of a pack can compute another root. Origin needs a signature over the content root, time needs an external timestamp; keep the root or the hash of manifest.json where the pack's holder cannot change it."
        ),
        new(
            "Limits",
            "Appearance",
            "Cell contents are verified. Widths, colours, number formats and filters are not; a workbook that was saved again is recognised and said to be."
        ),
        new("Limits", "No legal conclusion", "The pack supports an assessment and does not certify one."),
        new("Sheets", "Blank cells", @"A blank cell means not known or not applicable. Empty text is written \E."),
        new(
            "Sheets",
            "Escaped text",
            @"Text that starts with = + - @ (also full-width), a tab, a line end or an apostrophe carries an apostrophe in front, so that no program runs it; text that starts with a backslash carries another one. Remove one leading apostrophe or backslash to get the original. Text over 32,767 characters is cut and carries the SHA-256 of the whole."
        ),
        new(
            "Sheets",
            "Overflow",
            "A sheet holds a limited number of rows. Further rows stand in sheet-NN-overflow-NNN.csv beside the workbook; a subtotal row at the sheet's end stands for each such file, and the totals include it."
        ),
        new(
            "Sheets",
            "Numbers",
            "Whole numbers are exact up to 2^53; larger ones stand as text. Measures are rounded half to even at four decimals."
        ),
        new(
            "Verification",
            "Canonical row",
            @"Fields in column order, each as displayed text; numbers invariant and without exponent; instants yyyy-MM-ddTHH:mm:ss.fffZ in UTC; text in Unicode NFC with line ends LF; \N for a blank cell; a formula cell as =FORMULA -> VALUE. Fields are joined by commas with RFC 4180 quotes only around fields that hold a comma, a quote or a line end. UTF-8, no line end. The header is row 1."
        ),
        new(
            "Verification",
            "Row hashes",
            "Line n of rows/NN.sha256 is the SHA-256 of the canonical form of row n of sheet NN. Overflow files have their own: line n for record n."
        ),
        new(
            "Verification",
            "Tree",
            "RFC 6962, 2.1: leaf = SHA-256(0x00, data), node = SHA-256(0x01, left, right), the left subtree holding the largest power of two smaller than the number of leaves. Per sheet and per overflow file the data are the 32-byte row hashes in order."
        ),
        new(
            "Verification",
            "Content root",
            "The same tree over one line of text for each sheet from 01 to 24 in order, each followed by its overflow files: name, tab, number of hashed rows (header included), tab, the sheet's or file's tree root in hexadecimal, LF; UTF-8. Sheet 00 is outside: it says when and by whom the pack was made. The manifest pins it."
        ),
        new(
            "Verification",
            "How",
            "Run `evidence verify DIR` of the product, or python3 verify.py in the pack's folder; VERIFY.md explains both and how to check by hand."
        ),
        new(
            "Verification",
            "Sampling",
            "To re-perform: pick rows of sheet 09, look their paths up in sheet 10 by principal and signature, and compare the policy and item with the source file named under Sources."
        ),
    ];
}

/// <summary>A note with its place.</summary>
internal sealed record NumberedNote(int Number, MethodNote Note);
