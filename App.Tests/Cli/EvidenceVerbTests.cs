using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

public sealed class EvidenceVerbTests : IAsyncLifetime
{
    private readonly TinyEstate _estate = new();

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Theory]
    [InlineData("table:sales.orders")]
    [InlineData("db:sales")]
    [InlineData("group:Orders")]
    public async Task An_exported_pack_verifies_in_a_place_without_a_database(string scope)
    {
        var pack = await ExportAsync(scope);

        var elsewhere = new Terminal(_estate.File("no-such-data"));
        var run = await elsewhere.RunAsync("evidence", "verify", (string)pack["folder"]!, "--json");

        Assert.Equal(0, run.ExitCode);
        var verification = JsonNode.Parse(run.Output)!;
        Assert.True((bool?)verification["verified"]);
        Assert.Equal((string?)pack["contentRoot"], (string?)verification["contentRoot"]);
        Assert.False(Directory.Exists(_estate.File("no-such-data")));
    }

    [Fact]
    public async Task A_pack_without_its_manifest_or_workbook_is_not_verified()
    {
        var folder = (string)(await ExportAsync("table:sales.orders"))["folder"]!;
        File.Delete(Directory.EnumerateFiles(folder, "*.xlsx").Single());

        var spoilt = await _estate.Terminal().RunAsync("evidence", "verify", folder);
        File.Delete(Path.Combine(folder, "manifest.json"));
        var empty = await _estate.Terminal().RunAsync("evidence", "verify", folder, "--json");

        Assert.Equal(2, spoilt.ExitCode);
        Assert.StartsWith("NOT VERIFIED  ", spoilt.Output, StringComparison.Ordinal);
        Assert.Equal(2, empty.ExitCode);
        Assert.False((bool?)JsonNode.Parse(empty.Output)!["verified"]);
    }

    [Theory]
    [InlineData("table:sales.nothing")]
    [InlineData("group:Nobody")]
    public async Task A_scope_that_holds_nothing_exits_with_4(string scope)
    {
        var run = await _estate
            .Terminal()
            .RunAsync("evidence", "export", "--scope", scope, "--out", _estate.File("packs"), "--json");

        Assert.Equal(4, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(_estate.File("packs")));
    }

    [Fact]
    public async Task An_unmasked_pack_needs_the_right()
    {
        string[] args =
        [
            "evidence",
            "export",
            "--scope",
            "table:sales.orders",
            "--out",
            _estate.File("packs"),
            "--unmask",
            "case 17: for the regulator",
        ];

        var refused = await _estate.Terminal().RunAsync(args);
        var allowed = await _estate.Terminal(("Cli:MayUnmask", "true"), ("Cli:Operator", "Olga")).RunAsync(args);

        Assert.Equal(64, refused.ExitCode);
        Assert.Equal(0, allowed.ExitCode);
    }

    private async Task<JsonNode> ExportAsync(string scope)
    {
        var run = await _estate
            .Terminal()
            .RunAsync("evidence", "export", "--scope", scope, "--out", _estate.File("packs"), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var pack = JsonNode.Parse(run.Output)!;
        Assert.Equal(["folder", "workbook", "contentRoot", "rows"], pack.AsObject().Select(member => member.Key));
        return pack;
    }
}
