using System.Globalization;

namespace GovernanceDashboard.Evidence;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>Not known or not applicable: no cell in the workbook, <c>\N</c> in the canonical row.</summary>
    Blank,
    Text,
    Number,

    /// <summary>A formula with the value it had when it was written.</summary>
    Formula,
}

/// <summary>One cell, in the form in which workbook, CSV and hash agree on it.</summary>
internal readonly record struct CellValue
{
    /// <summary>Above this a workbook's numbers (IEEE doubles) skip integers.</summary>
    public const long MaxExactInteger = 1L << 53;

    // More digits than people would read, few enough that every spreadsheet program saves them back unchanged.
    private const int Decimals = 4;

    private CellValue(CellKind kind, string? text, decimal number)
    {
        Kind = kind;
        Text = text;
        Number = number;
    }

    public static CellValue Blank { get; } = new(CellKind.Blank, null, 0);

    public CellKind Kind { get; }

    /// <summary>The escaped text (<see cref="CellText"/>), or the formula without its equals sign.</summary>
    public string? Text { get; }

    /// <summary>The number, or a formula's stored value; zero otherwise.</summary>
    public decimal Number { get; }

    public static CellValue OfText(string? text) =>
        text is null ? Blank : new(CellKind.Text, CellText.Escaped(text), 0);

    /// <summary>A whole number; beyond 2^53 it stands as text, since the workbook's number would be another one.</summary>
    public static CellValue OfNumber(long? number) =>
        number switch
        {
            null => Blank,
            >= -MaxExactInteger and <= MaxExactInteger => new(CellKind.Number, null, number.Value),
            _ => new(CellKind.Text, CellText.Escaped(number.Value.ToString(CultureInfo.InvariantCulture)), 0),
        };

    /// <summary>A measure, rounded half to even at four decimals.</summary>
    /// <exception cref="OverflowException">Not a finite number.</exception>
    public static CellValue OfNumber(double? number) =>
        number is null ? Blank : new(CellKind.Number, null, Math.Round((decimal)number.Value, Decimals));

    public static CellValue OfFormula(string formula, decimal stored) => new(CellKind.Formula, formula, stored);

    /// <summary>Invariant, no exponent, no trailing zeros.</summary>
    public static string NumberText(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The field of the canonical row; null stands for the null marker.</summary>
    public string? CanonicalField() =>
        Kind switch
        {
            CellKind.Blank => null,
            CellKind.Text => Text,
            CellKind.Number => NumberText(Number),
            CellKind.Formula => CanonicalRow.FormulaField(Text!, NumberText(Number)),
        };
}
