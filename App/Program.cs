using GovernanceDashboard.Components;
using GovernanceDashboard.Security;
using Radzen;

// Started from anywhere, the app finds its configuration and assets beside its own assembly.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddHealthChecks();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapHealthChecks("/health");
app.MapRazorComponents<AppRoot>().AddInteractiveServerRenderMode();
await app.RunAsync();
