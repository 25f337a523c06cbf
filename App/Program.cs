using GovernanceDashboard.Cli;
using GovernanceDashboard.Components;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Radzen;

var host = CommandLineHost.ForProcess();
if (!CommandLine.Serves(args))
{
    return await CommandLine.RunAsync(args, host, VerbServices, CancellationToken.None);
}

// Started from anywhere, the app finds its configuration and assets beside its own assembly.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
);
builder.WebHost.UseStaticWebAssets();
var data = new DataFolder(DataFolderRule.Resolve(DataFolderRule.OptionIn(args), host));
builder.Services.AddGovernance(builder.Configuration, data);
builder.Services.AddGovernanceStart();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddDashboardPages();
builder.Services.AddHealthChecks().AddCheck<EstateHealth>("estate");

var app = builder.Build();
app.UseGovernanceSecurity();
app.UseStatusCodePagesWithReExecute("/not-found");
app.MapStaticAssets().AllowAnonymous();
app.MapHealthChecks("/health").AllowAnonymous();
app.MapSignIn();
app.MapDownloads();
app.MapRazorComponents<AppRoot>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;

// Verbs answer with the same parts as the pages, without a server.
static IServiceProvider VerbServices(string folder)
{
    var configuration = new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();
    return new ServiceCollection()
        .AddSingleton<IConfiguration>(configuration)
        .AddLogging(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning))
        .AddGovernance(configuration, new DataFolder(folder))
        .BuildServiceProvider();
}
