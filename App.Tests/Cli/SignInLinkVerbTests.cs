namespace GovernanceDashboard.Tests.Cli;

public sealed class SignInLinkVerbTests : IAsyncLifetime
{
    private readonly TinyEstate _estate = new();

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Theory]
    [InlineData("http://localhost:5080/sign-in/", "")]
    [InlineData("http://localhost:7000/sign-in/", "http://0.0.0.0:7000/;https://other")]
    [InlineData("https://governance.example/sign-in/", "https://governance.example")]
    public async Task A_link_is_one_line_on_standard_output(string address, string urls)
    {
        var run = await _estate.Terminal(("Urls", urls)).RunAsync("signin-link", "auditor", "--name", "External audit");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            "^" + address.Replace(".", "\\.", StringComparison.Ordinal) + "[A-Za-z0-9_-]{43}\n$",
            run.Output
        );
        Assert.Contains("For Auditor; works once, within 24 hours.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_link_is_another_and_an_activity_entry()
    {
        var terminal = _estate.Terminal();

        var first = await terminal.RunAsync("signin-link", "Admin");
        var second = await terminal.RunAsync("signin-link", "Admin");

        Assert.NotEqual(first.Output, second.Output);
        var log = await terminal.RunAsync("activity", "verify");
        Assert.StartsWith("VERIFIED  2 rows", log.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signin-link", "Chief")]
    [InlineData("signin-link", "7")]
    [InlineData("signin-link", "Admin", "--name", " ")]
    public async Task An_unknown_role_or_unusable_name_is_a_bad_argument(params string[] args)
    {
        var run = await _estate.Terminal().RunAsync(args);

        Assert.Equal(64, run.ExitCode);
        Assert.Empty(run.Output);
    }
}
