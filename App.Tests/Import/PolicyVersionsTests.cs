using System.Globalization;

namespace GovernanceDashboard.Tests.Import;

public sealed class PolicyVersionsTests
{
    private static readonly DateTimeOffset s_start = ImportFixture.TakenAt;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Policy(int version, double hour) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            { "id": 1, "service": "h", "serviceType": "hive", "name": "v{{version}}", "version": {{version}}, "updateTime": {{s_start.AddHours(
                hour
            ).ToUnixTimeMilliseconds()}},
              "resources": { "database": { "values": ["*"] } }, "policyItems": [] }
            """
        );

    private static string Export(int version, double hour) => $$"""{ "policies": [ {{Policy(version, hour)}} ] }""";

    [Theory]
    [InlineData("[ {0} ]")]
    [InlineData("{{ \"policyId\": 1, \"versions\": [ {0} ] }}")]
    public async Task Versions_that_came_and_went_between_two_imports_have_their_exact_instants(string shape)
    {
        await using var import = new ImportFixture().With("ranger/p.json", Export(1, -5));
        await import.ImportAsync();
        import.With("ranger/p.json", Export(4, 20));
        import.With(
            "ranger/history.json",
            string.Format(
                CultureInfo.InvariantCulture,
                shape,
                string.Join(',', Policy(3, 10.75), Policy(1, -5), Policy(2, 10), Policy(4, 20))
            )
        );

        var report = await import.ImportAsync(day: 1);

        Assert.Empty(report.Refused);
        Assert.Equal("v1", await NameAtAsync(9.99));
        Assert.Equal("v2", await NameAtAsync(10));
        Assert.Equal("v2", await NameAtAsync(10.7));
        Assert.Equal("v3", await NameAtAsync(10.75));
        Assert.Equal("v3", await NameAtAsync(19.99));
        Assert.Equal("v4", await NameAtAsync(20));
        Assert.Equal(1, report.Snapshot!.Counts["policies"]);

        var again = await import.ImportAsync(day: 2);
        Assert.Equal(report.Snapshot.Digest, again.Snapshot!.Digest);

        async Task<string> NameAtAsync(double hour) =>
            Assert
                .Single((await import.Store.LoadAsync(report.Snapshot!, s_start.AddHours(hour), Token)).Policies)
                .Name;
    }

    [Fact]
    public async Task A_history_with_a_gap_proves_nothing_of_the_time_before_it()
    {
        await using var import = new ImportFixture().With("ranger/p.json", Export(1, -5));
        await import.ImportAsync();
        import.With("ranger/p.json", Export(4, 20));
        import.With("ranger/history.json", $"[ {Policy(2, 10)}, {Policy(1, -5)} ]");

        var report = await import.ImportAsync(day: 1);

        var facts = await import.Store.LoadAsync(report.Snapshot!, s_start.AddHours(12), Token);
        Assert.Equal("v1", Assert.Single(facts.Policies).Name);
    }

    [Fact]
    public async Task A_policy_made_between_two_imports_has_its_versions_since()
    {
        var other = Export(1, -5).Replace("\"id\": 1", "\"id\": 2", StringComparison.Ordinal);
        await using var import = new ImportFixture().With("ranger/o.json", other).With("directory/u.csv", "ann,eng\n");
        await import.ImportAsync();
        import.With("ranger/p.json", Export(3, 20)).With("ranger/history.json", $"[ {Policy(1, 5)}, {Policy(2, 10)} ]");

        var report = await import.ImportAsync(day: 1);

        Assert.Empty(await NamesAtAsync(4));
        Assert.Equal("v1", Assert.Single(await NamesAtAsync(5)));
        Assert.Equal("v2", Assert.Single(await NamesAtAsync(15)));
        Assert.Equal("v3", Assert.Single(await NamesAtAsync(21)));

        async Task<string[]> NamesAtAsync(double hour)
        {
            var facts = await import.Store.LoadAsync(report.Snapshot!, s_start.AddHours(hour), Token);
            return [.. facts.Policies.Where(policy => policy.Id == 1).Select(policy => policy.Name)];
        }
    }

    [Fact]
    public async Task Versions_without_their_policies_are_refused_and_doubled_ones_too()
    {
        await using var alone = new ImportFixture()
            .With("directory/u.csv", "ann,eng\n")
            .With("ranger/history.json", $"[ {Policy(1, 0)} ]");
        var report = await alone.ImportAsync();
        Assert.Contains(
            "without the policies themselves",
            Assert.Single(report.Refused).Reason,
            StringComparison.Ordinal
        );

        await using var twice = new ImportFixture()
            .With("ranger/p.json", Export(2, -1))
            .With("ranger/history.json", $"[ {Policy(1, -3)}, {Policy(1, -2)} ]");
        Assert.Contains(
            "the same number",
            Assert.Single((await twice.ImportAsync()).Refused).Reason,
            StringComparison.Ordinal
        );
    }
}
