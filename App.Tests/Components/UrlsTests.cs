using GovernanceDashboard.Components;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Tests.Components;

public sealed class UrlsTests
{
    private static readonly Picture s_picture = new(
        new SnapshotId(7),
        new DateTimeOffset(2026, 4, 30, 23, 59, 59, 123, TimeSpan.Zero)
    );

    public static TheoryData<string> Links =>
        [
            Urls.Overview(
                s_picture,
                new OverviewAddress("level", HeatmapMeasure.Excess, AsTable: true, Compare: "2026-01-01T00:00:00Z")
            ),
            Urls.Estate(
                s_picture,
                new TableQuery("key stroke", "db", "g", "PII", "unknown", 3, TableSort.People, true)
            ),
            Urls.Table(s_picture, new TableName("sales", "orders")),
            Urls.Person(s_picture, "p-0a1b2c3d4e"),
            Urls.Board(s_picture, new BoardAddress("query:a*b")),
            Urls.People(s_picture, "é & ü"),
            Urls.WhatIf(s_picture, new WhatIfAddress(12)),
            Urls.Evidence(s_picture, "group:A/B"),
            Urls.Group(s_picture, new GroupAddress("A/B")),
            Urls.Records(s_picture, new RecordsAddress("access-exceptions", "doc 1")),
            Urls.Commitments(s_picture, new CommitmentsAddress("broken", "COM 1")),
            Urls.Costs(s_picture, new CostsAddress(true, "A/B")),
            Urls.Flows(s_picture, "F & G"),
            Urls.Discoverable(s_picture, new DiscoverableAddress(true, "query:a*b")),
            Urls.Coverage(s_picture, new CoverageAddress("db:a b", "2026-05-01", "2026-06-01", true, "hive a.b")),
            Urls.Retention(s_picture, new RetentionAddress("group:A & B", "overdue")),
            Urls.Restart(s_picture, RestartChecklist.Parse("gates=capture&exposed=5")),
            Urls.Lateral(s_picture, "p-1 & 2"),
            Urls.Findings(
                s_picture,
                new FindingsAddress("r", "High", "a b", "back-again", "Team 7", true, true, "0a1b")
            ),
            Urls.Patterns(s_picture, new PatternsAddress("group eng", true, new TableName("sales", "orders"))),
            Urls.Pattern(s_picture, new PatternAddress("0a1b2c3d4e5f", "named")),
            Urls.Snapshots(s_picture),
            Urls.Import(s_picture),
            Urls.Activity(s_picture),
            Urls.Jobs(s_picture),
        ];

    [Theory]
    [MemberData(nameof(Links))]
    public void Every_link_keeps_the_picture(string link)
    {
        Assert.Equal(s_picture, Urls.ReadPicture(link));
        Assert.Equal(s_picture, Urls.ReadPicture("http://localhost:5080" + link));
    }

    [Fact]
    public void The_newest_picture_adds_nothing_to_a_link()
    {
        Assert.Equal("/", Urls.Overview(Picture.Newest));
        Assert.Equal("/estate", Urls.Estate(Picture.Newest, TableQuery.Everything));
        Assert.Equal(Picture.Newest, Urls.ReadPicture("/estate"));
    }

    [Theory]
    [InlineData("/?snapshot=x&at=yesterday")]
    [InlineData("/?snapshot=-3")]
    public void A_picture_that_cannot_be_read_counts_as_not_given(string link)
    {
        Assert.Equal(Picture.Newest, Urls.ReadPicture(link));
    }

    [Fact]
    public void The_overview_survives_the_way_there_and_back()
    {
        var address = new OverviewAddress("region", HeatmapMeasure.People, AsTable: true);
        Assert.Equal(address, Urls.ReadOverview(Urls.Overview(s_picture, address)));
        Assert.Equal(new OverviewAddress(), Urls.ReadOverview(Urls.Overview(s_picture)));
    }

    [Fact]
    public void Filters_of_findings_survive_the_way_there_and_back()
    {
        var address = new FindingsAddress("r", "High", "a & b", "back-again", "Team 7", true, true, "0a1b");
        Assert.Equal(address, Urls.ReadFindings(Urls.Findings(s_picture, address)));
        Assert.Equal(new FindingsAddress(), Urls.ReadFindings(Urls.Findings(s_picture)));
    }

    [Fact]
    public void The_commitments_board_survives_the_way_there_and_back()
    {
        var address = new CommitmentsAddress("broken", "COM a&b");
        Assert.Equal(address, Urls.ReadCommitments(Urls.Commitments(s_picture, address)));
        Assert.Equal(new CommitmentsAddress(), Urls.ReadCommitments(Urls.Commitments(s_picture)));
    }

    [Fact]
    public void Costs_and_what_is_discoverable_survive_the_way_there_and_back()
    {
        var costs = new CostsAddress(true, "A & B");
        Assert.Equal(costs, Urls.ReadCosts(Urls.Costs(s_picture, costs)));
        Assert.Equal(new CostsAddress(), Urls.ReadCosts(Urls.Costs(s_picture)));
        var discoverable = new DiscoverableAddress(true, "group:A & B");
        Assert.Equal(discoverable, Urls.ReadDiscoverable(Urls.Discoverable(s_picture, discoverable)));
        Assert.Equal("F & G", Urls.ReadFlows(Urls.Flows(s_picture, "F & G")));
        Assert.Equal(new DiscoverableAddress(), Urls.ReadDiscoverable(Urls.Discoverable(s_picture)));
        var coverage = new CoverageAddress("db:a b", "2026-05-01", "2026-06-01", true, "hive a.b");
        Assert.Equal(coverage, Urls.ReadCoverage(Urls.Coverage(s_picture, coverage)));
        Assert.Equal(new CoverageAddress(), Urls.ReadCoverage(Urls.Coverage(s_picture)));
        var retention = new RetentionAddress("group:A & B", "overdue");
        Assert.Equal(retention, Urls.ReadRetention(Urls.Retention(s_picture, retention)));
        Assert.Equal("p-1 & 2", Urls.ReadLateral(Urls.Lateral(s_picture, "p-1 & 2")));
    }

    [Fact]
    public void A_table_query_survives_the_way_there_and_back()
    {
        var query = new TableQuery("a b", "sales", "Key strokes", "PII", "Restricted", 100, TableSort.CreatedAt, true);
        Assert.Equal(query, Urls.ReadEstate(Urls.Estate(s_picture, query)));
        Assert.Equal(TableQuery.Everything, Urls.ReadEstate(Urls.Estate(s_picture)));
    }

    [Fact]
    public void A_table_survives_the_way_there_and_back()
    {
        var address = new TableAddress(new TableName("sales", "or/ders?%"), "readers", "e mail", "p-0123456789");
        Assert.Equal(address, Urls.ReadTable(Urls.Table(s_picture, address)));
        Assert.Null(Urls.ReadTable("/table/nodot"));
    }

    [Fact]
    public void A_person_and_a_search_survive_the_way_there_and_back()
    {
        Assert.Equal("svc a/b", Urls.ReadPerson(Urls.Person(s_picture, "svc a/b")));
        Assert.Equal("50 % & more", Urls.ReadPeople(Urls.People(s_picture, "50 % & more")));
        Assert.Null(Urls.ReadPerson("/person/"));
    }

    [Fact]
    public void A_what_if_survives_the_way_there_and_back()
    {
        var address = new WhatIfAddress(
            42,
            PolicyItemList.DenyException,
            0,
            "group:public",
            "everyone",
            "db.t",
            "Key strokes",
            "level",
            "-item:42:allow:0:group:public"
        );
        Assert.Equal(address, Urls.ReadWhatIf(Urls.WhatIf(s_picture, address)));
    }

    [Fact]
    public void A_group_and_a_scope_survive_the_way_there_and_back()
    {
        var address = new GroupAddress("Screens – raw/all", "level", "(none)", "tables");
        Assert.Equal(address, Urls.ReadGroup(Urls.Group(s_picture, address)));
        Assert.Equal("table:a.b", Urls.ReadEvidence(Urls.Evidence(s_picture, "table:a.b")));
    }

    [Fact]
    public void Another_picture_leaves_the_rest_of_a_link_alone()
    {
        var link = Urls.Estate(s_picture, new TableQuery("x y", MinPeople: 2));
        Assert.Equal(
            Urls.Estate(Picture.Newest, new TableQuery("x y", MinPeople: 2)),
            Urls.WithPicture(link, Picture.Newest)
        );
    }
}
