using GovernanceDashboard.Cli;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Cli;

public sealed class DataFolderRuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_option_beats_the_variable_and_is_read_from_where_the_reader_stands() =>
        Assert.Equal(_folder.File("mine"), DataFolderRule.Resolve("mine", Host("/elsewhere")));

    [Fact]
    public void The_variable_beats_the_repository() =>
        Assert.Equal("/elsewhere", DataFolderRule.Resolve(null, Host("/elsewhere")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Else_it_is_data_under_the_repository_that_the_reader_stands_in(string? variable)
    {
        _folder.Write("GovernanceDashboard.sln", "");
        _folder.Write("App/Deep/file", "");

        var host = Host(variable) with { CurrentFolder = _folder.File("App/Deep") };

        Assert.Equal(_folder.File("data"), DataFolderRule.Resolve(null, host));
    }

    [Fact]
    public void Outside_a_repository_it_is_data_under_the_one_that_the_program_was_built_in() =>
        Assert.Equal(Path.Combine(RepositoryFolder.Path, "data"), DataFolderRule.Resolve(null, Host(null)));

    [Theory]
    [InlineData("x", "--data", "x")]
    [InlineData("x", "serve", "--urls", "u", "--data=x")]
    [InlineData(null, "serve", "--data")]
    [InlineData(null)]
    public void The_server_finds_the_option_among_its_own(string? expected, params string[] args) =>
        Assert.Equal(expected, DataFolderRule.OptionIn(args));

    private CommandLineHost Host(string? variable) =>
        new(TextWriter.Null, TextWriter.Null, false, false, _folder.FullPath, _ => variable);
}
