namespace GovernanceDashboard.Sensitivity;

/// <summary>What a Hive type can carry, as far as the rules care.</summary>
[Flags]
internal enum ColumnTypes
{
    None = 0,
    Text = 1,
    Number = 2,
    Time = 4,
    Flag = 8,

    /// <summary>Anything that can carry contents: a flag only says that something exists.</summary>
    Contents = Text | Number | Time,
}

internal static class ColumnTypeNames
{
    /// <summary>Nested types count as text where they hold text; a type unknown to us could hold anything.</summary>
    public static ColumnTypes Read(ReadOnlySpan<char> type)
    {
        if (Has(type, "string") || Has(type, "char") || Has(type, "binary"))
        {
            return ColumnTypes.Text;
        }

        if (Starts(type, "boolean"))
        {
            return ColumnTypes.Flag;
        }

        if (Starts(type, "date") || Starts(type, "timestamp") || Starts(type, "interval"))
        {
            return ColumnTypes.Time;
        }

        return Has(type, "int") || Has(type, "double") || Has(type, "float") || Has(type, "decimal")
            ? ColumnTypes.Number
            : ColumnTypes.Contents;
    }

    private static bool Has(ReadOnlySpan<char> type, string part) =>
        type.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(ReadOnlySpan<char> type, string part) =>
        type.StartsWith(part, StringComparison.OrdinalIgnoreCase);
}
