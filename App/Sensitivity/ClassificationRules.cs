using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>Infers classes from names, types and comments of tables and columns. Pure; never looks at contents.</summary>
public static class ClassificationRules
{
    /// <summary>What the rules say of one table: classifications of basis Rule on the table or its columns, sorted; empty where nothing fits.</summary>
    public static IReadOnlyList<Classification> Classify(TableResource table) => throw new NotImplementedException();
}
