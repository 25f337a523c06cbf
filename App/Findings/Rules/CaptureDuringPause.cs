using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-33: rows of somebody captured while they had paused capture, or opted out.</summary>
public sealed class CaptureDuringPause : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "capture-during-pause",
            "Captured during a pause",
            "A flow captured rows of a person inside an interval in which that person had paused capture or opted out. Amount: rows of the capture; where only a part of it lies inside the pause, at most that many.",
            "rows",
            ["R-33", "R-37"],
            ["GDPR 5(1)(a)", "ISO 42001 A.7.3"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var pauses = context.Records.Pauses.ToLookup(pause => (pause.Value.Subject, pause.Value.Flow));
        foreach (var capture in context.Records.Captures.Where(capture => capture.From <= context.Now))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = capture.Value;
            foreach (var pause in pauses[(rows.Subject, rows.Flow)])
            {
                if (Overlap.Of(capture, pause) is { } overlap)
                {
                    var (from, to) = overlap;
                    yield return new(
                        Info.Id,
                        [Subject.Login(rows.Subject), Subject.Flow(rows.Flow), Subject.Of(rows.Table)],
                        from,
                        to,
                        rows.Rows,
                        $"Flow {rows.Flow} wrote {Subject.Count(rows.Rows, "row", "rows")} of {Subject.Login(rows.Subject)} into {rows.Table} during {(pause.Value.Kind is "opt-out" ? "an opt-out" : "a pause")}.",
                        new(context.Index.FindTable(rows.Table) is { } table ? context.WeightOf(table) : 4, 1)
                    );
                }
            }
        }
    }
}
