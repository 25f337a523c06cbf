using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>Rules about what flows captured, when, and what they may capture.</summary>
public sealed class CaptureRulesTests
{
    private static readonly TableName s_keys = new("raw", "keys");

    [Theory]
    [InlineData(10, 11, "login:ann flow:F table:raw.keys 05-10T00..05-11T00 40")]
    [InlineData(9, 10.5, "login:ann flow:F table:raw.keys 05-10T00..05-10T12 40")]
    [InlineData(9, 10, null)] // ends as the pause begins
    [InlineData(12, 13, null)] // begins as the pause ends
    [InlineData(40, 41, null)] // has not happened yet
    public void Captured_during_a_pause(double from, double to, string? expected)
    {
        var estate = WithCapture(from, to);
        estate = estate with
        {
            Records = estate.Records with
            {
                Pauses =
                [
                    Held(new CapturePause("ann", "F", null), 10, 12),
                    Held(new CapturePause("ann", "F", null), 39),
                ],
            },
        };

        Assert.Equal(expected is null ? [] : [expected], estate.Run(new CaptureDuringPause()).Select(Line));
    }

    [Fact]
    public void Somebody_elses_pause_and_another_flows_are_no_matter()
    {
        var estate = WithCapture(10, 11);
        estate = estate with
        {
            Records = estate.Records with
            {
                Pauses = [Held(new CapturePause("bob", "F", null)), Held(new CapturePause("ann", "G", null))],
            },
        };

        Assert.Empty(estate.Run(new CaptureDuringPause()));
    }

    [Fact]
    public void Written_while_the_flow_was_suspended()
    {
        var estate = WithCapture(10, 11);
        var flows = estate.Records with
        {
            Flows =
            [
                Held(Flow(FlowState.Running), 1, 10.5),
                Held(Flow(FlowState.Suspended), 10.5, 20),
                Held(Flow(FlowState.Running), 20),
            ],
        };

        Assert.Equal(
            ["login:ann flow:F table:raw.keys 05-10T12..05-11T00 40"],
            (estate with { Records = flows }).Run(new WrittenWhileSuspended()).Select(Line)
        );
        Assert.Empty(
            (WithCapture(8, 10) with { Records = flows with { Captures = WithCapture(8, 10).Records.Captures } }).Run(
                new WrittenWhileSuspended()
            )
        );
    }

    [Fact]
    public void A_field_that_the_list_does_not_name()
    {
        var estate = WithCapture(10, 11);
        estate = estate with
        {
            Records = estate.Records with
            {
                Flows = [Held(Flow(FlowState.Running) with { AllowedFields = ["TYPED", "a", "b", "c", "d"] })],
            },
        };
        var allowed = estate with
        {
            Records = estate.Records with
            {
                Flows = [Held(Flow(FlowState.Running) with { AllowedFields = ["typed", "app", "a", "b", "c", "d"] })],
            },
        };

        Assert.Equal(["flow:F field:app table:raw.keys 05-10T00.. 1"], estate.Run(new FieldNotAllowed()).Select(Line));
        Assert.Empty(allowed.Run(new FieldNotAllowed()));
    }

    [Fact]
    public void Paperwork_of_running_flows()
    {
        var complete = Plain with { Records = Plain.Records with { Flows = [Held(Flow(FlowState.Running))] } };
        var bare = Plain with
        {
            Records = Plain.Records with
            {
                Flows =
                [
                    Held(Flow(FlowState.Running) with { AssessmentDue = May(20) }, 1, 12),
                    Held(
                        Flow(FlowState.Suspended) with
                        {
                            NoticeVersion = null,
                            LawfulBasis = null,
                            AssessmentDue = May(20),
                        },
                        12,
                        14
                    ),
                    Held(
                        Flow(FlowState.Running) with
                        {
                            NoticeVersion = null,
                            LawfulBasis = null,
                            AssessmentDue = May(20),
                        },
                        14
                    ),
                ],
            },
        };
        var stopped = Plain with
        {
            Records = Plain.Records with
            {
                Flows =
                [
                    Held(
                        Flow(FlowState.Suspended) with
                        {
                            NoticeVersion = null,
                            LawfulBasis = null,
                            AssessmentDue = null,
                        }
                    ),
                ],
            },
        };

        IFindingRule[] rules = [new NoticeMissing(), new LawfulBasisMissing(), new AssessmentOverdue()];
        Assert.All(rules, rule => Assert.Empty(complete.Run(rule)));
        Assert.All(rules, rule => Assert.Empty(stopped.Run(rule)));
        Assert.Equal(
            ["flow:F 05-12T00.. 1", "flow:F 05-12T00.. 1", "flow:F 05-20T00.. 1"],
            rules.SelectMany(bare.Run).Select(Line)
        );
        var assessed = Flow(FlowState.Running) with { AssessedAt = May(3) };
        Assert.Equal(["flow:F 05-03T00.. 1"], Of(assessed).Run(new AssessmentOverdue()).Select(Line));
        Assert.Empty(Of(assessed with { SignedOffBy = "cy" }).Run(new AssessmentOverdue()));

        static RuleEstate Of(CollectionFlow flow) =>
            Plain with
            {
                Records = Plain.Records with { Flows = [Held(flow)] },
            };
    }

    [Fact]
    public void A_class_that_came_before_its_approval_and_one_whose_approval_ran_out()
    {
        var estate = WithCapture(10, 11);

        Assert.Equal(["group:Keys 05-05T00.. 1"], estate.Run(new ClassWithoutApproval()).Select(Line));
        Assert.Equal(
            ["group:Keys 05-05T00..05-08T00 1"],
            Approved(8, null).Run(new ClassWithoutApproval()).Select(Line)
        );
        Assert.Empty(Approved(5, null).Run(new ClassWithoutApproval()));
        Assert.Empty(Approved(5, null).Run(new ApprovalExpired()));
        Assert.Empty(estate.Run(new ApprovalExpired()));
        Assert.Equal(["group:Keys 05-09T00.. 1"], Approved(5, 9).Run(new ApprovalExpired()).Select(Line));

        RuleEstate Approved(double from, double? to) =>
            estate with
            {
                Records = estate.Records with
                {
                    Approvals = [Held(new Approval("A", ApprovalKind.Class, "group:Keys", "eve", null), from, to)],
                },
            };
    }

    private static CollectionFlow Flow(FlowState state) =>
        new("F", "Keys", "training", "consent", [], "N-1", state, ["US"], May(300));

    private static RuleEstate WithCapture(double from, double to) =>
        Plain with
        {
            Records = Plain.Records with { Captures = [Held(new CapturedRows("F", s_keys, "ann", 40), from, to)] },
        };
}
