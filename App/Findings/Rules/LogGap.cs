using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-45: events of a log are missing.</summary>
public sealed class LogGap : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "log-gap",
            "Events missing from a log",
            "A writer of audit logs numbered events that no imported file holds. They lie between the event before and the event after them; where somebody declared time in between as not fully logged (log-coverage, Hive), it is that time. Amount: missing events.",
            "events",
            ["R-45", "R-07"],
            ["ISO 42001 A.6.2.8", "CSF 2.0 PR.PS-04"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var declared = context
            .Records.LogCoverages.Where(held =>
                held.Value is { Channel: AccessChannel.Hive, State: not CoverageState.Full } && held.To is not null
            )
            .Select(held => new Stretch(held.From, held.To!.Value))
            .Distinct()
            .ToArray();
        foreach (var gap in context.NumberGaps.Where(gap => gap.LastBefore < context.Now))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var within = Array.FindAll(
                declared,
                stretch => stretch.From >= gap.LastBefore && stretch.To <= gap.FirstAfter
            );
            var (from, to) =
                within.Length > 0
                    ? (within.Min(stretch => stretch.From), within.Max(stretch => stretch.To))
                    : (gap.LastBefore, gap.FirstAfter);
            yield return new(
                Info.Id,
                [$"writer:{gap.Writer}"],
                from,
                to,
                gap.Missing,
                $"The log of writer {gap.Writer} lacks {Subject.Count(gap.Missing, "event", "events")} between {UtcText.Short(gap.LastBefore)} and {UtcText.Short(gap.FirstAfter)}{(within.Length > 0 ? ", which is declared as not fully logged" : ", and nobody declared it")}.",
                new(within.Length > 0 ? DeclaredWeight : UndeclaredWeight, 0, IsGapOnly: true)
            );
        }
    }

    // Any table may have been read meanwhile. Proof leaves declared gaps out; one that nobody declared would count as covered.
    private const double DeclaredWeight = 1.5;
    private const double UndeclaredWeight = 4;
}
