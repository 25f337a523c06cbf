using System.Text.Json.Nodes;

namespace GovernanceDashboard.Tests.Cli;

public sealed class WhatIfVerbTests(TinyEstate estate) : IClassFixture<TinyEstate>
{
    private const string Header = "op,kind,target,principal,privilege,effect\n";

    private readonly Terminal _terminal = estate.Terminal();

    [Fact]
    public async Task Removing_everyone_loses_the_readers_that_nothing_else_lets_in()
    {
        var run = await AskAsync("everyone.csv", "remove,item-principal,policy:3/allow/0,group:public,,\n", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal(4, (int?)answer["pairsLost"]);
        Assert.Equal(0, (int?)answer["pairsGained"]);
        Assert.Equal(4, (int?)answer["peopleLost"]);
        Assert.Equal(1, (int?)answer["tablesLost"]);
        Assert.Equal((4, 4), ((int)answer["lost"]!["low"]!, (int)answer["lost"]!["high"]!));
        Assert.Equal(
            ["MetadataOnly None 1", "Full None 4"],
            answer["levels"]!.AsArray().Select(level => $"{level!["from"]} {level["to"]} {level["pairs"]}")
        );
        var group = Assert.Single(answer["groups"]!.AsArray())!;
        Assert.Equal("=Keys", (string?)group["group"]);
        Assert.Equal((4, 0), ((int)group["before"]!["people"]!, (int)group["after"]!["people"]!));
        Assert.Equal(
            ["=Keys eng -2", "=Keys sales -2", "=Keys unknown -0"],
            answer["cells"]!.AsArray().Select(cell => $"{cell!["group"]} {cell["population"]} -{cell["pairsLost"]}")
        );
    }

    [Fact]
    public async Task People_may_be_named_by_pseudonym()
    {
        var bob = JsonNode.Parse((await _terminal.RunAsync("what", "bob", "--json")).Output)!["principal"];

        var run = await AskAsync("bob.csv", $"remove,membership,group:eng,login:{bob},,\n", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(1, (int?)JsonNode.Parse(run.Output)!["pairsLost"]);
    }

    [Theory]
    [InlineData(
        "add,membership,group:sales,login:carol,,\n",
        "unfit.csv, line 2: login:carol is in group:sales already."
    )]
    [InlineData("remove,item-principal,policy:99/allow/0,group:public,,\n", "There is no policy 99.")]
    [InlineData("forget,membership,group:sales,login:carol,,\n", "unfit.csv, line 2: op is neither add nor remove.")]
    [InlineData("", "holds no change")]
    public async Task Changes_that_do_not_fit_exit_with_3_and_say_why(string rows, string problem)
    {
        var run = await AskAsync("unfit.csv", rows, "--json");

        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_with_a_pseudonym_does_not_give_the_name_away()
    {
        var carol = JsonNode.Parse((await _terminal.RunAsync("what", "carol", "--json")).Output)!["principal"];

        var run = await AskAsync("masked.csv", $"add,membership,group:sales,login:{carol},,\n");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"login:{carol} is in group:sales already.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("login:carol", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_read_what_would_change()
    {
        var run = await AskAsync("human.csv", "remove,item-principal,policy:3/allow/0,group:public,,\n");

        Assert.Contains("Lost: 4 pairs, 4 people, 1 table.", run.Output, StringComparison.Ordinal);
    }

    private Task<ProductRun> AskAsync(string name, string rows, params string[] options)
    {
        estate.Write(name, Header + rows);
        return _terminal.RunAsync(["whatif", "--changes", estate.File(name), .. options]);
    }
}
