using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;
using Facts = GovernanceDashboard.Tests.Scenarios.Facts;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>Rules that ask what was before: versions of policies, nestings, moves, and by which ways people outside the audience read.</summary>
public sealed class HistoryRulesTests
{
    private static readonly Policy s_shut = Facts.Policy(7, "raw.*.*", allow: [Facts.Item(groups: ["ops"])]);

    private static readonly Policy s_open = Facts.Policy(
        7,
        "raw.*.*",
        allow: [Facts.Item(groups: ["ops"]), Facts.Item(groups: ["public"])]
    );

    [Fact]
    public void What_is_open_to_everyone_is_so_since_the_version_that_brought_it()
    {
        var estate = With(s_open, [Held(s_shut with { Version = 1 }, 1, 9), Version(s_open, 9, null)]);

        Assert.Equal(["policy:7 item:allow:1 group:public 05-09T00.. 1"], estate.Run(new BroadDefault()).Select(Line));
        // It was there when the facts begin: nobody knows since when.
        Assert.Equal(
            ["policy:7 item:allow:1 group:public .. 1"],
            With(s_open, []).Run(new BroadDefault()).Select(Line)
        );
    }

    [Fact]
    public void What_stood_open_to_everyone_for_a_while_is_measured_by_pairs_and_seconds()
    {
        var estate = With(
            s_shut,
            [Version(s_shut, 1, 9, isKnownBefore: false), Version(s_open, 9, 11), Version(s_shut, 11, null)]
        );
        var meant = estate with
        {
            Records = estate.Records with
            {
                IntendedAccess = [Held(new IntendedAccess("db:raw", "group:ops", null, null, null, null))],
            },
        };

        // cy is the only one outside; two days.
        var found = Assert.Single(meant.Run(new EveryoneGrant()));
        Assert.Equal("policy:7 item:allow:1 group:public db:raw 05-09T00..05-11T00 1", Line(found));
        Assert.Contains(new FindingFigure("person-table-seconds", 2 * 86_400), found.Figures);
        Assert.Empty(
            (
                meant with
                {
                    Records = meant.Records with
                    {
                        IntendedAccess = [Held(new IntendedAccess("db:raw", "everyone", null, null, null, null))],
                    },
                }
            ).Run(new EveryoneGrant())
        );
        Assert.Empty(With(s_open, [Version(s_open, 9, null)]).Run(new EveryoneGrant())); // still open: another rule's
    }

    [Fact]
    public void A_group_put_into_another_without_a_ticket()
    {
        var nesting = new Membership(PrincipalId.Group("temps"), PrincipalId.Group("ops"));
        var facts = Plain.Facts with
        {
            Principals = [.. Plain.Facts.Principals, new(PrincipalId.Group("temps"), PrincipalKind.Group)],
            Memberships =
            [
                .. Plain.Facts.Memberships,
                new(PrincipalId.Login("cy"), PrincipalId.Group("temps")),
                nesting,
            ],
        };
        var estate = Plain with
        {
            Facts = facts,
            Changes = SinceMay with { Memberships = [Held(nesting, 9)] },
            Records = Plain.Records with { ChangeEvents = [Nested(null)] },
        };

        Assert.Equal(["group:ops group:temps 05-09T00.. 1"], estate.Run(new MistakenNesting()).Select(Line));
        Assert.Empty(
            (estate with { Records = Plain.Records with { ChangeEvents = [Nested("REQ-1")] } }).Run(
                new MistakenNesting()
            )
        );

        static HeldFact<ChangeEvent> Nested(string? ticket) =>
            Held(
                new ChangeEvent(
                    May(9),
                    null,
                    "membership",
                    "group:ops",
                    null,
                    "group:temps",
                    "ann",
                    ticket,
                    null,
                    null
                ),
                9
            );
    }

    [Fact]
    public void Somebody_who_moved_a_month_ago_and_stayed_in_the_old_teams_group()
    {
        var facts = Plain.Facts with
        {
            Principals =
            [
                .. Plain.Facts.Principals.Select(one =>
                    one.Person is { } person
                        ? one with
                        {
                            Person = person with { Team = one.Id.Name == "bob" ? "New" : "Old" },
                        }
                        : one
                ),
            ],
        };
        var estate = Plain with { Facts = facts, Records = Plain.Records with { ChangeEvents = [Moved(1)] } };

        Assert.Equal(["login:bob group:ops 05-01T00.. 1"], estate.Run(new MoverKeepsAccess()).Select(Line));
        // Not yet 30 days; and who came into the group after the move did not keep it.
        Assert.Empty(
            (estate with { Records = Plain.Records with { ChangeEvents = [Moved(9)] } }).Run(new MoverKeepsAccess())
        );
        Assert.Empty(
            (
                estate with
                {
                    Changes = SinceMay with
                    {
                        Memberships = [Held(new Membership(PrincipalId.Login("bob"), PrincipalId.Group("ops")), 3)],
                    },
                }
            ).Run(new MoverKeepsAccess())
        );

        static HeldFact<ChangeEvent> Moved(double day) =>
            Held(
                new ChangeEvent(
                    May(day),
                    null,
                    "attribute",
                    "login:bob",
                    "team=Old",
                    "team=New",
                    null,
                    "HR-1",
                    null,
                    null
                ),
                day
            );
    }

    [Fact]
    public void Who_is_outside_the_audience_reads_by_a_grant_on_the_table_or_from_above_it()
    {
        var estate = Plain with
        {
            Records = Plain.Records with
            {
                IntendedAccess = [Held(new IntendedAccess("db:raw", "login:ann", null, null, null, null))],
            },
        };
        var wide = With(Facts.Policy(7, "raw.*.*", allow: [Facts.Item(users: ["cy"])]), []) with
        {
            Records = Plain.Records with
            {
                IntendedAccess = [Held(new IntendedAccess("db:raw", "group:ops", null, null, null, null))],
            },
        };
        var excepted = estate with
        {
            Records = estate.Records with
            {
                AccessExceptions = [Held(new AccessException("E", "table:raw.keys", "bob", null, "r", "a", null))],
            },
        };

        Assert.Equal(
            ["policy:1 item:allow:0 group:ops table:raw.keys .. 1"],
            estate.Run(new UndocumentedAccess()).Select(Line)
        );
        Assert.Empty(estate.Run(new InheritedAccess()));
        Assert.Equal(["policy:7 item:allow:0 login:cy .. 1"], wide.Run(new InheritedAccess()).Select(Line));
        Assert.Empty(wide.Run(new UndocumentedAccess()));
        Assert.Empty(excepted.Run(new UndocumentedAccess()));
        Assert.Empty(Plain.Run(new UndocumentedAccess())); // nobody declared whom it is for
    }

    [Fact]
    public void Whose_recorded_data_peers_and_other_departments_can_read()
    {
        var facts = Plain.Facts with
        {
            Principals =
            [
                .. Plain.Facts.Principals.Select(one =>
                    one.Person is { } person
                        ? one with
                        {
                            Person = person with
                            {
                                Department = one.Id.Name == "cy" ? "Sales" : "Lab",
                                ManagerLogin = one.Id.Name == "ann" ? "bob" : null,
                            },
                        }
                        : one
                ),
            ],
        };
        var estate = Plain with
        {
            Facts = facts,
            Records = Plain.Records with
            {
                IntendedAccess = [Held(new IntendedAccess("db:raw", "login:dora", null, null, null, null))],
                Subjects =
                [
                    Held(new SubjectPresence(new("raw", "keys"), "ann", null, null, null, null)),
                    Held(new SubjectPresence(new("raw", "keys"), "cy", null, null, null, null)),
                ],
            },
        };

        // bob manages ann; of cy's department nobody reads, and of another ann and bob do.
        Assert.Empty(estate.Run(new PeerExposure()));
        Assert.Equal(["group:Keys .. 2"], estate.Run(new DepartmentExposure()).Select(Line));
        var unmanaged = estate with
        {
            Facts = facts with
            {
                Principals =
                [
                    .. facts.Principals.Select(one =>
                        one.Person is { } person ? one with { Person = person with { ManagerLogin = null } } : one
                    ),
                ],
            },
        };
        Assert.Equal(["group:Keys .. 1"], unmanaged.Run(new PeerExposure()).Select(Line));
    }

    [Fact]
    public void Unclassified_tables_a_missing_tag_and_a_gate_that_was_not_passed()
    {
        var keys = new ResourceName("raw", "keys");
        var bare = Plain with { Facts = Plain.Facts with { Classifications = [] } };
        var inferred = Plain with
        {
            Facts = Plain.Facts with
            {
                Classifications = [new(keys, "KEYSTROKES", ClassificationBasis.Rule)],
                Policies =
                [
                    .. Plain.Facts.Policies,
                    Facts.Policy(9, "tag:KEYSTROKES", deny: [Facts.Item("hive:select", groups: ["public"])]),
                ],
            },
        };
        var captured = Plain with
        {
            Records = Plain.Records with
            {
                Captures = [Held(new CapturedRows("F", new("raw", "keys"), "ann", 4), 6, 7)],
            },
        };

        Assert.Equal(["group:Keys .. 1"], bare.Run(new UnclassifiedInGroup()).Select(Line));
        Assert.Empty(Plain.Run(new UnclassifiedInGroup()));
        Assert.Equal(["class:KEYSTROKES table:raw.keys .. 1"], inferred.Run(new UntaggedSensitive()).Select(Line));
        Assert.Empty(
            (inferred with { Facts = inferred.Facts with { Classifications = Plain.Facts.Classifications } }).Run(
                new UntaggedSensitive()
            )
        );
        Assert.Equal(["flow:F 05-06T00.. 1"], captured.Run(new GateNotPassed()).Select(Line));
        Assert.Empty(
            (
                captured with
                {
                    Records = captured.Records with
                    {
                        Approvals = [Held(new Approval("A", ApprovalKind.Gate, "db:raw", "x", null), 5)],
                    },
                }
            ).Run(new GateNotPassed())
        );
    }

    private static RuleEstate With(Policy policy, ImmutableArray<HeldFact<Policy>> versions) =>
        Plain with
        {
            Facts = Plain.Facts with { Policies = [.. Plain.Facts.Policies, policy] },
            Changes = SinceMay with { Policies = versions },
        };

    private static HeldFact<Policy> Version(Policy policy, double from, double? to, bool isKnownBefore = true) =>
        Held(policy, from, to) with
        {
            FromNotBefore = isKnownBefore ? May(from) : null,
        };
}
