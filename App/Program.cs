using GovernanceDashboard.Components;
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
app.Use(
    (context, next) =>
    {
        ContentSecurity.Apply(context.Response.Headers);
        return next(context);
    }
);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapHealthChecks("/health");
app.MapRazorComponents<AppRoot>().AddInteractiveServerRenderMode();
await app.RunAsync();
