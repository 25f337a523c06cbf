using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-43: somebody read one table again and again in a short time, far more than others do, and than that person does.</summary>
public sealed class AbnormalBurst : IFindingRule
{
    // Less cannot score beyond the limit.
    private const int FewestReads = 20;

    // Twice the usual is usual.
    private static readonly double s_leastMad = Math.Log(2);

    public RuleInfo Info { get; } =
        new(
            "abnormal-burst",
            "Burst of reads",
            "A person read one sensitive or unclassified table many times in one run, that is with no pause of more than 30 minutes. Reads in a run grow by factors, so that their logarithm is judged: the robust score 0.6745 x (ln reads - median) / MAD, with a MAD of at least ln 2, is above 3.5, measured both against the longest runs a day of others who read the group and, where there are 3 days of them, against the person's own, in the 90 days before. With fewer than 5 such others all readers of sensitive data are compared. It needs exact instants, which are kept of tables that were sensitive at the import. Refused attempts and service accounts are left out; nothing is said in the first 30 days in which the group is read. It is a question to ask, no proof of a wrong. Amount: reads in the run.",
            "reads",
            ["R-43"],
            ["CSF 2.0 DE.CM-03", "ISO 27001 A.8.16"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var reader in context.Use.Readers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var day in reader.Days)
            {
                if (
                    day.Longest is not { Reads: >= FewestReads } run
                    || !Baseline.HasHistory(context.Use, reader.Group, run.From)
                    || Baseline.Peers(context.Use, reader, day.Day) is not var (days, people, who)
                )
                {
                    continue;
                }

                var value = Math.Log(run.Reads);
                double[] own = [.. Runs(reader.Between(day.Day - Baseline.Days, day.Day))];
                var score = RobustScore.Of(value, Runs(days), s_leastMad);
                if (
                    score.IsOutlier
                    && (own.Length < Baseline.OwnDays || RobustScore.Of(value, own, s_leastMad).IsOutlier)
                )
                {
                    yield return Of(context.Use, reader, run, day.Day, score, people, who);
                }
            }
        }
    }

    private static IEnumerable<double> Runs(IEnumerable<ReadDay> days) =>
        days.Where(day => day.Longest is not null).Select(day => Math.Log(day.Longest!.Value.Reads));

    private Finding Of(
        LoggedUse use,
        GroupReader reader,
        ReadRun run,
        int day,
        RobustScore score,
        int people,
        string who
    )
    {
        var (from, to) = (Baseline.From(use, day), Baseline.Start(day));
        return new(
            Info.Id,
            [Subject.Login(reader.Login), reader.Group],
            run.From,
            run.To,
            run.Reads,
            $"{Subject.Login(reader.Login)} read a table of {reader.Group} {run.Reads} times within {Math.Ceiling((run.To - run.From).TotalMinutes)} min; {who} read theirs {Baseline.Text(Math.Exp(score.Median))} times in a run (median of {score.N} days of {Subject.Count(people, "person", "people")} since {from:yyyy-MM-dd}): score of the logarithm {Baseline.Text(score.Score)}, limit {Baseline.Text(RobustScore.Limit)}.",
            new(reader.Weight, 1, IsGapOnly: true)
        )
        {
            Statistic = new(
                "reads of one table in one run",
                run.Reads,
                "robust score of logarithms: 0.6745 x (ln value - median) / max(MAD, ln 2)",
                score.Score,
                RobustScore.Limit,
                score.N,
                from,
                to
            ),
        };
    }
}
