using System.Collections.Immutable;
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
        foreach (var database in Of(context).GroupBy(one => context.Table(one.Table).Name.Database))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tables = database.Select(one => one.Table).ToArray();
            var isDeclared = database.All(one => one.IsDeclared);
            yield return new(
                Info.Id,
                [Subject.Database(database.Key)],
                isDeclared ? database.SelectMany(one => one.Gaps).Min(coverage => coverage.FromNotBefore) : null,
                null,
                tables.Length,
                $"The use of {Subject.Count(tables.Length, "sensitive or unclassified table", "sensitive or unclassified tables")} of {database.Key} is {(isDeclared ? "not fully logged" : "declared logged by nobody")}: whether they were read cannot be proven.",
                new(context.WeightOf(tables), context.Readers(tables), IsGapOnly: true)
            );
        }
    }

    /// <summary>The tables that the rule finds, by name.</summary>
    internal static IEnumerable<UnloggedTable> Of(RuleContext context)
    {
        // What the proof goes by (product definitions, "Proof"): a gap that anybody declares counts, whatever is said of a narrower scope.
        var declared = context
            .Records.CoveragesAt(context.Now)
            .Where(coverage => coverage.Value.Channel == AccessChannel.Hive)
            .SelectMany(held => context.Scopes.Of(held.Value.Scope).Select(table => (table, held)))
            .ToLookup(pair => pair.table, pair => pair.held);
        var silent = context
            .Unaudited.SelectMany(held => context.Scopes.Of(held.Value.Scope).Select(table => (table, held)))
            .ToLookup(pair => pair.table, pair => pair.held);
        foreach (var table in context.Tables.Where(context.IsSensitive))
        {
            HeldFact<LogCoverage>[] said = [.. declared[table], .. silent[table]];
            HeldFact<LogCoverage>[] gaps = Array.FindAll(said, one => one.Value.State != CoverageState.Full);
            if (said.Length == 0 || gaps.Length > 0)
            {
                yield return new(table, said.Length > 0, [.. gaps]);
            }
        }
    }
}

/// <summary>A sensitive or unclassified table whose use through Hive is not fully logged.</summary>
/// <param name="IsDeclared">False where nobody says anything of it.</param>
/// <param name="Gaps">What says that it is not.</param>
internal sealed record UnloggedTable(TableOrdinal Table, bool IsDeclared, ImmutableArray<HeldFact<LogCoverage>> Gaps);
