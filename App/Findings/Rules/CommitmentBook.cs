using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Judges every commitment in force by its check.</summary>
internal static class CommitmentBook
{
    private static readonly ImmutableArray<ICommitmentCheck> s_checks =
    [
        new AudienceCheck(),
        new RetentionCheck(),
        new PauseCheck(),
        new ZoneCheck(),
        new NoticeCheck(),
        new ApprovalCheck(),
        new PurposeCheck(),
        new MaskingCheck(),
    ];

    public static ImmutableArray<CommitmentStanding> Judge(RuleContext context)
    {
        HeldFact<Commitment>[] held =
        [
            .. context
                .Records.Commitments.Where(commitment => commitment.HeldAt(context.Now))
                .OrderBy(commitment => commitment.Value.Id, StringComparer.Ordinal),
        ];
        var judged = new Dictionary<HeldFact<Commitment>, CommitmentStanding>();
        foreach (var check in s_checks)
        {
            HeldFact<Commitment>[] mine =
            [
                .. held.Where(one => one.Value.Check.Equals(check.Id, StringComparison.OrdinalIgnoreCase)),
            ];
            foreach (var (commitment, verdict) in mine.Length == 0 ? [] : check.Judge(context, mine))
            {
                judged.TryAdd(commitment, Standing(context, commitment, verdict));
            }
        }

        return
        [
            .. held.Select(commitment =>
                judged.GetValueOrDefault(commitment)
                ?? Standing(
                    context,
                    commitment,
                    CommitmentVerdict.Unknown(
                        $"Nobody knows the check '{commitment.Value.Check}' here; there are: {string.Join(", ", s_checks.Select(check => check.Id))}."
                    )
                )
            ),
        ];
    }

    private static CommitmentStanding Standing(
        RuleContext context,
        HeldFact<Commitment> commitment,
        CommitmentVerdict verdict
    )
    {
        ImmutableArray<BrokenTime> broken =
        [
            .. verdict
                .Broken.Where(time => time.To is not { } to || to > commitment.From)
                .Select(time => time.From < commitment.From ? time with { From = commitment.From } : time)
                .Where(time => time.From <= context.Now)
                .OrderBy(time => time.From),
        ];
        var state =
            broken.Length > 0 ? CommitmentState.Broken
            : verdict.IsUnknown ? CommitmentState.Unknown
            : CommitmentState.Kept;
        return new(
            commitment.Value,
            commitment.From,
            state,
            broken,
            broken.Sum(time => ((time.To ?? context.Now) - time.From).TotalDays),
            verdict.Evidence,
            verdict.Statement,
            verdict.Terms
        );
    }
}
