using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-43: somebody read far more tables of a group on a day than others do, and than that person does.</summary>
public sealed class AbnormalPeerOutlier : IFindingRule
{
    // Fewer tables cannot score beyond the limit.
    private const int FewestTables = 7;
    private const double LeastMad = 1;

    // A weekend lies between days of one and the same episode.
    private const int DaysBetween = 4;

    public RuleInfo Info { get; } =
        new(
            "abnormal-peer-outlier",
            "Read more tables than peers",
            "On a day a person read more distinct sensitive or unclassified tables of a group than others who read it: the robust score 0.6745 x (tables - median) / MAD, with a MAD of at least 1, is above 3.5, measured both against the days of others and, where there are 3 of them, against the person's own, in the 90 days before. With fewer than 5 such others all readers of sensitive data are compared. Days close to each other are one finding. Daily counts are enough. Refused attempts and service accounts are left out; nothing is said in the first 30 days in which the group is read. It is a question to ask, no proof of a wrong. Amount: reads.",
            "reads",
            ["R-43"],
            ["CSF 2.0 DE.CM-03", "ISO 27001 A.8.16"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var reader in context.Use.Readers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<(ReadDay Day, RobustScore Score, string Who, int People)> episode = [];
            foreach (var day in reader.Days.Where(day => day.Tables >= FewestTables))
            {
                if (Judge(context.Use, reader, day) is not { } verdict)
                {
                    continue;
                }

                if (episode.Count > 0 && day.Day - episode[^1].Day.Day > DaysBetween)
                {
                    yield return Of(context.Use, reader, episode);
                    episode = [];
                }

                episode.Add((day, verdict.Score, verdict.Who, verdict.People));
            }

            if (episode.Count > 0)
            {
                yield return Of(context.Use, reader, episode);
            }
        }
    }

    private static (RobustScore Score, string Who, int People)? Judge(LoggedUse use, GroupReader reader, ReadDay day)
    {
        if (
            !Baseline.HasHistory(use, reader.Group, day.First)
            || Baseline.Peers(use, reader, day.Day) is not var (days, people, who)
        )
        {
            return null;
        }

        double[] own = [.. reader.Between(day.Day - Baseline.Days, day.Day).Select(one => (double)one.Tables)];
        var score = RobustScore.Of(day.Tables, days.Select(one => (double)one.Tables), LeastMad);
        return score.IsOutlier && (own.Length < Baseline.OwnDays || RobustScore.Of(day.Tables, own, LeastMad).IsOutlier)
            ? (score, who, people)
            : null;
    }

    private Finding Of(
        LoggedUse use,
        GroupReader reader,
        List<(ReadDay Day, RobustScore Score, string Who, int People)> episode
    )
    {
        var (day, score, who, people) = episode.MaxBy(one => one.Score.Score);
        var (from, to) = (Baseline.From(use, day.Day), Baseline.Start(day.Day));
        return new(
            Info.Id,
            [Subject.Login(reader.Login), reader.Group],
            episode[0].Day.First,
            episode.Max(one => one.Day.Last),
            episode.Sum(one => one.Day.Reads),
            $"{Subject.Login(reader.Login)} read {day.Tables} tables of {reader.Group} on {to:yyyy-MM-dd}; {who} read {Baseline.Text(score.Median)} on a day (median of {score.N} days of {Subject.Count(people, "person", "people")} since {from:yyyy-MM-dd}, MAD {Baseline.Text(score.Mad)}): score {Baseline.Text(score.Score)}, limit {Baseline.Text(RobustScore.Limit)}.",
            new(reader.Weight, 1, IsGapOnly: true)
        )
        {
            Statistic = new(
                "distinct tables of the group read on a day",
                day.Tables,
                "robust score: 0.6745 x (value - median) / max(MAD, 1)",
                score.Score,
                RobustScore.Limit,
                score.N,
                from,
                to
            ),
        };
    }
}
