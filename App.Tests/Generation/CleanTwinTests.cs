using System.Text.Json.Nodes;
using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Tests.Generation;

/// <summary>The clean twin has nothing that a deterministic rule could find: read from its files alone.</summary>
public sealed class CleanTwinTests : IAsyncLifetime
{
    private const string Employment = "urn:governance-dashboard:params:scim:schemas:extension:employment:2.0:User";

    private readonly GeneratedEstate _estate = new(EstateSize.For(2_000, 400, 11) with { IsClean = true });

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Fact]
    public void It_has_nobody_and_nothing_that_should_not_be_there()
    {
        Assert.Empty(_estate.Json("truth.json").AsArray());

        var databases = _estate.Rows("hive/DBS.csv").ConvertAll(row => "db:" + row["NAME"]);
        Assert.Equal(databases, _estate.Rows("governance/data-owners.csv").ConvertAll(row => row["scope"]));
        Assert.Equal(databases, _estate.Rows("governance/zones.csv").ConvertAll(row => row["scope"]));
        Assert.All(
            _estate.Rows("governance/log-coverage.csv"),
            row => Assert.Equal(("full", ""), (row["state"], row["to"]))
        );

        var users = _estate.Scim("scim-users");
        var known = users.Select(one => GeneratedEstate.Text(one["id"])).ToHashSet(StringComparer.Ordinal);
        var live = users
            .Where(one => one["active"]!.GetValue<bool>())
            .ToDictionary(one => GeneratedEstate.Text(one["userName"]), StringComparer.Ordinal);
        Assert.DoesNotContain(
            live.Values,
            one => GeneratedEstate.Text(one[Employment]?["status"] ?? "Active") == "Departed"
        );
        Assert.All(
            _estate.Rows("governance/data-owners.csv"),
            row => Assert.True(live.ContainsKey(row["identity"]), row["identity"])
        );
        var groups = _estate.Scim("scim-groups");
        known.UnionWith(groups.Select(one => GeneratedEstate.Text(one["id"])));
        Assert.All(
            groups.SelectMany(one => one["members"]!.AsArray()),
            member => Assert.Contains(GeneratedEstate.Text(member!["value"]), known)
        );
        Assert.All(
            _estate.Rows("hive/TBLS.csv"),
            row => Assert.StartsWith("svc-", row["OWNER"], StringComparison.Ordinal)
        );
        Assert.All(
            Policies().Where(policy => GeneratedEstate.Text(policy["serviceType"]) == "hive"),
            policy =>
                Assert.DoesNotContain(
                    policy["policyItems"]?.AsArray() ?? [],
                    item => GeneratedEstate.Texts(item!["groups"]).Contains("public")
                )
        );
    }

    [Fact]
    public void Whoever_was_moved_is_in_no_group_of_a_team()
    {
        var members = _estate
            .Scim("scim-groups")
            .ToDictionary(
                one => GeneratedEstate.Text(one["displayName"]),
                one => one["members"]!.AsArray().Select(member => GeneratedEstate.Text(member!["display"])).ToHashSet(),
                StringComparer.Ordinal
            );
        var moved = members
            .Where(one => one.Key.StartsWith("aitrain-pod-", StringComparison.Ordinal))
            .SelectMany(one => one.Value)
            .ToHashSet();
        var elsewhere = members.Where(one =>
            !one.Key.StartsWith("aitrain-", StringComparison.Ordinal)
            && !one.Key.StartsWith("loc-", StringComparison.Ordinal)
            && one.Value.Overlaps(moved)
        );

        Assert.NotEmpty(moved);
        Assert.Empty(elsewhere.Select(one => one.Key));
    }

    private IEnumerable<JsonNode> Policies() =>
        _estate.Json("ranger/service-policies.json")["policies"]!
            .AsArray()
            .Concat(_estate.Json("ranger/policy-versions.json").AsArray())
            .Select(policy => policy!);
}
