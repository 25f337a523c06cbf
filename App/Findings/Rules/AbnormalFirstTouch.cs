using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-43: somebody who could read a sensitive group all the time read it for the first time, where hardly anybody begins.</summary>
public sealed class AbnormalFirstTouch : IFindingRule
{
    private const int LookBack = 60;
    private const int FewestDays = 10;
    private const double Limit = 0.05;

    public RuleInfo Info { get; } =
        new(
            "abnormal-first-touch",
            "First read of a sensitive group",
            "A person read a group of sensitive or unclassified tables for the first time, after at least 30 days in which its reads were logged in full and the person was meant to read it already, while hardly anybody else begins: by the first readers of up to 60 days before (Poisson), the chance that somebody begins on a day is at most 5 %. The first 30 days of a group's own reads count as its beginning. Who came to the audience within 30 days, or reads without being meant to, is left to other rules; time without logs does not count. The day's first instant is enough. Refused attempts and service accounts are left out. It is a question to ask, no proof of a wrong. Amount: reads of that day.",
            "reads",
            ["R-43"],
            ["CSF 2.0 DE.CM-03", "ISO 27001 A.8.16"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var group in context.Use.ByGroup)
        {
            // The earliest of all readers tells since when the group is read at all.
            var begins = group.Select(reader => reader.First).Order().ToArray();
            var settled = begins[0].AddDays(Baseline.History);
            foreach (var reader in group.Where(reader => reader.First >= settled))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Judge(context, reader, begins, settled) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private Finding? Judge(RuleContext context, GroupReader reader, DateTimeOffset[] begins, DateTimeOffset settled)
    {
        var first = reader.First;
        var logged = context
            .LoggedTime.Of(reader.FirstTable, AccessChannel.Hive)
            .Within(context.Use.Began!.Value, first)
            .TotalDays;
        if (logged < Baseline.History || !WasMeantBefore(context, reader))
        {
            return null;
        }

        var since = first.AddDays(-LookBack) > settled ? first.AddDays(-LookBack) : settled;
        var days = (first - since).TotalDays;
        var others = begins.Count(begin => begin >= since && begin < first);
        var chance = 1 - Math.Exp(-others / Math.Max(days, FewestDays));
        return chance > Limit
            ? null
            : new(
                Info.Id,
                [Subject.Login(reader.Login), reader.Group],
                first,
                reader.Days[0].Last,
                reader.Days[0].Reads,
                $"{Subject.Login(reader.Login)} read {reader.Group} for the first time after {Math.Floor(logged)} logged days; {others} of {begins.Length - 1} other readers began in the {Math.Floor(days)} days before: {Baseline.Text(100 * chance)} % that somebody begins on a day, limit {Baseline.Text(100 * Limit)} %.",
                new(reader.Weight, 1, IsGapOnly: true)
            )
            {
                Statistic = new(
                    "logged days without a read before the first",
                    Math.Floor(logged),
                    "chance that anybody begins on a day: 1 - exp(-first readers / days before); low is unusual",
                    chance,
                    Limit,
                    begins.Length - 1,
                    since,
                    first
                ),
            };
    }

    // Where nobody declared an audience, anybody who reads is judged.
    private static bool WasMeantBefore(RuleContext context, GroupReader reader) =>
        context.Audience.Of(reader.FirstTable, reader.Login, reader.First) switch
        {
            Meant.NobodyKnows => true,
            Meant.No or Meant.ByException => false,
            Meant.Yes => context.Audience.IsMeantThroughout(
                reader.FirstTable,
                reader.Login,
                reader.First.AddDays(-Baseline.History),
                reader.First
            ),
        };
}
