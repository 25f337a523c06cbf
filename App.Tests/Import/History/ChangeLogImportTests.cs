using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.History;

/// <summary>Change logs as files: what an import of a folder makes of them.</summary>
public sealed class ChangeLogImportTests
{
    private const string Header = "at,kind,target,before,after,actor,ticket\n";
    private const string Complete =
        "scope,channel,from,to,state,reason\nquery:*,changes,2026-01-01T00:00:00Z,,full,whole\n";

    private static readonly DateTimeOffset s_since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Membership s_nesting = new(PrincipalId.Group("g1"), PrincipalId.Group("g2"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Policies(int version, DateTimeOffset updatedAt) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            { "policies": [ { "id": 1, "service": "h", "serviceType": "hive", "name": "p", "version": {{version}}, "updateTime": {{updatedAt.ToUnixTimeMilliseconds()}},
              "resources": { "database": { "values": ["*"] } }, "policyItems": [] } ] }
            """
        );

    private static ImportFixture Estate(string events, string? coverage = Complete)
    {
        var import = new ImportFixture()
            .With("directory/users.csv", "ann,g1\nben,g1,g2\n")
            .With("ranger/policies.json", Policies(1, s_since.AddDays(-30)))
            .With("governance/change-events.csv", Header + events);
        return coverage is null ? import : import.With("governance/log-coverage.csv", coverage);
    }

    private static HeldFact<Membership>[] Held(ImportFixture import, Snapshot snapshot, Membership membership)
    {
        using var believed = import.Store.Believed(snapshot);
        return [.. believed.Memberships.Of(membership)];
    }

    [Fact]
    public async Task A_nesting_that_lived_forty_minutes_before_the_first_import_is_there_to_the_second()
    {
        await using var import = Estate(
            "2026-02-01T10:00:00Z,membership,group:g2,,group:g1,svc,T-1\n2026-02-01T10:40:00Z,membership,group:g2,group:g1,,svc,T-2\n"
        );

        var (report, facts) = await import.FactsAsync();

        Assert.Empty(report.Refused);
        Assert.DoesNotContain(s_nesting, facts.Memberships);
        Assert.Equal(s_since, report.Snapshot!.FactsFrom);
        var (begins, ends) = (s_since.AddDays(31).AddHours(10), s_since.AddDays(31).AddHours(10).AddMinutes(40));
        Assert.Equal(
            new HeldFact<Membership>(s_nesting, begins, begins, ends, ends),
            Assert.Single(Held(import, report.Snapshot, s_nesting))
        );
        var others = Held(import, report.Snapshot, new(PrincipalId.Login("ann"), PrincipalId.Group("g1")));
        Assert.Equal((s_since, null), (Assert.Single(others).From, others[0].FromNotBefore));

        var again = await import.ImportAsync();
        Assert.True(again.WasThere);
        var later = await import.ImportAsync(day: 1);
        Assert.Equal(report.Snapshot.Digest, later.Snapshot!.Digest);
        Assert.Equal(s_since, later.Snapshot.FactsFrom);
    }

    [Fact]
    public async Task An_event_that_leads_nowhere_is_refused_with_its_line_and_leaves_bounds()
    {
        await using var import = Estate(
            "2026-01-15T00:00:00Z,note,estate,,,svc,\n2026-02-01T10:00:00Z,membership,group:g2,,group:g1,svc,T-1\n"
        );

        var (report, _) = await import.FactsAsync();

        var refused = Assert.Single(report.Refused);
        Assert.Equal(("governance/change-events.csv", 3L), (refused.File, refused.Line));
        Assert.Contains("bounds", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("g1", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.Snapshot!.Counts["change-events"]);
        var source = report.Snapshot.Sources.Single(file => file.Name == refused.File);
        Assert.Equal((1L, 1L), (source.Accepted, source.Refused));
        var begins = s_since.AddDays(31).AddHours(10);
        Assert.Equal(
            new HeldFact<Membership>(s_nesting, begins, begins, ImportFixture.TakenAt, begins),
            Assert.Single(Held(import, report.Snapshot, s_nesting))
        );
        var between = await import.Store.LoadAsync(report.Snapshot, begins.AddDays(1), Token);
        Assert.DoesNotContain(s_nesting, between.Memberships);
        Assert.Equal([new FactsInDoubt("memberships", 1)], between.InDoubt);
        Assert.Empty((await import.Store.LoadAsync(report.Snapshot, begins.AddDays(-1), Token)).InDoubt);
    }

    [Theory]
    [InlineData("membership,group:g2,login:ann,login:ben", "exactly one")]
    [InlineData("membership,login:ann,,group:g1", "target")]
    [InlineData("account,login:ann,enabled,gone", "'enabled', 'disabled'")]
    [InlineData("attribute,login:ann,team=A,level=B", "two attributes")]
    [InlineData("attribute,login:ann,shoe=A,shoe=B", "none of")]
    [InlineData("table,table:db,,exists", "db.table")]
    [InlineData("path,path:/data,,group:g1", "getfacl")]
    [InlineData("tag,table:db.t,PII,", "tag:")]
    [InlineData("owner,table:db.t,ann,ann", "nothing changed")]
    public async Task An_event_that_is_not_written_as_its_kind_says_is_refused(string told, string reason)
    {
        await using var import = Estate($"2026-02-01T10:00:00Z,{told},svc,T\n");

        var report = await import.ImportAsync();

        var refused = Assert.Single(report.Refused);
        Assert.Equal(2, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null)] // it did not exist before: that is known
    [InlineData(4, 20.0)] // nobody has what version 3 said
    public async Task Answers_begin_where_the_text_of_every_policy_is_known(int version, double? day)
    {
        await using var import = Estate("").With("ranger/policies.json", Policies(version, s_since.AddDays(20)));

        var (report, _) = await import.FactsAsync();

        Assert.Equal(s_since.AddDays(day ?? 0), report.Snapshot!.FactsFrom);
        Assert.Equal(
            day is not null,
            report.Warnings.Any(warning => warning.Contains("no version history", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("query:*,changes,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,full,ended")]
    [InlineData("query:*,changes,2026-01-01T00:00:00Z,,partial,")]
    [InlineData("db:sales,changes,2026-01-01T00:00:00Z,,full,a part")]
    [InlineData("query:*,hive,2026-01-01T00:00:00Z,,full,another log")]
    public async Task A_log_that_is_not_whole_up_to_the_import_reaches_nowhere_behind_it(string declared)
    {
        await using var import = Estate("", "scope,channel,from,to,state,reason\n" + declared + "\n");

        var (report, _) = await import.FactsAsync();

        Assert.Equal(ImportFixture.TakenAt, report.Snapshot!.FactsFrom);
        Assert.Equal(
            declared.Contains(",changes,", StringComparison.Ordinal),
            report.Warnings.Any(warning => warning.Contains("reaches nowhere behind it", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_policy_that_nobody_knows_is_warned_of()
    {
        await using var import = Estate(
            "2026-02-01T10:00:00Z,policy,policy:9999,1,2,svc,T-1\n2026-02-02T10:00:00Z,policy,policy:1,1,2,svc,T-2\n"
        );

        var report = await import.ImportAsync();

        Assert.Empty(report.Refused);
        Assert.Single(
            report.Warnings,
            warning => warning.StartsWith("1 policies that the change log names", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_gap_in_the_log_ends_what_it_can_tell()
    {
        await using var import = Estate(
            "",
            Complete + "db:sales,changes,2026-01-05T00:00:00Z,2026-01-10T00:00:00Z,none,outage\n"
        );

        var (report, _) = await import.FactsAsync();

        Assert.Equal(s_since.AddDays(9), report.Snapshot!.FactsFrom);
    }

    [Fact]
    public async Task A_policy_that_came_and_went_before_the_import_is_there_for_its_time()
    {
        var (came, went) = (s_since.AddDays(10), s_since.AddDays(12));
        await using var import = Estate(
                string.Create(CultureInfo.InvariantCulture, $"{went:O},policy,policy:2,1,,svc,T-9\n")
            )
            .With(
                "ranger/history.json",
                Policies(1, came).Replace("\"id\": 1", "\"id\": 2", StringComparison.Ordinal)[
                    "{ \"policies\": ".Length..^2
                ]
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal([1L], facts.Policies.Select(policy => policy.Id));
        Assert.Equal(s_since, report.Snapshot!.FactsFrom);
        using var believed = import.Store.Believed(report.Snapshot);
        var held = Assert.Single(believed.Policies.Of(facts.Policies[0] with { Id = 2 }));
        Assert.Equal((came, came, went, went), (held.From, held.FromNotBefore, held.To, held.ToNotBefore));
        var open = await import.Store.LoadAsync(report.Snapshot, came, Token);
        Assert.Equal(2, open.Policies.Length);
    }
}
