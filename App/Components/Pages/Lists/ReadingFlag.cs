using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>A property of a reading that lists can be filtered by; conditional ones count as possible.</summary>
public enum ReadingFlag
{
    /// <summary>At least one column is masked, or may be.</summary>
    Masked,

    /// <summary>Every column is masked.</summary>
    MaskedOnly,

    /// <summary>Nothing is masked, surely.</summary>
    Unmasked,

    /// <summary>A row filter applies, or may.</summary>
    Filtered,

    /// <summary>Something about it hangs on a condition that cannot be known.</summary>
    Conditional,
}

internal static class ReadingFlags
{
    /// <summary>As a link spells it; null where the text names none.</summary>
    internal static ReadingFlag? Read(string? text) =>
        text is { Length: > 0 } && !char.IsDigit(text[0]) && Enum.TryParse<ReadingFlag>(text, true, out var flag)
            ? flag
            : null;

    internal static string? Spell(ReadingFlag? flag) => flag?.ToString().ToLowerInvariant();

    internal static string Name(ReadingFlag flag) =>
        flag switch
        {
            ReadingFlag.Masked => "Masked",
            ReadingFlag.MaskedOnly => "All masked",
            ReadingFlag.Unmasked => "Nothing masked",
            ReadingFlag.Filtered => "Rows filtered",
            ReadingFlag.Conditional => "Conditional",
        };

    internal static bool Fits(ReadingFlag? flag, ReaderRestrictions restrictions, bool isConditional) =>
        flag is not { } asked
        || asked switch
        {
            ReadingFlag.Masked => !restrictions.MaskedColumns.IsEmpty,
            ReadingFlag.MaskedOnly => restrictions.IsMaskedOnly,
            ReadingFlag.Unmasked => restrictions.MaskedColumns.IsEmpty,
            ReadingFlag.Filtered => restrictions.Filter is not null,
            ReadingFlag.Conditional => isConditional,
        };
}
