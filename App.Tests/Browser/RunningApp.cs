using Microsoft.AspNetCore.Mvc.Testing;

namespace GovernanceDashboard.Tests.Browser;

/// <summary>The real app, in this process, on a free port.</summary>
public sealed class RunningApp : WebApplicationFactory<Program>
{
    private readonly Lazy<Uri> _address;

    public RunningApp()
    {
        UseKestrel(0);
        _address = new Lazy<Uri>(() =>
        {
            StartServer();
            return ClientOptions.BaseAddress;
        });
    }

    /// <summary>Where it listens; the first question starts it.</summary>
    public Uri Address => _address.Value;
}
