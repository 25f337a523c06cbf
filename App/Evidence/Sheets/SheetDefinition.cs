using System.Collections.Immutable;

namespace GovernanceDashboard.Evidence.Sheets;

/// <summary>A sheet: its columns, its key and how a row becomes cells.</summary>
/// <param name="Number">Two digits; sheets 01 to 24 stand in the content root.</param>
/// <param name="Key">The titles of the key's columns.</param>
/// <param name="KeyOrder">Compares two rows by the key, ordinal; rows must come in strictly rising order.</param>
internal sealed record SheetDefinition<T>(
    string Number,
    string Title,
    ImmutableArray<string> Key,
    Comparison<T> KeyOrder,
    ImmutableArray<SheetColumn<T>> Columns
)
{
    /// <summary>As the workbook's tab shows it.</summary>
    public string Name => $"{Number} {Title}";

    public bool IsInContentRoot => SheetText.IsInContentRoot(Number);
}

/// <summary>Titles and cells that several sheets share.</summary>
internal static class SheetText
{
    /// <summary>1 in a row of content; a subtotal row stands for as many rows as its overflow file holds.</summary>
    public const string StandsFor = "stands_for (rows)";

    public const string EvidenceRef = "evidence_ref";

    // What a column's cells may hold besides nothing.
    public const string TextKind = "text";
    public const string NumberKind = "number";
    public const string AnyKind = "any";

    /// <summary>Sheets 01 to 24; the others differ by nature between two packs of the same content.</summary>
    public static bool IsInContentRoot(string number) =>
        string.CompareOrdinal(number, "01") >= 0 && string.CompareOrdinal(number, "24") <= 0;

    public static string YesNo(bool value) => value ? "yes" : "no";

    /// <summary>Nothing to join is unknown or none, never empty text.</summary>
    public static string? Joined(ImmutableArray<string> parts, string between) =>
        parts.IsDefaultOrEmpty ? null : string.Join(between, parts);
}
