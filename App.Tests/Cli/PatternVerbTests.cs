using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>patterns and signatures over an estate whose answers are known.</summary>
public sealed class PatternVerbTests(TinyEstate estate) : IClassFixture<TinyEstate>
{
    private readonly Terminal _terminal = estate.Terminal();

    [Fact]
    public async Task Patterns_say_what_opens_which_tables_and_one_of_them_lists_its_tables()
    {
        var answer = await AskAsync("patterns");

        Assert.Equal((2, 2), ((int?)answer["total"], (int?)answer["count"]));
        var open = answer["patterns"]!.AsArray().Single(pattern => Openers(pattern!).Contains("Everyone Full"));
        var narrow = answer["patterns"]!.AsArray().Single(pattern => !ReferenceEquals(pattern, open))!;
        Assert.Equal(
            ["Group Full", "Role Partial"],
            Openers(narrow).Where(opener => !opener.StartsWith("Named", StringComparison.Ordinal)).Distinct().Order()
        );
        Assert.Equal((long)answer["pairs"]!, answer["patterns"]!.AsArray().Sum(pattern => (long)pattern!["pairs"]!));

        var one = await AskAsync("patterns", (string)open!["id"]!);
        var table = Assert.Single(one["tables"]!.AsArray())!;
        Assert.Equal("telemetry.keys", (string?)table["name"]);
        var signature = Assert.Single(
            (await AskAsync("signatures", "--of", "telemetry.keys"))["signatures"]!.AsArray()
        )!;
        Assert.Equal((string?)signature["hash"], (string?)table["signature"]);
        Assert.Equal((int?)table["people"], (int?)signature["people"]);
    }

    [Fact]
    public async Task The_access_digest_is_that_of_all_tables_with_their_signatures()
    {
        var answer = await AskAsync("signatures");
        var lines = answer["signatures"]!
            .AsArray()
            .SelectMany(one => one!["tables"]!.AsArray().Select(table => $"{table}\t{one["hash"]}\n"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))),
            (string?)answer["accessDigest"]
        );
        Assert.Equal(
            (string?)answer["accessDigest"],
            (string?)(await AskAsync("signatures", "--of", "telemetry.keys"))["accessDigest"]
        );
    }

    [Fact]
    public async Task A_search_leaves_the_patterns_that_it_names_and_totals_stay_those_of_the_estate()
    {
        var answer = await AskAsync("patterns", "--search", "everyone");

        Assert.Equal((1, 2), ((int?)answer["count"], (int?)answer["total"]));
    }

    [Fact]
    public async Task Signatures_cover_every_table_once_and_tell_no_name()
    {
        var result = await _terminal.RunAsync("signatures", "--json");

        var tables = JsonNode.Parse(result.Output)!["signatures"]!
            .AsArray()
            .SelectMany(signature => signature!["tables"]!.AsArray())
            .Select(table => (string)table!);
        Assert.Equal(["sales.orders", "telemetry.keys"], tables.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(TinyEstate.RealNames, name => result.Output.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("patterns", "0123456789ab")]
    [InlineData("signatures", "--of", "no.such_table")]
    public async Task What_does_not_exist_is_said(params string[] args) =>
        Assert.Equal(4, (await _terminal.RunAsync(args)).ExitCode);

    [Fact]
    public async Task A_name_that_is_none_is_a_bad_argument() =>
        Assert.Equal(64, (await _terminal.RunAsync("signatures", "--of", "orders")).ExitCode);

    private static string[] Openers(JsonNode pattern) =>
        [.. pattern["openers"]!.AsArray().Select(opener => $"{opener!["via"]} {opener["level"]}")];

    private async Task<JsonNode> AskAsync(params string[] args)
    {
        var result = await _terminal.RunAsync([.. args, "--json"]);
        Assert.Equal(0, result.ExitCode);
        return JsonNode.Parse(result.Output)!;
    }
}
