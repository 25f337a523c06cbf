namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-09: nobody, or no single person that the directory knows, answers for a database's tables.</summary>
public sealed class TableWithoutOwner : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "table-without-owner",
            "No accountable owner",
            "Tables of a database for which no person is named as owner: nobody at all, only a group, or a login that the directory does not know. Amount: tables, whether sensitive or not.",
            "tables",
            ["R-09"],
            ["ISO 42001 A.3.2", "NIST AI RMF GOVERN 2.1"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var (owners, logins) = (TableOwners.Of(context), TableOwners.Logins(context));
        foreach (var database in context.Tables.GroupBy(table => context.Table(table).Name.Database))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var unowned = database
                .Where(table =>
                    !owners.TryGetValue(table, out var named)
                    || named.TrueForAll(owner => TableOwners.Account(logins, owner) is null)
                )
                .ToArray();
            if (unowned.Length > 0)
            {
                var sensitive = unowned.Count(context.IsSensitive);
                yield return new(
                    Info.Id,
                    [Subject.Database(database.Key)],
                    null,
                    null,
                    unowned.Length,
                    $"No person answers for {Subject.Count(unowned.Length, "table", "tables")} of {database.Key}, {sensitive} of them sensitive or unclassified.",
                    new(context.WeightOf(unowned), 0, IsGapOnly: true)
                );
            }
        }
    }
}
