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
            new CommitmentBroken(),
            new DashboardLaunders(),
            new DepartedOwner(),
            new DepartedWithLiveAccount(),
            new DepartmentExposure(),
            new EveryoneGrant(),
            new DormantAccess(),
            new ExceptionExpired(),
            new FieldNotAllowed(),
            new FilesBypass(),
            new GateNotPassed(),
            new InheritedAccess(),
            new LawfulBasisMissing(),
            new MinimisationCandidate(),
            new MistakenNesting(),
            new MoverKeepsAccess(),
            new LogGap(),
            new Misuse(),
            new NoticeMissing(),
            new PeerExposure(),
            new RetentionMissing(),
            new RetentionOverdue(),
            new SegregationBreach(),
            new ShadowCopy(),
            new TableWithoutOwner(),
            new TrainingDatasetWithoutApproval(),
            new UnclassifiedInGroup(),
            new UndocumentedAccess(),
            new UnloggedSensitive(),
            new UntaggedSensitive(),
            new ViewLaunders(),
            new WrittenWhileSuspended(),
        }.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal),
    ];

    public static RuleInfo? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id)?.Info;
}
