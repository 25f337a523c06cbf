using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import;

public sealed class GovernanceReaderTests
{
    private const string SomePeople = """{"Resources":[{"userName":"u"}]}""";

    [Fact]
    public async Task Rows_of_one_table_group_add_up()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With(
                "governance/table-groups.csv",
                "group,rule,pin,accountable_exec\ng,sales.*,,cfo\ng,class:PII,A.b; c.D,\ng,,,\ng,x.*,,cto\nh,,nodot,\n"
            );

        var (report, facts) = await import.FactsAsync();

        var group = Assert.Single(facts.TableGroups);
        Assert.Equal(["class:PII", "sales.*"], group.Rules);
        Assert.Equal([new("a", "b"), new("c", "d")], group.Pins);
        Assert.Equal("cfo", group.AccountableExec);
        Assert.Equal([4L, 5, 6], report.Refused.Select(row => row.Line));
    }

    [Fact]
    public async Task Rows_of_a_table_group_that_stand_apart_or_say_the_same_again_are_joined_with_a_warning()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With(
                "governance/table-groups.csv",
                "group,rule,pin,accountable_exec\npay,sales.*,,cfo\npay,fin.*,,cfo\npay,fin.*,,cfo\nweb,web.*,,cto\npay,hr.*,,cfo\n"
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["fin.*", "hr.*", "sales.*"], facts.TableGroups.Single(group => group.Name == "pay").Rules);
        Assert.Equal(
            [
                "governance/table-groups.csv, line 4: table group 'pay' was begun on line 2 of governance/table-groups.csv already; this row says what an earlier one says.",
                "governance/table-groups.csv, line 6: table group 'pay' was begun on line 2 of governance/table-groups.csv already; what this row says was joined with it.",
            ],
            report
                .Warnings.Where(warning => warning.Contains("'pay'", StringComparison.Ordinal))
                .Select(warning =>
                    warning.Replace(" Give it another name if another group was meant.", "", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task Populations_of_one_attribute_are_disjoint()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With(
                "governance/populations.csv",
                "name,attribute,value\nEngineers,Department,R&D\nBuilders,department,R&D\nEngineers,department,Ops\nTall,height,2m\n"
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(new Population("Engineers", "department", "R&D"), Assert.Single(facts.Populations));
        Assert.Equal([3L, 4, 5], report.Refused.Select(row => row.Line));
    }

    [Fact]
    public async Task A_declared_audience_holds_from_and_to_exactly()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With(
                "governance/intended-access.csv",
                "scope,principal_or_rule,purpose,level,approved_by,approval_id,from,to\n"
                    + "db:sales,group:eng,billing,,dpo,A-1,2026-01-01,2026-03-02T12:00:00Z\n"
                    + "db:sales,everyone,,,,,2026-03-03,2026-03-01\nsales,everyone,,,,,,\ndb:sales,everyone,,,,,yesterday,\n"
            );
        await import.ImportAsync();

        var (report, facts) = await import.FactsAsync(day: 4);
        var held = await import.Store.LoadAsync(
            report.Snapshot!,
            new(2026, 3, 2, 11, 59, 59, TimeSpan.Zero),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(facts.IntendedAccess);
        Assert.Equal(
            new IntendedAccess("db:sales", "group:eng", "billing", null, "dpo", "A-1"),
            Assert.Single(held.IntendedAccess)
        );
        Assert.Equal([3L, 4, 5], report.Refused.Select(row => row.Line));
    }

    [Fact]
    public async Task Owners_are_kept_and_unknown_record_types_refused_by_name()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With("governance/data-owners.csv", "scope,identity,team\ntable:a.b,ann,core\ntable:a.b,ann,core\n")
            .With("governance/wishes.csv", "a\n1\n")
            .With("governance/notes.txt", "x");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(new DataOwner("table:a.b", "ann", "core"), Assert.Single(facts.DataOwners));
        Assert.Equal(
            [("governance/data-owners.csv", 3), ("governance/notes.txt", 0), ("governance/wishes.csv", 0L)],
            report.Refused.Select(row => (row.File, row.Line)).Order()
        );
    }
}
