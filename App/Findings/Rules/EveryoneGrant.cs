using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-02, R-21: a policy stood open to everyone for a time, and was closed again: no listing of today shows it.</summary>
public sealed class EveryoneGrant : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "everyone-grant",
            "Was open to everyone",
            "Versions of a policy let everyone in for a time that is over, and people outside the declared audience could read its tables meanwhile. Where no audience is declared, all who could count. From and to are the versions' own instants. Amount: pairs of a person and a table when it was opened; person-table-seconds follow every change of people and tables until it was closed.",
            "pairs",
            ["R-02", "R-21", "R-42"],
            ["GDPR 32", "GDPR 33(5)", "CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (
            var versions in context
                .Ages.Changed.OrderBy(policy => policy.Key.Id)
                .ThenBy(policy => policy.Key.Service, StringComparer.Ordinal)
        )
        {
            foreach (var (policy, from, to) in Openings([.. versions], context.Now))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var databases = PolicyScope.DatabasesOf(
                    policy,
                    context
                        .Tables.Select(table => context.Table(table).Name.Database)
                        .Concat(context.Changes.Tables.Select(table => table.Value.Name.Database))
                        .Distinct()
                );
                if (Measured(context, databases, from, to, cancellationToken) is { Pairs: > 0 } open)
                {
                    yield return Finding(context, policy, databases, from, to, open);
                }
            }
        }
    }

    private Finding Finding(
        RuleContext context,
        Policy policy,
        ImmutableArray<string> databases,
        DateTimeOffset from,
        DateTimeOffset to,
        Opening open
    ) =>
        new(
            Info.Id,
            [
                $"policy:{policy.Id}",
                $"item:allow:{policy.AllowItems.IndexOf(policy.AllowItems.First(PolicyScope.IsForEveryone))}",
                "group:public",
                .. databases.Select(Subject.Database),
            ],
            from,
            to,
            open.Pairs,
            $"Policy {policy.Id} let everyone into {Subject.Count(open.Tables, "table", "tables")} of {string.Join(", ", databases)} for {Text(to - from)}: {Subject.Count(open.People, "person", "people")} outside the audience.",
            new(
                context.WeightOf(databases.SelectMany(database => context.Scopes.Of(Subject.Database(database)))),
                open.People
            )
        )
        {
            Figures =
            [
                new("tables", open.Tables),
                new("people", open.People),
                new("person-table-seconds", open.Seconds),
            ],
        };

    // Stretches of versions that let everyone in, closed before the judged instant; what was open when the facts begin has no beginning.
    private static IEnumerable<(Policy Policy, DateTimeOffset From, DateTimeOffset To)> Openings(
        HeldFact<Policy>[] versions,
        DateTimeOffset now
    )
    {
        (Policy Policy, DateTimeOffset From)? open = null;
        for (var at = 0; at < versions.Length; at++)
        {
            var version = versions[at];
            if (
                version.Value is { IsEnabled: true, Type: PolicyType.Access }
                && version.Value.AllowItems.Any(PolicyScope.IsForEveryone)
            )
            {
                open ??= version.FromNotBefore is null ? null : (version.Value, version.From);
                var goesOn =
                    at + 1 < versions.Length
                    && versions[at + 1].From == version.To
                    && versions[at + 1].Value is { IsEnabled: true }
                    && versions[at + 1].Value.AllowItems.Any(PolicyScope.IsForEveryone);
                if (!goesOn && open is { } begun)
                {
                    if (version.To is { } to && to <= now)
                    {
                        yield return (begun.Policy, begun.From, to);
                    }

                    open = null;
                }
            }
        }
    }

    private static Opening Measured(
        RuleContext context,
        ImmutableArray<string> databases,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var wanted = databases.ToHashSet(StringComparer.Ordinal);
        var history = context.Changes.Told(
            context.Facts,
            table => wanted.Contains(table.Database),
            context
                .Records.IntendedAccess.Select(declared => declared.Value.PrincipalOrRule)
                .Concat(context.Records.AccessExceptions.Select(exception => exception.Value.Principal))
                .Select(text => PrincipalId.TryParse(text, out var id) ? id : (PrincipalId?)null)
                .OfType<PrincipalId>()
        ) with
        {
            IntendedAccess = context.Records.IntendedAccess,
            AccessExceptions = context.Records.AccessExceptions,
        };
        var sum = new Opening(0, 0, 0, 0);
        if (from < history.From || from >= to)
        {
            return sum;
        }

        foreach (var database in databases)
        {
            var ledger = ExposureLedger.Build(
                history,
                new(ScopeKind.Database, database),
                new SeverityWeights(name => ClassTaxonomy.Find(name)?.Weight),
                from,
                to,
                new Progress<WorkProgress>(),
                cancellationToken
            );
            var blocks = ledger
                .Blocks(LedgerLayer.NetPossible)
                .Select(block => (Block: block, People: block.Who.CountIn(ledger.People)))
                .Where(block => block.People > 0)
                .ToArray();
            var first = Array.FindAll(blocks, block => block.Block.From == from);
            sum = new(
                sum.Tables + first.SelectMany(block => block.Block.Tables).Distinct().Count(),
                Math.Max(
                    sum.People,
                    first
                        .Aggregate(ledger.People.Except(ledger.People), (all, block) => all.Union(block.Block.Who))
                        .CountIn(ledger.People)
                ),
                sum.Pairs + first.Sum(block => (long)block.People * block.Block.Tables.Length),
                sum.Seconds
                    + blocks.Sum(block =>
                        (long)block.People * block.Block.Tables.Length * (long)block.Block.Length.TotalSeconds
                    )
            );
        }

        return sum;
    }

    private static string Text(TimeSpan length) =>
        length.TotalDays >= 1
            ? $"{Subject.Count(length.Days, "day", "days")} and {Subject.Count(length.Hours, "hour", "hours")}"
        : length.TotalHours >= 1
            ? $"{Subject.Count(length.Hours, "hour", "hours")} and {Subject.Count(length.Minutes, "minute", "minutes")}"
        : Subject.Count((long)Math.Ceiling(length.TotalMinutes), "minute", "minutes");

    private readonly record struct Opening(int Tables, int People, long Pairs, long Seconds);
}
