using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;
using Facts = GovernanceDashboard.Tests.Scenarios.Facts;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>Promises of a privacy review: kept, broken with the first date, or not to be judged.</summary>
public sealed class CommitmentBrokenTests
{
    private static readonly Policy s_shut = Facts.Policy(7, "raw.*.*", allow: [Facts.Item(groups: ["ops"])]);
    private static readonly Policy s_open = Facts.Policy(7, "raw.*.*", allow: [Facts.Item(groups: ["public"])]);

    [Theory]
    [InlineData("{\"max_people\":2}", 9.0, 11.0, "05-09T00..05-11T00")] // open for two days: 3 people
    [InlineData("{\"max_people\":3}", 9.0, 11.0, null)]
    [InlineData("{\"max_people\":2}", 9.0, null, "05-09T00..")] // open still
    [InlineData("{\"max_people\":1}", 9.0, 11.0, "05-02T00..")] // ann and bob are too many since the promise
    public void More_people_than_promised_since_the_instant_at_which_they_could(
        string parameters,
        double from,
        double? to,
        string? expected
    )
    {
        var now = to is null ? s_open : s_shut;
        HeldFact<Policy>[] versions = to is { } end
            ? [First(s_shut, from), Held(s_open, from, end), Held(s_shut, end)]
            : [First(s_shut, from), Held(s_open, from)];
        var estate = Promised("audience", parameters) with
        {
            Facts = Plain.Facts with { Policies = [.. Plain.Facts.Policies, now] },
            Changes = SinceMay with { Policies = [.. versions] },
        };

        Assert.Equal(
            expected is null ? [] : [$"commitment:C group:Keys {expected} 1"],
            estate.Run(new CommitmentBroken()).Select(Line)
        );
    }

    [Fact]
    public void One_person_too_many_is_found_on_the_day_on_which_that_one_came()
    {
        var joined = new Membership(PrincipalId.Login("cy"), PrincipalId.Group("ops"));
        var estate = Promised("audience", "{\"max_people\":2}") with
        {
            Facts = Plain.Facts with { Memberships = [.. Plain.Facts.Memberships, joined] },
            Changes = SinceMay with { Memberships = [Held(joined, 12.5)] },
        };

        Assert.Equal(["commitment:C group:Keys 05-12T12.. 1"], estate.Run(new CommitmentBroken()).Select(Line));
    }

    [Fact]
    public void Retention_pause_zone_notice_and_approval_break_on_their_own_dates()
    {
        var records = Plain.Records with
        {
            Subjects = [Held(new SubjectPresence(new("raw", "keys"), "ann", null, May(3), null, null))],
            Captures = [Held(new CapturedRows("F", new("raw", "keys"), "ann", 40), 10, 11)],
            Pauses = [Held(new CapturePause("ann", "F", null), 10.5, 12)],
            DataZones = [Held(new DataZone("db:raw", ZoneKind.Analytics))],
            Flows = [Held(new CollectionFlow("F", "F", null, null, [], null, FlowState.Running, [], null), 6)],
            Approvals = [Held(new Approval("A", ApprovalKind.Class, "db:raw", "x", null), 8)],
        };

        Assert.Equal("05-13T00..", Of("retention", "{\"max_days\":10}"));
        Assert.Equal("05-10T12..05-11T00", Of("pause", "{}"));
        Assert.Equal("05-05T00..", Of("zone", "{\"zones\":[\"raw\"]}"));
        Assert.Equal("05-06T00..", Of("notice", "{}"));
        Assert.Equal("05-05T00..05-08T00", Of("approval", "{}"));
        Assert.Null(Of("retention", "{\"max_days\":100}"));
        Assert.Null(Of("zone", "{\"zones\":[\"analytics\"]}"));

        string? Of(string check, string parameters)
        {
            var promised = Promised(check, parameters);
            var found = (promised with { Records = records with { Commitments = promised.Records.Commitments } }).Run(
                new CommitmentBroken()
            );
            return found is [var one] ? Line(one)["commitment:C group:Keys ".Length..^2] : null;
        }
    }

    [Fact]
    public void A_purpose_that_was_not_promised_breaks_it_while_it_is_declared()
    {
        var promised = Promised("purpose", "{\"purposes\":[\"Support\"]}");
        var kept = promised.Records with
        {
            IntendedAccess = [Held(new IntendedAccess("db:raw", "group:ops", "support ", null, null, null))],
            Flows = [Held(new CollectionFlow("F", "F", "Ads", null, [], null, FlowState.Running, [], null))],
        };

        Assert.Equal(CommitmentState.Kept, State(kept));
        Assert.Equal(
            ["commitment:C group:Keys 05-08T00..05-20T00 1"],
            Broken(
                kept with
                {
                    Approvals =
                    [
                        Held(new Approval("A", ApprovalKind.Class, "db:raw", "x", "Marketing"), 8, 12),
                        Held(new Approval("B", ApprovalKind.Class, "table:raw.keys", "x", "Rating"), 12, 20),
                        Held(new Approval("C", ApprovalKind.Class, "db:stats", "x", "Anything"), 5),
                    ],
                }
            )
        );
        Assert.Equal(
            ["commitment:C group:Keys 05-02T00.. 1"],
            Broken(kept with { Captures = [Held(new CapturedRows("F", new("raw", "keys"), "ann", 40), 10, 11)] })
        );
        Assert.Equal(
            CommitmentState.Unknown,
            State(kept with { Approvals = [Held(new Approval("A", ApprovalKind.Class, "db:raw", "x", null))] })
        );

        string[] Broken(GovernanceHistory records) =>
            [.. (promised with { Records = records }).Run(new CommitmentBroken()).Select(Line)];

        CommitmentState State(GovernanceHistory records) =>
            Assert.Single((promised with { Records = records }).Context().Commitments).State;
    }

    [Fact]
    public void A_column_that_was_to_be_masked_and_was_read_as_it_is_from_the_end_of_its_mask()
    {
        var mask = Facts.Policy(9, "raw.keys.typed") with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [Facts.Item(groups: ["ops"]) with { Mask = new("MASK_NULL") }],
        };
        var joined = new Membership(PrincipalId.Login("cy"), PrincipalId.Group("ops"));
        var masked = Promised("masking", "{\"columns\":[\"typed\"]}") with
        {
            Facts = Plain.Facts with
            {
                Policies = [.. Plain.Facts.Policies, mask],
                Memberships = [.. Plain.Facts.Memberships, joined],
            },
            Changes = SinceMay with { Memberships = [Held(joined, 12.5)] },
        };
        var ended = masked with
        {
            Facts = masked.Facts with { Policies = Plain.Facts.Policies },
            Changes = masked.Changes with { Policies = [First(mask, 14)] },
        };
        var paused = masked with
        {
            Changes = masked.Changes with
            {
                Policies = [First(mask, 14), Held(mask with { IsEnabled = false }, 14, 15), Held(mask, 15)],
            },
        };

        Assert.Empty(masked.Run(new CommitmentBroken()).Select(Line));
        Assert.Equal(["commitment:C group:Keys 05-14T00.. 1"], ended.Run(new CommitmentBroken()).Select(Line));
        Assert.Equal(["commitment:C group:Keys 05-14T00..05-15T00 1"], paused.Run(new CommitmentBroken()).Select(Line));
    }

    [Fact]
    public void Captures_in_pauses_break_a_promise_only_while_they_last()
    {
        var estate = Promised("pause", "{}");
        var standing = Assert.Single(
            (
                estate with
                {
                    Records = estate.Records with
                    {
                        Captures =
                        [
                            Held(new CapturedRows("F", new("raw", "keys"), "ann", 40), 10, 11),
                            Held(new CapturedRows("F", new("raw", "keys"), "bob", 4), 10.75, 11.25),
                            Held(new CapturedRows("F", new("raw", "keys"), "bob", 4), 20, 21),
                        ],
                        Pauses =
                        [
                            Held(new CapturePause("ann", "F", null), 10.5, 12),
                            Held(new CapturePause("bob", "F", null), 10),
                        ],
                    },
                }
            )
                .Context()
                .Commitments
        );

        Assert.Equal([new(May(10.5), May(11.25)), new(May(20), May(21))], standing.Broken);
        Assert.Equal((1.75, false), (standing.DaysOut, standing.IsBrokenNow));
    }

    [Fact]
    public void Whoever_is_in_no_masked_group_reads_the_column_from_the_day_of_coming()
    {
        var mask = Facts.Policy(9, "raw.keys.typed") with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [Facts.Item(users: ["ann", "bob"]) with { Mask = new("MASK_NULL") }],
        };
        var joined = new Membership(PrincipalId.Login("cy"), PrincipalId.Group("ops"));
        var estate = Promised("masking", "{\"columns\":[\"typed\"]}") with
        {
            Facts = Plain.Facts with { Policies = [.. Plain.Facts.Policies, mask] },
            Changes = SinceMay with { Memberships = [Held(joined, 12.5, 13)] }, // came and went
        };

        Assert.Equal(["commitment:C group:Keys 05-12T12..05-13T00 1"], estate.Run(new CommitmentBroken()).Select(Line));
        Assert.Empty(
            (estate with { Records = Promised("masking", "{\"columns\":[\"typed\"],\"max_people\":1}").Records }).Run(
                new CommitmentBroken()
            )
        );
    }

    [Theory]
    [InlineData("purpose", "{}", "purposes")]
    [InlineData("purpose", "{\"purposes\":[\"Support\"]}", "No audience, approval or flow")]
    [InlineData("masking", "{}", "columns")]
    [InlineData("masking", "{\"columns\":[\"nose\"]}", "No table of the scope")]
    [InlineData("audience", "{}", "max_people")]
    [InlineData("audience", "not json", "max_people")]
    [InlineData("retention", "{\"max_days\":10}", "how old")]
    [InlineData("pause", "{}", "No capture")]
    [InlineData("horoscope", "{}", "Nobody knows the check 'horoscope'")]
    public void What_cannot_be_judged_is_unknown_and_never_kept(string check, string parameters, string why)
    {
        var estate = Promised(check, parameters);

        var standing = Assert.Single(estate.Context().Commitments);
        Assert.Equal((CommitmentState.Unknown, null), (standing.State, standing.FirstBroken));
        Assert.Contains(why, standing.Statement, StringComparison.Ordinal);
        Assert.Empty(estate.Run(new CommitmentBroken()));
    }

    [Fact]
    public void A_promise_kept_says_what_it_was_judged_by()
    {
        var standing = Assert.Single(Promised("audience", "{\"max_people\":2}").Context().Commitments);

        Assert.Equal(CommitmentState.Kept, standing.State);
        Assert.StartsWith("2 people can read", standing.Statement, StringComparison.Ordinal);
    }

    private static RuleEstate Promised(string check, string parameters) =>
        Plain with
        {
            Changes = SinceMay,
            Records = Plain.Records with
            {
                Commitments = [Held(new Commitment("C", "Review", "A promise", check, parameters, "group:Keys"), 2)],
            },
        };

    private static HeldFact<Policy> First(Policy policy, double to) =>
        Held(policy, 1, to) with
        {
            FromNotBefore = null,
        };
}
