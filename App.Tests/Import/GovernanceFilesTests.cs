using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import;

public sealed class GovernanceFilesTests
{
    private const string SomePeople = """{"Resources":[{"userName":"u"}]}""";

    private static readonly DateTimeOffset s_taken = ImportFixture.TakenAt;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_record_type_is_read_with_all_its_columns_and_its_time()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With(
                "governance/access-exceptions.csv",
                "id,scope,principal,reason,requester,approver,from,to,document\nE1,db:d,group:g,audit,ann,bob,2026-01-01,2026-02-01,doc-1\n"
            )
            .With(
                "governance/waivers.csv",
                "id,finding_rule,scope,reason,requester,approver,from,to\nW1,owner-missing,table:d.t,soon,ann,bob,2026-01-01,2027-01-01\n"
            )
            .With(
                "governance/approvals.csv",
                "id,kind,scope,approver,purpose,from,to\nA1,dataset,group:G,board,training,2026-01-01,\n"
            )
            .With(
                "governance/commitments.csv",
                "id,review,text,check,parameters,scope,from\nC1,PR-7,Only staff of the team,audience-within,\"{\"\"max\"\":60}\",db:d,2026-01-05\n"
            )
            .With("governance/retention.csv", "scope,days,legal_ground,last_written_column\ndb:d,90,consent,Dt\n")
            .With(
                "governance/flows.csv",
                "id,name,purpose,lawful_basis,allowed_fields,notice_version,state,state_from,jurisdictions,assessment_due\n"
                    + "F1,Keys,training,consent,key;ts,v2,suspended,2026-02-01,US;DE,2026-06-01\n"
                    + "F1,Keys,training,consent,key;ts,v2,running,2026-01-01,US;DE,2026-06-01\n"
            )
            .With(
                "governance/pauses.csv",
                "subject,flow,from,to,kind\nann,F1,2026-01-03T10:00:00Z,2026-01-03T12:00:00Z,pause\n"
            )
            .With(
                "governance/captures.csv",
                "flow,table,subject,from,to,rows\nF1,d.t,ann,2026-01-03T11:00:00Z,2026-01-03T11:30:00Z,17\n"
            )
            .With(
                "governance/subjects.csv",
                "table,subject,jurisdiction,first_at,last_at,rows\nd.t,ann,US,2026-01-01,2026-01-31,900\n"
            )
            .With("governance/zones.csv", "scope,zone\ndb:d,Raw\n")
            .With(
                "governance/log-coverage.csv",
                "scope,channel,from,to,state,reason\ndb:d,hive,2026-01-01,2026-02-01,partial,agent down\n"
            )
            .With(
                "governance/change-events.csv",
                "at,recorded_at,kind,target,before,after,actor,ticket,approved_by,tool\n2026-01-09T08:00:00.5Z,2026-01-09T09:00:00Z,policy,policy:4,,everyone,ann,T-1,bob,console\n"
            )
            .With("governance/costs.csv", "scope,bytes,rate_per_gb_month,currency\ndb:d,1073741824,0.0235,usd\n");

        var report = await import.ImportAsync();

        Assert.Empty(report.Refused);
        var history = await import.Store.GovernanceAsync(report.Snapshot!, Token);
        Assert.Equal(
            Exactly(new AccessException("E1", "db:d", "group:g", "audit", "ann", "bob", "doc-1"), Day(1, 1), Day(2, 1)),
            Assert.Single(history.AccessExceptions)
        );
        Assert.Equal(
            Exactly(
                new Waiver("W1", "owner-missing", "table:d.t", "soon", "ann", "bob"),
                Day(1, 1),
                Day(1, 1).AddYears(1)
            ),
            Assert.Single(history.Waivers)
        );
        Assert.Equal(
            Exactly(new Approval("A1", ApprovalKind.Dataset, "group:G", "board", "training"), Day(1, 1)),
            Assert.Single(history.Approvals)
        );
        Assert.Equal(
            Exactly(
                new Commitment("C1", "PR-7", "Only staff of the team", "audience-within", "{\"max\":60}", "db:d"),
                Day(1, 5)
            ),
            Assert.Single(history.Commitments)
        );
        Assert.Equal(new("db:d", 90, "consent", "dt"), Assert.Single(history.RetentionRules).Value);
        Assert.Equal(
            [(FlowState.Running, Day(1, 1), Day(2, 1)), (FlowState.Suspended, Day(2, 1), null)],
            history.Flows.Select(flow => (flow.Value.State, flow.From, flow.To))
        );
        Assert.Equal(["key", "ts"], history.Flows[0].Value.AllowedFields);
        Assert.Equal(
            Exactly(new CapturePause("ann", "F1", "pause"), Day(1, 3).AddHours(10), Day(1, 3).AddHours(12)),
            Assert.Single(history.Pauses)
        );
        Assert.Equal(
            Exactly(new CapturedRows("F1", new("d", "t"), "ann", 17), Day(1, 3).AddHours(11), Day(1, 3).AddHours(11.5)),
            Assert.Single(history.Captures)
        );
        Assert.Equal(
            new SubjectPresence(new("d", "t"), "ann", "US", Day(1, 1), Day(1, 31), 900),
            Assert.Single(history.Subjects).Value
        );
        Assert.Equal(new DataZone("db:d", ZoneKind.Raw), Assert.Single(history.DataZones).Value);
        Assert.Equal(
            Exactly(
                new LogCoverage("db:d", AccessChannel.Hive, CoverageState.Partial, "agent down"),
                Day(1, 1),
                Day(2, 1)
            ),
            Assert.Single(history.LogCoverages)
        );
        Assert.Equal(
            Exactly(
                new ChangeEvent(
                    Day(1, 9).AddHours(8).AddMilliseconds(500),
                    Day(1, 9).AddHours(9),
                    "policy",
                    "policy:4",
                    null,
                    "everyone",
                    "ann",
                    "T-1",
                    "bob",
                    "console"
                ),
                Day(1, 9).AddHours(8).AddMilliseconds(500)
            ),
            Assert.Single(history.ChangeEvents)
        );
        Assert.Equal(new StorageCost("db:d", 1L << 30, 0.0235m, "USD"), Assert.Single(history.StorageCosts).Value);
    }

    [Theory]
    [InlineData(
        "access-exceptions",
        "id,scope,principal,requester,approver,to",
        "E,db:d,u,ann,Ann,2026-01-01",
        "requester and approver are the same"
    )]
    [InlineData(
        "access-exceptions",
        "id,scope,principal,requester,approver,to",
        "E,db:d,u,ann,bob,",
        "'to' is empty: it has to end"
    )]
    [InlineData(
        "waivers",
        "id,finding_rule,scope,requester,approver,from,to",
        "W,r,db:d,ann,bob,2026-01-02,2026-01-02",
        "'to' is not after 'from'"
    )]
    [InlineData("approvals", "id,kind,scope,approver", "A,2,db:d,bob", "kind is none of class, dataset, gate")]
    [InlineData(
        "approvals",
        "id,kind,scope,approver",
        "A,gate,d.t,bob",
        "scope is not table:, db:, group:, principal: or query: and a name"
    )]
    [InlineData(
        "commitments",
        "id,review,text,check,scope,parameters",
        "C,r,t,c,db:d,[1]",
        "parameters is no JSON object"
    )]
    [InlineData("retention", "scope,days", "db:d,-1", "days is below 0")]
    [InlineData("retention", "scope,days", "table:d,1", "scope is not table: and db.table")]
    [InlineData("flows", "id,name,state", "F,n,stopped", "state is none of running, paused, suspended")]
    [InlineData("pauses", "subject,flow,from", "ann,F,yesterday", "'from' is no ISO-8601 instant")]
    [InlineData("captures", "flow,table,subject,from,to,rows", "F,d.t,ann,2026-01-01,2026-01-02,", "rows is empty")]
    [InlineData(
        "subjects",
        "table,subject,first_at,last_at",
        "d.t,ann,2026-01-02,2026-01-01",
        "'last_at' is before 'first_at'"
    )]
    [InlineData(
        "zones",
        "scope,zone",
        "db:d,cold",
        "zone is none of raw, restricted, analytics, training, evaluation, dashboard"
    )]
    [InlineData(
        "log-coverage",
        "scope,channel,from,state",
        "db:d,hive,2026-01-01,some",
        "state is none of full, partial, none"
    )]
    [InlineData("change-events", "at,kind,target", ",policy,p", "'at' is empty")]
    [InlineData("costs", "scope,bytes,rate_per_gb_month", "db:d,1,\"1,5\"", "rate_per_gb_month is no amount")]
    [InlineData("costs", "scope,bytes,rate_per_gb_month,currency", "db:d,1,1,$", "currency '$' is no code of three letters such as USD")]
    [InlineData("zones", "scope", "db:d", "the header lacks zone")]
    public async Task A_row_that_cannot_be_used_is_refused_with_its_reason(
        string type,
        string header,
        string row,
        string reason
    )
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With($"governance/{type}.csv", $"{header}\n{row}\n");

        var report = await import.ImportAsync();

        Assert.Equal(reason, Assert.Single(report.Refused).Reason);
        Assert.NotNull(report.Snapshot);
    }

    [Fact]
    public async Task The_same_record_twice_is_refused_and_another_period_of_it_is_not()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With("governance/zones.csv", "scope,zone\ndb:d,raw\ndb:d,analytics\n")
            .With("governance/pauses.csv", "subject,flow,from\nann,F,2026-01-01\nann,F,2026-01-02\nann,F,2026-01-01\n");

        var report = await import.ImportAsync();

        Assert.Equal(
            [("governance/pauses.csv", 4L), ("governance/zones.csv", 3L)],
            report.Refused.Select(row => (row.File, row.Line))
        );
        Assert.Equal(2, (await import.Store.GovernanceAsync(report.Snapshot!, Token)).Pauses.Length);
    }

    [Fact]
    public async Task A_later_import_ends_what_is_gone_but_takes_no_logged_change_back()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With("governance/zones.csv", "scope,zone\ndb:d,raw\ndb:e,raw\n")
            .With("governance/change-events.csv", "at,kind,target\n2026-01-01,policy,p\n");
        var first = await import.ImportAsync();
        import
            .With("governance/zones.csv", "scope,zone\ndb:d,raw\n")
            .With("governance/change-events.csv", "at,kind,target\n2026-03-02,policy,q\n");

        var second = await import.ImportAsync(day: 2);

        var history = await import.Store.GovernanceAsync(second.Snapshot!, Token);
        Assert.Equal(
            new HeldFact<DataZone>(new("db:e", ZoneKind.Raw), s_taken, null, s_taken.AddDays(2), s_taken),
            history.DataZones.Single(zone => zone.Value.Scope == "db:e")
        );
        Assert.Equal(["p", "q"], history.ChangeEvents.Select(change => change.Value.Target));
        Assert.All(history.ChangeEvents, change => Assert.Null(change.To));
        Assert.Equal(2, (await import.Store.GovernanceAsync(first.Snapshot!, Token)).DataZones.Length);
    }

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

    private static HeldFact<T> Exactly<T>(T value, DateTimeOffset from, DateTimeOffset? to = null) =>
        new(value, from, from, to, to);
}
