using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Each person's level on each table, from the answers for the person's accounts: their columns count together.</summary>
internal sealed class PersonLevels(EstateFacts facts, ReferenceEvaluator reference)
{
    private readonly Dictionary<(string Person, TableName Table), AccessLevel> _levels = facts
        .Tables.SelectMany(
            _ =>
                reference
                    .Logins()
                    .Where(login => login.Kind == PrincipalKind.User)
                    .GroupBy(ReferenceEvaluator.IdentityOf),
            (table, person) => (Key: (person.Key, table.Name), Level: LevelOf(reference, table, [.. person]))
        )
        .Where(pair => pair.Level != AccessLevel.None)
        .ToDictionary(pair => pair.Key, pair => pair.Level);

    internal IEnumerable<(string Person, TableName Table)> All() => _levels.Keys;

    internal AccessLevel Of((string Person, TableName Table) pair) => _levels.GetValueOrDefault(pair);

    private static AccessLevel LevelOf(ReferenceEvaluator reference, TableResource table, Principal[] accounts)
    {
        var columns = accounts
            .SelectMany(account => reference.ReadableColumns(account.Id.Name, table))
            .Distinct()
            .Count();
        return columns > 0 && columns == table.Columns.Length ? AccessLevel.Full
            : columns > 0 ? AccessLevel.Partial
            : accounts.Max(account => reference.LevelOn(account.Id.Name, table).Lower);
    }
}
