using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>Where a finding stands by the words of the definitions, found by walking through everything from the beginning.</summary>
internal sealed record SlowLife(
    FindingStatus Status,
    SnapshotMoment First,
    SnapshotMoment From,
    SnapshotMoment Last,
    SnapshotMoment? Gone,
    int Runs,
    string? Owner,
    DateTimeOffset? Due
)
{
    /// <summary>Null where no snapshot has had it.</summary>
    public static SlowLife? Of(RandomLives lives, (string Rule, ulong Id) finding, SnapshotMoment asked)
    {
        SlowLife? life = null;
        var isThere = false;
        foreach (var judgement in lives.Judgements)
        {
            if (judgement.Moment > asked || judgement.Rules.All(rule => rule.Rule != finding.Rule))
            {
                continue;
            }

            var isFound = judgement.Rules.Single(rule => rule.Rule == finding.Rule).Fingerprints.Contains(finding.Id);
            if (isFound)
            {
                life =
                    life is null
                        ? new(
                            FindingStatus.New,
                            judgement.Moment,
                            judgement.Moment,
                            judgement.Moment,
                            null,
                            1,
                            null,
                            null
                        )
                    : isThere ? life with { Last = judgement.Moment }
                    : life with { From = judgement.Moment, Last = judgement.Moment, Gone = null, Runs = life.Runs + 1 };
            }
            else if (isThere)
            {
                life = life! with { Gone = judgement.Moment };
            }

            isThere = isFound;
        }

        return life is null ? null : Done(life, [.. lives.EventsOf(finding.Id)], asked, isThere);
    }

    private static SlowLife Done(SlowLife life, FindingEvent[] events, SnapshotMoment asked, bool isThere)
    {
        var (isTakenUp, isWaived) = (false, false);
        foreach (var one in events)
        {
            if (
                one.Moment > asked
                || events.Any(undo => undo.Kind == FindingEventKind.Undo && undo.Of == one.Id && undo.Moment <= asked)
            )
            {
                continue;
            }

            var isOfThisRun = one.Moment >= life.From;
            if (one.Kind == FindingEventKind.State && isOfThisRun)
            {
                isTakenUp = one.Value == "in-progress";
            }
            else if (one.Kind == FindingEventKind.Owner)
            {
                life = life with { Owner = one.Value };
            }
            else if (one.Kind == FindingEventKind.Due && isOfThisRun)
            {
                life = life with { Due = one.Until };
            }
            else if (one.Kind == FindingEventKind.WaiverRequest)
            {
                var answers = events.Where(answer => answer.Of == one.Id && answer.Moment <= asked).ToArray();
                isWaived |=
                    answers.Any(answer => answer.Kind == FindingEventKind.WaiverApproval)
                    && !answers.Any(answer => answer.Kind == FindingEventKind.WaiverEnd)
                    && asked.TakenAt < one.Until;
            }
        }

        return life with
        {
            Status =
                !isThere ? FindingStatus.Resolved
                : isWaived ? FindingStatus.Suppressed
                : isTakenUp ? FindingStatus.InProgress
                : life.Runs == 1 ? FindingStatus.New
                : FindingStatus.BackAgain,
        };
    }
}
