using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>Rules about owners, retention, approvals, zones and logging.</summary>
public sealed class RecordRulesTests
{
    [Fact]
    public void Tables_for_which_no_person_answers()
    {
        Assert.Equal(["db:raw .. 1", "db:stats .. 1"], Plain.Run(new TableWithoutOwner()).Select(Line));
        // A group answers for nothing, an unknown login neither.
        Assert.Equal(
            2,
            Owned(("db:raw", "group:ops"), ("table:stats.daily", "nobody")).Run(new TableWithoutOwner()).Length
        );
        Assert.Empty(Owned(("group:Keys", "ann"), ("query:stats.*", "login:bob")).Run(new TableWithoutOwner()));
    }

    [Fact]
    public void The_narrowest_scope_names_the_owner_and_all_of_them_must_have_left()
    {
        var estate = Owned(
            ("db:raw", "ann"),
            ("table:raw.keys", "bob"),
            ("table:stats.daily", "bob"),
            ("table:stats.daily", "cy")
        );
        var left = estate with
        {
            Facts = Disable(estate.Facts, "bob"),
            Records = estate.Records with
            {
                ChangeEvents =
                [
                    Held(
                        new ChangeEvent(
                            May(7),
                            null,
                            "account",
                            "login:bob",
                            "enabled",
                            "disabled",
                            null,
                            null,
                            null,
                            null
                        ),
                        7
                    ),
                ],
            },
        };

        Assert.Empty(estate.Run(new DepartedOwner()));
        Assert.Equal(["db:raw login:bob 05-07T00.. 1"], left.Run(new DepartedOwner()).Select(Line));
    }

    [Fact]
    public void Somebody_who_left_with_a_live_account()
    {
        var gone = Plain with { Facts = Depart(Plain.Facts, "bob") };

        Assert.Empty(Plain.Run(new DepartedWithLiveAccount()));
        Assert.Equal(["login:bob .. 1"], gone.Run(new DepartedWithLiveAccount()).Select(Line));
        Assert.Empty((gone with { Facts = Disable(gone.Facts, "bob") }).Run(new DepartedWithLiveAccount()));
    }

    [Fact]
    public void Data_older_than_the_narrowest_rule_allows()
    {
        var estate = Plain with
        {
            Records = Plain.Records with
            {
                Subjects =
                [
                    Held(new SubjectPresence(new("raw", "keys"), "ann", null, May(2), null, null)),
                    Held(new SubjectPresence(new("raw", "keys"), "bob", null, May(9), null, null)),
                ],
                RetentionRules = [Held(new RetentionRule("db:raw", 10, null, null))],
            },
        };
        var wider = estate.Records.RetentionRules;

        Assert.Equal(["table:raw.keys 05-12T00.. 20"], estate.Run(new RetentionOverdue()).Select(Line));
        Assert.Empty(
            With(estate, [.. wider, Held(new RetentionRule("table:raw.keys", 400, null, null))])
                .Run(new RetentionOverdue())
        );
        Assert.Empty(With(estate, []).Run(new RetentionOverdue()));
        // Days that lead beyond all time are no fault of the product's.
        Assert.Empty(
            With(estate, [Held(new RetentionRule("db:raw", int.MaxValue, null, null))]).Run(new RetentionOverdue())
        );
        // Nor do data that are yet to come say how old those are that stand there.
        Assert.Null(
            RetentionBook
                .Of(
                    (
                        estate with
                        {
                            Records = estate.Records with
                            {
                                Subjects =
                                [
                                    Held(new SubjectPresence(new("raw", "keys"), "ann", null, May(90), null, null)),
                                ],
                            },
                        }
                    ).Context()
                )
                .First(standing => standing.Subjects.Length > 0)
                .Deadline
        );
        Assert.Equal(["db:raw .. 1"], With(estate, []).Run(new RetentionMissing()).Select(Line));
        Assert.Empty(estate.Run(new RetentionMissing()));

        static RuleEstate With(
            RuleEstate estate,
            System.Collections.Immutable.ImmutableArray<HeldFact<RetentionRule>> rules
        ) => estate with { Records = estate.Records with { RetentionRules = rules } };
    }

    [Fact]
    public void A_training_dataset_needs_an_approval_in_force()
    {
        var estate = Plain with
        {
            Lineage =
            [
                Held(Edge("stats.daily", "raw.keys"), 3),
                Held(Edge("raw.keys", "stats.daily", LineageKind.Train), 6),
            ],
        };

        Assert.Equal(
            ["table:raw.keys 05-03T00.. 1", "table:stats.daily 05-03T00.. 1"],
            estate.Run(new TrainingDatasetWithoutApproval()).Select(Line)
        );
        Assert.Equal(
            ["table:raw.keys 05-09T00.. 1"],
            Approved(("table:raw.keys", 9), ("db:stats", null)).Run(new TrainingDatasetWithoutApproval()).Select(Line)
        );
        Assert.Empty(
            (Plain with { Lineage = [Held(Edge("raw.keys", "stats.daily"))] }).Run(new TrainingDatasetWithoutApproval())
        );

        RuleEstate Approved(params (string Scope, double? To)[] approvals) =>
            estate with
            {
                Records = estate.Records with
                {
                    Approvals =
                    [
                        .. approvals.Select(approval =>
                            Held(
                                new Approval(approval.Scope, ApprovalKind.Dataset, approval.Scope, "eve", null),
                                1,
                                approval.To
                            )
                        ),
                    ],
                },
            };
    }

    [Fact]
    public void Raw_and_analytics_in_one_hand()
    {
        var apart = Zoned(ZoneKind.Raw, ZoneKind.Dashboard);
        var together = Zoned(ZoneKind.Raw, ZoneKind.Analytics);

        Assert.Empty(apart.Run(new SegregationBreach()));
        Assert.Equal(["zone:raw zone:analytics .. 2"], together.Run(new SegregationBreach()).Select(Line));
    }

    [Fact]
    public void A_copy_outside_the_zone_is_told_by_lineage_or_by_its_columns()
    {
        var zoned = Zoned(ZoneKind.Raw, ZoneKind.Analytics);
        var copied = zoned with
        {
            Facts = zoned.Facts with
            {
                Tables =
                [
                    .. zoned.Facts.Tables.Select(table =>
                        table.Name.Database == "stats"
                            ? table with
                            {
                                Columns = zoned.Facts.Tables[0].Columns,
                                CreatedAt = May(8),
                            }
                            : table
                    ),
                ],
            },
        };
        var shuffled = copied with
        {
            Facts = copied.Facts with
            {
                Tables =
                [
                    .. copied.Facts.Tables.Select(table =>
                        table.Name.Database == "stats" ? table with { Columns = [.. table.Columns.Reverse()] } : table
                    ),
                ],
            },
        };
        var place = copied with
        {
            Facts = copied.Facts with
            {
                Classifications =
                [
                    .. copied.Facts.Classifications,
                    new(new("stats", "other"), "KEYSTROKES", ClassificationBasis.Import),
                ],
            },
        };
        const string Found = "table:stats.daily table:raw.keys 05-08T00.. 6";

        Assert.Empty(zoned.Run(new ShadowCopy()));
        Assert.Equal([Found], copied.Run(new ShadowCopy()).Select(Line));
        Assert.Empty(shuffled.Run(new ShadowCopy()));
        Assert.Empty(place.Run(new ShadowCopy()));
        Assert.Equal(
            [Found],
            (shuffled with { Lineage = [Held(Edge("raw.keys", "stats.daily"))] }).Run(new ShadowCopy()).Select(Line)
        );
        Assert.Empty((copied with { Records = Zoned(ZoneKind.Raw, ZoneKind.Raw).Records }).Run(new ShadowCopy()));
        Assert.Empty((zoned with { Lineage = [Held(Edge("raw.keys", "stats.daily"))] }).Run(new ShadowCopy()));
    }

    [Fact]
    public void What_is_sensitive_and_not_fully_logged()
    {
        Assert.Equal(["db:raw .. 1"], Plain.Run(new UnloggedSensitive()).Select(Line));
        Assert.Empty(Logged(("db:raw", CoverageState.Full)).Run(new UnloggedSensitive()));
        Assert.Equal(
            ["db:raw 05-03T00.. 1"],
            Logged(("db:raw", CoverageState.Partial)).Run(new UnloggedSensitive()).Select(Line)
        );
        Assert.Equal(
            ["db:raw 05-03T00.. 1"],
            Logged(("db:raw", CoverageState.Full), ("table:raw.keys", CoverageState.None))
                .Run(new UnloggedSensitive())
                .Select(Line)
        );

        // Derived from the logs' numbers: they end with the last event, and what they showed yesterday still counts.
        Assert.Empty(Derived(to: 32).Run(new UnloggedSensitive()));
        Assert.Equal(["db:raw .. 1"], Derived(to: 30).Run(new UnloggedSensitive()).Select(Line));

        var silent = Plain.Facts.Policies.Select(one => one with { IsAuditEnabled = false, UpdatedAt = May(10) });
        Assert.Equal(
            ["db:raw 05-10T00.. 1"],
            (Logged(("db:raw", CoverageState.Full)) with { Facts = Plain.Facts with { Policies = [.. silent] } })
                .Run(new UnloggedSensitive())
                .Select(Line)
        );

        static RuleEstate Derived(double to) =>
            Plain with
            {
                Records = Plain.Records with
                {
                    DerivedCoverages =
                    [
                        Held(new LogCoverage("db:raw", AccessChannel.Hive, CoverageState.Full, null), 3, to),
                    ],
                },
            };

        static RuleEstate Logged(params (string Scope, CoverageState State)[] coverage) =>
            Plain with
            {
                Records = Plain.Records with
                {
                    LogCoverages =
                    [
                        .. coverage.Select(one =>
                            Held(new LogCoverage(one.Scope, AccessChannel.Hive, one.State, null), 3)
                        ),
                    ],
                },
            };
    }

    private static RuleEstate Zoned(ZoneKind raw, ZoneKind stats) =>
        Plain with
        {
            Records = Plain.Records with
            {
                DataZones = [Held(new DataZone("db:raw", raw)), Held(new DataZone("db:stats", stats))],
            },
        };

    private static RuleEstate Owned(params (string Scope, string Identity)[] owners) =>
        Plain with
        {
            Records = Plain.Records with
            {
                DataOwners = [.. owners.Select(owner => Held(new DataOwner(owner.Scope, owner.Identity, null)))],
            },
        };

    private static EstateFacts Disable(EstateFacts facts, string login) =>
        facts with
        {
            Principals =
            [
                .. facts.Principals.Select(one => one.Id.Name == login ? one with { IsEnabled = false } : one),
            ],
        };

    private static EstateFacts Depart(EstateFacts facts, string login) =>
        facts with
        {
            Principals =
            [
                .. facts.Principals.Select(one =>
                    one.Id.Name == login
                        ? one with
                        {
                            Person = one.Person! with { Status = EmploymentStatus.Departed },
                        }
                        : one
                ),
            ],
        };
}
