using System.Globalization;
using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Generation;

/// <summary>
/// The change log, policy versions and the estate at the end tell one story: taken back step by step, from the files alone and by nothing of the product,
/// the log arrives at an estate that could have been.
/// </summary>
public sealed class ChangeLogTests(GeneratedEstate estate) : IClassFixture<GeneratedEstate>
{
    private const string Employment = "urn:governance-dashboard:params:scim:schemas:extension:employment:2.0:User";

    private readonly Dictionary<string, string> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _teams = new(StringComparer.Ordinal);
    private readonly HashSet<(string Container, string Member)> _members = [];
    private readonly Dictionary<string, DateTime> _created = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<(string Target, string Tag)> _tags = [];
    private readonly HashSet<(string Path, string Entry)> _entries = [];
    private readonly Dictionary<string, JsonNode> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Policy, string Version), JsonNode> _versions = [];

    [Fact]
    public void Taken_back_step_by_step_it_gives_the_estate_of_the_first_of_March()
    {
        ReadTheEnd();
        var events = estate.Rows("governance/change-events.csv");
        Assert.True(events.SequenceEqual(events.OrderBy(row => row["at"], StringComparer.Ordinal)));

        foreach (var change in events.AsEnumerable().Reverse())
        {
            TakeBack(change);
        }

        var logins = _accounts.Keys.ToHashSet();
        Assert.All(
            _members.Where(one => one.Member.StartsWith("login:", StringComparison.Ordinal)),
            one => Assert.Contains(one.Member["login:".Length..], logins)
        );
        Assert.DoesNotContain(_tables, table => CreatedAt(table) >= new DateTime(2026, 3, 1));
        Assert.DoesNotContain(
            _members,
            one =>
                one.Container.StartsWith("group:aitrain-pod", StringComparison.Ordinal)
                && one.Member.StartsWith("login:", StringComparison.Ordinal)
        );
        Assert.All(
            _policies.Values.Where(policy => GeneratedEstate.Text(policy["serviceType"]) == "hive"),
            policy =>
                Assert.DoesNotContain(
                    policy["policyItems"]?.AsArray() ?? [],
                    item => GeneratedEstate.Texts(item!["groups"]).Contains("public")
                )
        );
        Assert.All(
            _policies.Values,
            policy =>
                Assert.True(
                    policy["updateTime"]!.GetValue<long>()
                        < new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()
                )
        );
        Assert.Empty(_entries);
    }

    [Fact]
    public void It_declares_itself_whole_from_the_first_of_March()
    {
        var row = estate.Rows("governance/log-coverage.csv").Single(one => one["channel"] == "changes");

        Assert.Equal(
            ("query:*", "2026-03-01T00:00:00Z", "", "full"),
            (row["scope"], row["from"], row["to"], row["state"])
        );
    }

    private void ReadTheEnd()
    {
        foreach (var user in estate.Scim("scim-users"))
        {
            var login = GeneratedEstate.Text(user["userName"]);
            _accounts.Add(login, user["active"]!.GetValue<bool>() ? "enabled" : "disabled");
            if (user[Employment]?["team"] is { } team)
            {
                _teams.Add(login, GeneratedEstate.Text(team));
            }
        }

        foreach (var group in estate.Scim("scim-groups"))
        {
            foreach (
                var member in group["members"]!
                    .AsArray()
                    .Where(one => GeneratedEstate.Text(one!["display"]) != "(left)")
            )
            {
                var space = GeneratedEstate.Text(member!["type"]) == "Group" ? "group:" : "login:";
                _members.Add(
                    (
                        "group:" + GeneratedEstate.Text(group["displayName"]),
                        space + GeneratedEstate.Text(member["display"])
                    )
                );
            }
        }

        var databases = estate.Rows("hive/DBS.csv").ToDictionary(row => row["DB_ID"], row => row["NAME"]);
        foreach (var row in estate.Rows("hive/TBLS.csv"))
        {
            var name = $"table:{databases[row["DB_ID"]]}.{row["TBL_NAME"]}";
            _tables.Add(name);
            _owners.Add(name, row["OWNER"]);
            _created.Add(
                name,
                DateTime.UnixEpoch.AddSeconds(long.Parse(row["CREATE_TIME"], CultureInfo.InvariantCulture))
            );
        }

        var tags = estate.Json("ranger/tags.json");
        foreach (
            var one in tags["serviceResources"]!.AsArray().Where(one => one!["resourceElements"]!["table"] is not null)
        )
        {
            var elements = one!["resourceElements"]!;
            var name = string.Join(
                '.',
                new[] { "database", "table", "column" }.SelectMany(level =>
                    GeneratedEstate.Texts(elements[level]?["values"])
                )
            );
            var id = tags["resourceToTagIds"]![one["id"]!.ToString()]![0]!.ToString();
            _tags.Add(("table:" + name, "tag:" + GeneratedEstate.Text(tags["tags"]![id]!["type"])));
        }

        var path = "";
        foreach (var line in File.ReadLines(Path.Combine(estate.Folder, "hdfs", "getfacl.txt")))
        {
            path = line.StartsWith("# file: ", StringComparison.Ordinal) ? line["# file: ".Length..] : path;
            if (
                line.StartsWith("group:", StringComparison.Ordinal)
                && !line.StartsWith("group::", StringComparison.Ordinal)
            )
            {
                _entries.Add(("path:" + path, line));
            }
        }

        var download = estate.Json("ranger/service-policies.json");
        foreach (
            var policy in download["policies"]!
                .AsArray()
                .Concat(download["tagPolicies"]!["policies"]!.AsArray())
                .Concat(download["securityZones"]!.AsObject().SelectMany(zone => zone.Value!["policies"]!.AsArray()))
        )
        {
            _policies.Add($"policy:{policy!["id"]}", policy);
        }

        foreach (var version in estate.Json("ranger/policy-versions.json").AsArray())
        {
            _versions.Add(($"policy:{version!["id"]}", version["version"]!.ToString()), version);
        }
    }

    private DateTime CreatedAt(string table) => _created.GetValueOrDefault(table, DateTime.MinValue);

    private void TakeBack(Dictionary<string, string> change)
    {
        var (target, before, after) = (change["target"], change["before"], change["after"]);
        var said = $"{change["at"]} {change["kind"]} {target}: '{before}' to '{after}'";
        var login = target[(target.IndexOf(':', StringComparison.Ordinal) + 1)..];
        switch (change["kind"])
        {
            case "membership":
                Assert.True((before.Length == 0) != (after.Length == 0), said);
                Assert.True(after.Length > 0 ? _members.Remove((target, after)) : _members.Add((target, before)), said);
                break;
            case "account":
                Assert.True(_accounts[login] == after, said);
                if (before.Length == 0)
                {
                    _accounts.Remove(login);
                    _teams.Remove(login);
                    Assert.False(_members.Any(one => one.Member == target), said);
                }
                else
                {
                    _accounts[login] = before;
                }

                break;
            case "attribute":
                Assert.True("team=" + _teams[login] == after, said);
                _teams[login] = before["team=".Length..];
                break;
            case "owner":
                Assert.True(_owners[target] == after, said);
                _owners[target] = before;
                break;
            case "tag":
                Assert.True(_tags.Remove((target, after)), said);
                break;
            case "table":
                Assert.True(after == "exists" ? _tables.Remove(target) : _tables.Add(target), said);
                break;
            case "path":
                Assert.True(after.Length > 0 ? _entries.Remove((target, after)) : _entries.Add((target, before)), said);
                break;
            case "policy":
                Assert.True(_policies[target]["version"]!.ToString() == after, said);
                Assert.True(
                    DateTimeOffset.Parse(change["at"], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()
                        == _policies[target]["updateTime"]!.GetValue<long>(),
                    said
                );
                Assert.True(
                    before.Length == 0 ? _policies.Remove(target) : _versions.ContainsKey((target, before)),
                    said
                );
                if (before.Length > 0)
                {
                    _policies[target] = _versions[(target, before)];
                }

                break;
            default:
                Assert.Equal("note", change["kind"]);
                break;
        }
    }
}
