using GovernanceDashboard.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Security;

/// <summary>Registers the room and its place in the pipeline. Needs a <see cref="DataFolder"/>, the application's records and an <see cref="IDemoState"/>.</summary>
public static class SecurityServices
{
    private const int MostAttempts = 10_000;
    private const int MostRecheckSeconds = 600;

    private static readonly TimeSpan s_sessionLength = TimeSpan.FromHours(8);

    /// <summary>
    /// What the server and the command line need. Everything asks for a signed-in user unless it says <c>AllowAnonymous</c>;
    /// each <see cref="AppAction"/> is also a policy of that name, for pages.
    /// </summary>
    public static IServiceCollection AddGovernanceSecurity(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ActivityLog>();
        services.AddSingleton<PrincipalLabels>();
        services.AddSingleton<Unmasking>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<SignInThrottle>();
        AddOptions(services, configuration);
        AddKeys(services);
        AddSessions(services);
        return services;
    }

    /// <summary>Headers, unhandled errors, foreign requests, sign-in and permissions. Belongs first in the pipeline.</summary>
    public static WebApplication UseGovernanceSecurity(this WebApplication app)
    {
        var gate = new OriginGate(app.Configuration);
        app.UseSecurityHeaders();

        // The framework logs the exception. Nothing of it goes out: its text may hold names and paths.
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = context =>
                    context.Response.WriteAsync(
                        "Something went wrong on the server. Its log has the details.\n",
                        context.RequestAborted
                    ),
            }
        );
        app.UseHsts();
        app.Use(
            async (context, next) =>
            {
                if (gate.Refuse(context.Request) is not var (status, text))
                {
                    await next(context);
                    return;
                }

                context.Response.StatusCode = status;
                await context.Response.WriteAsync(text, context.RequestAborted);
            }
        );
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    private static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperatorOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<OperatorOptions>>(new OperatorConfiguration(configuration));
        services.AddSingleton<IValidateOptions<OperatorOptions>>(new OperatorConfiguration(configuration));
        services
            .AddOptions<SignInOptions>()
            .Bind(configuration.GetSection(SignInOptions.Section))
            .Validate(
                options => options.AttemptsPerMinute is >= 1 and <= MostAttempts,
                $"SignIn:AttemptsPerMinute must be from 1 to {MostAttempts}."
            )
            .Validate(
                options => options.RecheckSeconds is >= 1 and <= MostRecheckSeconds,
                $"SignIn:RecheckSeconds must be from 1 to {MostRecheckSeconds}."
            )
            .ValidateOnStart();
    }

    private static void AddKeys(IServiceCollection services)
    {
        // A fixed name: sessions outlive an update that moves the program to another folder.
        services.AddDataProtection().SetApplicationName("GovernanceDashboard");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            provider => new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = new FileSystemXmlRepository(
                    new DirectoryInfo(
                        provider.GetRequiredService<DataFolder>().Folder(Path.Combine("keys", "protection"))
                    ),
                    provider.GetRequiredService<ILoggerFactory>()
                )
            )
        );

        // It warns that the keys lie there unencrypted. So they do, in a folder that only the owner reads.
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
        );
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddSingleton<SessionCookieEvents>();
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.EventsType = typeof(SessionCookieEvents);
                cookie.ExpireTimeSpan = s_sessionLength;
                cookie.SlidingExpiration = true;
                cookie.Cookie.Name = "governance-session";
                cookie.Cookie.HttpOnly = true;

                // Lax and not Strict: a link to a page from a ticket should find the user signed in.
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "governance-antiforgery";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            foreach (var action in Enum.GetValues<AppAction>())
            {
                authorization.AddPolicy(
                    action.ToString(),
                    policy =>
                        policy
                            .RequireAuthenticatedUser()
                            .RequireAssertion(context =>
                                context.User.Identity is { IsAuthenticated: true }
                                && RolePermissions.Allows(CurrentUsers.From(context.User), action)
                            )
                );
            }
        });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSessions>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
    }
}
