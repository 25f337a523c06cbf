using GovernanceDashboard.Cli;
using Microsoft.Extensions.Configuration;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>Runs verbs in this process as at a pipe, over a data folder and settings of the test's own, and keeps what they print.</summary>
internal sealed class Terminal(string data, params IEnumerable<(string Key, string Value)> settings)
{
    private readonly IConfiguration _configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();

    public Task<ProductRun> RunAsync(params string[] arguments) =>
        RunAsync(TestContext.Current.CancellationToken, arguments);

    public Task<ProductRun> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(folder => VerbServices.Over(folder, _configuration), cancellationToken, arguments);

    public async Task<ProductRun> RunAsync(
        Func<string, IServiceProvider> services,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var host = new CommandLineHost(
            output,
            error,
            IsOutTerminal: false,
            IsErrorTerminal: false,
            Path.GetTempPath(),
            name => name == DataFolderRule.VariableName ? data : null
        );
        var code = await CommandLine.RunAsync(arguments, host, services, cancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
