using System.Numerics;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>Infers classes from names, types and comments of tables and columns. Pure; never looks at contents.</summary>
/// <remarks>
/// No rule infers INTERNAL or PUBLIC, and none infers <see cref="Classification.MayContain"/>: what the contents may hold
/// follows from the class (<see cref="DataClass.MayContain"/>). About a microsecond a column; allocates only what it finds.
/// </remarks>
public static class ClassificationRules
{
    /// <summary>A Hive comment holds up to 4,000 characters; what follows the first few hundred is not read.</summary>
    private const int LongestText = 512;

    private const int MostWords = 64;

    private static readonly ulong s_aggregated = PhraseBook.Bit("AGGREGATED_ACTIVITY");

    /// <summary>What the rules say of one table: classifications of basis Rule on the table or its columns, sorted; empty where nothing fits.</summary>
    public static IReadOnlyList<Classification> Classify(TableResource table)
    {
        List<Classification>? found = null;
        var everything = 0UL;
        var singlesOutPeople = false;
        foreach (var column in table.Columns)
        {
            var types = ColumnTypeNames.Read(column.Type);
            var classes =
                Find(RuleBook.ColumnNames, column.Name, types) | Find(RuleBook.Comments, column.Comment, types);
            singlesOutPeople |= Find(RuleBook.PersonColumns, column.Name, types) != 0;
            everything |= classes;
            Add(ref found, classes, table.Name, column.Name);
        }

        var ofTable =
            Find(RuleBook.TableNames, table.Name.Table, ColumnTypes.Contents)
            | Find(RuleBook.Comments, table.Comment, ColumnTypes.Contents);
        if (
            (everything | ofTable) == 0
            && !singlesOutPeople
            && Find(RuleBook.AggregateWords, table.Name.Table, ColumnTypes.Contents) != 0
            && Find(RuleBook.ActivityWords, table.Name.Table, ColumnTypes.Contents) != 0
        )
        {
            ofTable = s_aggregated;
        }

        Add(ref found, ofTable, table.Name, column: null);
        found?.Sort(ByResourceThenClass);
        return found ?? [];
    }

    private static ulong Find(PhraseBook book, string? text, ColumnTypes types)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        var read = text.AsSpan(0, Math.Min(text.Length, LongestText));
        return book.Find(new(read, stackalloc char[read.Length], stackalloc Range[MostWords]), types);
    }

    private static void Add(ref List<Classification>? found, ulong classes, TableName table, string? column)
    {
        for (var rest = classes; rest != 0; rest &= rest - 1)
        {
            found ??= [];
            var name = ClassTaxonomy.Classes[BitOperations.TrailingZeroCount(rest)].Name;
            found.Add(new(ResourceName.Of(table, column), name, ClassificationBasis.Rule));
        }
    }

    private static int ByResourceThenClass(Classification left, Classification right)
    {
        var byColumn = string.CompareOrdinal(left.Resource.Column, right.Resource.Column);
        return byColumn != 0 ? byColumn : string.CompareOrdinal(left.Class, right.Class);
    }
}
