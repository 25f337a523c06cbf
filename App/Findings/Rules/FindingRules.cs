using System.Collections.Immutable;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Every rule that there is.</summary>
public static class FindingRules
{
    /// <summary>By id.</summary>
    public static ImmutableArray<IFindingRule> All { get; } =
    [
        .. new IFindingRule[]
        {
            new AbnormalBurst(),
            new AbnormalFirstTouch(),
            new AbnormalOffHours(),
            new AbnormalPeerOutlier(),
            new ApprovalExpired(),
            new AssessmentOverdue(),
            new BroadDefault(),
            new CaptureDuringPause(),
            new ClassWithoutApproval(),
            new DashboardLaunders(),
            new DepartedOwner(),
            new DepartedWithLiveAccount(),
            new DormantAccess(),
            new ExceptionExpired(),
            new FieldNotAllowed(),
            new FilesBypass(),
            new LawfulBasisMissing(),
            new LogGap(),
            new Misuse(),
            new NoticeMissing(),
            new RetentionMissing(),
            new RetentionOverdue(),
            new SegregationBreach(),
            new ShadowCopy(),
            new TableWithoutOwner(),
            new TrainingDatasetWithoutApproval(),
            new UnloggedSensitive(),
            new ViewLaunders(),
            new WrittenWhileSuspended(),
        }.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal),
    ];

    public static RuleInfo? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id)?.Info;
}
