using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-45: sensitive tables whose use is not fully logged.</summary>
public sealed class UnloggedSensitive : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "unlogged-sensitive",
            "Sensitive and not logged",
            "Sensitive or unclassified tables of a database whose use through Hive is declared as not, or only partly, logged (log-coverage), of which nobody says anything and whose logs do not show it by their own numbers either, or to which a policy applies that does not audit. Partial is not covered. Amount: tables.",
            "tables",
            ["R-45", "R-07"],
            ["ISO 42001 A.6.2.8", "CSF 2.0 PR.PS-04"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var declared = context.Scopes.Narrowest(
            context.Records.CoveragesAt(context.Now).Where(coverage => coverage.Value.Channel == AccessChannel.Hive),
            coverage => coverage.Value.Scope
        );
        var silent = context
            .Unaudited.SelectMany(held => context.Scopes.Of(held.Value.Scope).Select(table => (table, held)))
            .ToLookup(pair => pair.table, pair => pair.held);
        var open =
            from table in context.Tables
            where context.IsSensitive(table) && !IsCovered(table)
            group table by context.Table(table).Name.Database;
        foreach (var database in open)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var gaps = database
                .SelectMany(table => declared.GetValueOrDefault(table, []).Concat(silent[table]))
                .Where(coverage => coverage.Value.State != CoverageState.Full)
                .ToArray();
            var isDeclared = database.All(table => declared.ContainsKey(table) || silent[table].Any());
            yield return new(
                Info.Id,
                [Subject.Database(database.Key)],
                isDeclared ? gaps.Min(coverage => coverage.FromNotBefore) : null,
                null,
                database.Count(),
                $"The use of {Subject.Count(database.Count(), "sensitive or unclassified table", "sensitive or unclassified tables")} of {database.Key} is {(isDeclared ? "not fully logged" : "declared logged by nobody")}: whether they were read cannot be proven.",
                new(context.WeightOf(database), context.Readers(database), IsGapOnly: true)
            );
        }

        bool IsCovered(TableOrdinal table) =>
            !silent[table].Any()
            && declared.TryGetValue(table, out var states)
            && states.TrueForAll(coverage => coverage.Value.State == CoverageState.Full);
    }
}
