namespace GovernanceDashboard.Evidence.Sheets;

/// <summary>How a column's cells look; the values do not depend on it.</summary>
internal enum CellLook
{
    Text,
    WrappedText,
    Count,

    /// <summary>A plain whole number: an id, an ordinal.</summary>
    Number,
    Percent,
}

/// <summary>One column of a sheet.</summary>
/// <param name="Title">With its unit, as printed in the header.</param>
/// <param name="Width">In characters.</param>
/// <param name="IsSummed">Subtotal rows carry the column's sum.</param>
internal sealed record SheetColumn<T>(
    string Title,
    CellLook Look,
    int Width,
    Func<T, CellValue> Cell,
    bool IsSummed = false,
    bool IsMixed = false
)
{
    /// <summary>What the column's cells may hold, in the manifest's words.</summary>
    public string Kind =>
        IsMixed
            ? SheetText.AnyKind
            : Look switch
            {
                CellLook.Text or CellLook.WrappedText => SheetText.TextKind,
                CellLook.Count or CellLook.Number or CellLook.Percent => SheetText.NumberKind,
            };

    public static SheetColumn<T> OfText(string title, int width, Func<T, string?> text) =>
        new(title, CellLook.Text, width, row => CellValue.OfText(text(row)));

    public static SheetColumn<T> OfNumber(string title, int width, Func<T, long?> number) =>
        new(title, CellLook.Number, width, row => CellValue.OfNumber(number(row)));

    public static SheetColumn<T> OfCount(string title, Func<T, long?> count, bool isSummed = false) =>
        new(title, CellLook.Count, 14, row => CellValue.OfNumber(count(row)), isSummed);

    public static SheetColumn<T> OfPercent(string title, Func<T, double?> percent) =>
        new(title, CellLook.Percent, 14, row => CellValue.OfNumber(percent(row)));
}
