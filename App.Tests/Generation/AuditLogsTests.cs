using System.IO.Compression;
using System.Text.Json.Nodes;
using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Tests.Generation;

/// <summary>What the generated audit logs say, read from the files alone.</summary>
public sealed class AuditLogsTests : IAsyncLifetime
{
    private readonly GeneratedEstate _estate = new(EstateSize.For(tables: 200, people: 120, seed: 39));

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    /// <remarks>gzip checks its sum while it reads: the writer's own.</remarks>
    [Fact]
    public void Numbers_of_a_server_run_on_but_for_the_planted_gap()
    {
        var missing = 0L;
        var servers = Logs().SelectMany(log => log).GroupBy(one => GeneratedEstate.Text(one["agentHost"]));
        foreach (var events in servers.Select(log => log.OrderBy(At, StringComparer.Ordinal).ToList()))
        {
            var numbers = events.ConvertAll(one => one["seq_num"]!.GetValue<long>());
            Assert.Equal(0, numbers[0]);
            Assert.Equal(numbers.Distinct().Order(), numbers);
            missing += numbers[^1] + 1 - numbers.Count;
        }

        Assert.Equal(_estate.Truth("log-gap")["amount"]!.GetValue<long>(), missing);
    }

    [Fact]
    public void Nobody_reads_who_was_not_meant_to_but_those_whom_the_truth_or_an_exception_names()
    {
        var planted = _estate
            .Json("truth.json")
            .AsArray()
            .Where(one => GeneratedEstate.Text(one!["rule"]) is "misuse" or "exception-expired")
            .SelectMany(one => GeneratedEstate.Texts(one!["subjects"]))
            .Where(subject => subject.StartsWith("login:", StringComparison.Ordinal))
            .Concat(_estate.Rows("governance/access-exceptions.csv").Select(row => row["principal"]))
            .ToHashSet(StringComparer.Ordinal);
        var groups = _estate
            .Rows("governance/table-groups.csv")
            .Where(row => row["rule"].EndsWith("*.*", StringComparison.Ordinal))
            .ToDictionary(row => row["rule"][..^3], row => "group:" + row["group"], StringComparer.Ordinal);
        var audiences = _estate
            .Rows("governance/intended-access.csv")
            .ToLookup(row => row["scope"], row => row["principal_or_rule"]);
        var members = Closures();

        var strangers = Logs()
            .SelectMany(log => log)
            .Select(one =>
                (Login: "login:" + GeneratedEstate.Text(one["reqUser"]), Table: GeneratedEstate.Text(one["resource"]))
            )
            .Where(one => !one.Login.StartsWith("login:svc-", StringComparison.Ordinal) && one.Table[0] != '/')
            .Where(one =>
                !audiences[groups.Single(rule => one.Table.StartsWith(rule.Key, StringComparison.Ordinal)).Value]
                    .Any(audience => members(audience).Contains(one.Login))
            )
            .Select(one => one.Login)
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(strangers);
        Assert.Subset(planted, strangers);
    }

    private static string At(JsonNode one) => GeneratedEstate.Text(one["evtTime"]);

    private IEnumerable<IEnumerable<JsonNode>> Logs() =>
        Directory
            .EnumerateFiles(Path.Combine(_estate.Folder, "audit"), "*", SearchOption.AllDirectories)
            .Select(path =>
            {
                using var file = File.OpenRead(path);
                using var text = new StreamReader(
                    path.EndsWith(".gz", StringComparison.Ordinal)
                        ? new GZipStream(file, CompressionMode.Decompress)
                        : file
                );
                return text.ReadToEnd()
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonNode.Parse(line)!);
            });

    private Func<string, HashSet<string>> Closures()
    {
        var members = _estate
            .Scim("scim-groups")
            .ToDictionary(
                one => "group:" + GeneratedEstate.Text(one["displayName"]),
                one =>
                    one["members"]!
                        .AsArray()
                        .Select(member =>
                            (GeneratedEstate.Text(member!["type"]) == "Group" ? "group:" : "login:")
                            + GeneratedEstate.Text(member["display"])
                        )
                        .ToList(),
                StringComparer.Ordinal
            );
        return name =>
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>([name]);
            while (open.TryPop(out var next))
            {
                if (found.Add(next) && members.TryGetValue(next, out var inner))
                {
                    inner.ForEach(open.Push);
                }
            }

            return found;
        };
    }
}
