using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>Rules about who gets at what, and by which way.</summary>
public sealed class AccessRulesTests
{
    private const PathBits Everything = PathBits.Read | PathBits.Write | PathBits.Execute;

    [Fact]
    public void Sensitive_tables_that_an_item_opens_to_everyone()
    {
        var open = Plain with
        {
            Facts = Plain.Facts with
            {
                Policies =
                [
                    .. Plain.Facts.Policies,
                    Scenarios.Facts.Policy(
                        7,
                        "raw.*.*",
                        allow: [Scenarios.Facts.Item(groups: ["ops"]), Scenarios.Facts.Item(groups: ["public"])]
                    ),
                ],
            },
        };

        Assert.Empty(Plain.Run(new BroadDefault())); // stats.daily is open, and Internal
        var found = Assert.Single(open.Run(new BroadDefault()));
        Assert.Equal("policy:7 item:allow:1 group:public .. 1", Line(found));
        Assert.Equal((4, 3), (found.Terms.Weight, found.Terms.People));
        Assert.Equal(FindingSeverity.High, found.Severity);
    }

    [Fact]
    public void A_dashboard_and_a_view_that_show_what_their_people_cannot_read()
    {
        var estate = Plain with
        {
            Facts = Plain.Facts with
            {
                Tables =
                [
                    .. Plain.Facts.Tables.Select(table =>
                        table.Name.Database == "stats" ? table with { Kind = ResourceKind.View } : table
                    ),
                ],
                ViewSources = [new(new("stats", "daily"), [new("raw", "keys")], IsComplete: true)],
                Dashboards =
                [
                    new("D1", "Pulse", [new("raw", "keys")], [PrincipalId.Login("bob"), PrincipalId.Login("cy")]),
                    new("D2", "Inner", [new("raw", "keys")], [PrincipalId.Group("ops")]),
                    new("D3", "Unknown", [new("raw", "keys")]),
                ],
            },
        };

        Assert.Empty(Plain.Run(new DashboardLaunders()));
        Assert.Empty(Plain.Run(new ViewLaunders()));
        Assert.Equal(
            ["dashboard:D1 table:raw.keys login:bob login:cy .. 1"],
            estate.Run(new DashboardLaunders()).Select(Line)
        );
        Assert.Equal(["table:stats.daily table:raw.keys .. 1"], estate.Run(new ViewLaunders()).Select(Line));
    }

    [Fact]
    public void A_dashboard_shows_since_the_table_was_made_and_the_first_of_them_came()
    {
        var joined = new Membership(PrincipalId.Login("cy"), PrincipalId.Group("fans"));
        var estate = Plain with
        {
            Facts = Plain.Facts with
            {
                Principals = [.. Plain.Facts.Principals, new(PrincipalId.Group("fans"), PrincipalKind.Group)],
                Memberships = [.. Plain.Facts.Memberships, joined],
                Dashboards = [new("D1", "Pulse", [new("raw", "keys")], [PrincipalId.Group("fans")])],
            },
            Changes = SinceMay,
        };

        Assert.Equal("05-05T00", Since(Held(joined, 3))); // came before the table was there
        Assert.Equal("05-09T00", Since(Held(joined, 9)));
        Assert.Equal("05-05T00", Since(Held(joined) with { FromNotBefore = null })); // was there when the facts begin

        string Since(HeldFact<Membership> membership)
        {
            var found = Assert.Single(
                new DashboardLaunders().Run(estate.Context([membership]), TestContext.Current.CancellationToken)
            );
            return Line(found).Split(' ')[^2].Split("..")[0];
        }
    }

    [Fact]
    public void Files_that_are_open_past_hive()
    {
        var estate = Plain with
        {
            Facts = Plain.Facts with
            {
                Tables = [.. Plain.Facts.Tables.Select(table => table with { Location = $"/w/{table.Name}" })],
                Hdfs = HdfsService.Default,
                Paths = [],
            },
        };

        Assert.Empty(Plain.Run(new FilesBypass()));
        Assert.Empty(estate.Run(new FilesBypass())); // nothing is listed: not known, and not judged

        var open = new PathAccess(
            "hive",
            "hive",
            Everything,
            PathBits.None,
            PathBits.Read | PathBits.Execute,
            null,
            []
        );
        var listed = estate with
        {
            Facts = estate.Facts with
            {
                Paths =
                [
                    .. new[] { "/", "/w", "/w/raw.keys", "/w/stats.daily" }.Select(path => new PathPermission(
                        path,
                        true,
                        open
                    )),
                ],
            },
        };

        // cy reads the files of raw.keys; stats.daily is open to all in Hive, and Internal.
        Assert.Equal(["table:raw.keys .. 1"], listed.Run(new FilesBypass()).Select(Line));
    }

    [Fact]
    public void An_exception_that_ran_out_with_the_access_left_open()
    {
        var estate = Plain with
        {
            Records = Plain.Records with
            {
                IntendedAccess = [Held(new IntendedAccess("db:raw", "login:ann", null, null, null, null))],
                AccessExceptions =
                [
                    Exception("E1", "bob", 1, 9),
                    Exception("E2", "cy", 1, 9),
                    Exception("E3", "ann", 1, 9),
                ],
            },
        };

        // cy reads nothing, ann is meant to.
        var ranOut = Assert.Single(estate.Run(new ExceptionExpired()));
        Assert.Equal("exception:E1 login:bob table:raw.keys 05-09T00.. 1", Line(ranOut));
        // Registers that know it by the exception's bare id keep it.
        Assert.Equal(
            (ranOut with { KnownBy = null, Subjects = ["E1", "login:bob", "table:raw.keys"] }).Fingerprint,
            ranOut.Fingerprint
        );
        Assert.Empty(
            With([.. estate.Records.AccessExceptions, Exception("E4", "bob", 9, null)]).Run(new ExceptionExpired())
        );
        Assert.Empty(
            (estate with { Records = estate.Records with { IntendedAccess = [] } }).Run(new ExceptionExpired())
        );

        RuleEstate With(System.Collections.Immutable.ImmutableArray<HeldFact<AccessException>> exceptions) =>
            estate with
            {
                Records = estate.Records with { AccessExceptions = exceptions },
            };

        static HeldFact<AccessException> Exception(string id, string who, double from, double? to) =>
            Held(new AccessException(id, "table:raw.keys", who, null, "r", "a", null), from, to);
    }

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_says_what_it_means()
    {
        Assert.Equal(FindingRules.All.Length, FindingRules.All.Select(rule => rule.Info.Id).Distinct().Count());
        Assert.All(FindingRules.All, rule => Assert.Matches("^[a-z-]+$", rule.Info.Id));
        Assert.All(FindingRules.All, rule => Assert.Matches(@"Amount: .+\.", rule.Info.Meaning));
        Assert.All(FindingRules.All, rule => Assert.NotEmpty(rule.Info.Requirements));
    }

    [Fact]
    public void A_finding_is_known_again_by_rule_and_subjects_and_what_happened_once_by_its_beginning()
    {
        var finding = new Finding("r", ["table:a.b", "login:x"], May(1), null, 3, "", new(4, 1));

        Assert.Equal(
            finding.Fingerprint,
            (finding with { Subjects = ["login:x", "table:a.b"], Amount = 9, From = May(2) }).Fingerprint
        );
        Assert.NotEqual(finding.Fingerprint, (finding with { Rule = "s" }).Fingerprint);
        Assert.NotEqual(
            (finding with { To = May(3) }).Fingerprint,
            (finding with { To = May(3), From = May(2) }).Fingerprint
        );
    }

    [Theory]
    [InlineData(4, 100, false, FindingSeverity.Critical)]
    [InlineData(4, 99, false, FindingSeverity.High)]
    [InlineData(4, 0, true, FindingSeverity.Medium)]
    [InlineData(1.5, 99, false, FindingSeverity.Medium)]
    [InlineData(0.25, 5_000, false, FindingSeverity.Low)]
    [InlineData(0.25, 0, true, FindingSeverity.Informational)]
    public void Severity_follows_from_weight_people_and_whether_it_is_a_gap(
        double weight,
        int people,
        bool isGap,
        FindingSeverity expected
    ) => Assert.Equal(expected, new SeverityTerms(weight, people, isGap).Severity);
}
