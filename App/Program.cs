using GovernanceDashboard.Cli;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.EvidencePacks;
using GovernanceDashboard.Components.Pages.SignIn;
using GovernanceDashboard.Data;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using Radzen;

var host = CommandLineHost.ForProcess();
if (!CommandLine.Serves(args))
{
    return await CommandLine.RunAsync(args, host, VerbServices.Over, CancellationToken.None);
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
builder.Services.AddWorkbench();
builder.Services.AddHealthChecks().AddCheck<EstateHealth>("estate");

var app = builder.Build();

// An unknown address leads to the page that says so: a real address, under which a circuit can start.
app.UseStatusCodePages(context =>
{
    if (context.HttpContext.Response.StatusCode == StatusCodes.Status404NotFound)
    {
        context.HttpContext.Response.Redirect("/not-found");
    }

    return Task.CompletedTask;
});
app.UseGovernanceSecurity();
app.MapStaticAssets().AllowAnonymous();
app.MapHealthChecks("/health").AllowAnonymous();
app.MapSignIn();
app.MapEvidenceDownloads();
app.MapRazorComponents<AppRoot>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;
