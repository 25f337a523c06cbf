using System.Diagnostics.CodeAnalysis;

namespace GovernanceDashboard.Domain;

/// <summary>A table's full name, lower-cased: Hive and Ranger compare databases and tables without case.</summary>
public readonly record struct TableName : IComparable<TableName>
{
    public TableName(string database, string table)
    {
        Database = database.ToLowerInvariant();
        Table = table.ToLowerInvariant();
    }

    public string Database { get; }

    public string Table { get; }

    /// <summary>Reads <c>db.table</c>; the first dot divides, since a Hive database name holds none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TableName name)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        var valid = dot > 0 && dot < text!.Length - 1;
        name = valid ? new(text![..dot], text[(dot + 1)..]) : default;
        return valid;
    }

    public int CompareTo(TableName other)
    {
        var byDatabase = string.CompareOrdinal(Database, other.Database);
        return byDatabase != 0 ? byDatabase : string.CompareOrdinal(Table, other.Table);
    }

    public override string ToString() => $"{Database}.{Table}";
}
