using System.Globalization;

namespace GovernanceDashboard.Evidence;

/// <summary>A cell as a workbook holds it, whoever saved it.</summary>
/// <param name="Value">Text as decoded, or a number's canonical form; null for a blank cell.</param>
/// <param name="Formula">Without its equals sign; null where there is none.</param>
internal readonly record struct ReadCell(ReadCellKind Kind, string? Value, string? Formula)
{
    public bool IsBlank => Kind == ReadCellKind.Blank;

    /// <summary>The field of the canonical row; null stands for the null marker.</summary>
    public string? CanonicalField() => Formula is null ? Value : CanonicalRow.FormulaField(Formula, Value ?? "");

    /// <summary>The number or a formula's stored value; zero for anything else.</summary>
    public decimal Number() =>
        Kind == ReadCellKind.Number
        && decimal.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <summary>Other programs write the same double with 15 or 17 digits or an exponent: read it, print it our way.</summary>
    public static string CanonicalNumber(string text)
    {
        if (
            !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
        )
        {
            return text;
        }

        return double.IsInteger(number) && Math.Abs(number) <= CellValue.MaxExactInteger
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>What a read cell holds. <see cref="Other"/>: a truth value, an error or a date, which no pack holds.</summary>
internal enum ReadCellKind
{
    Blank,
    Text,
    Number,
    Other,
}

/// <summary>A row as read. <see cref="Cells"/> is used again for the next row.</summary>
/// <param name="Number">As the workbook shows it; 1 is the header.</param>
/// <param name="HasMore">There is content to the right of the last column.</param>
internal readonly record struct ReadRow(long Number, ReadCell[] Cells, bool HasMore)
{
    public bool IsBlank => !HasMore && Array.TrueForAll(Cells, cell => cell.IsBlank);
}
