using System.CommandLine;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Cli;

/// <summary><c>signin-link ROLE</c>: a one-time sign-in link, printed on the machine that serves.</summary>
internal static class SignInLinkVerb
{
    private const string DefaultAddress = "http://localhost:5080";
    private const string Example = "signin-link Auditor --name \"External audit\"";
    private const int LongestName = 100;

    public static Command Create(CommandRunner runner)
    {
        var role = new Argument<string>("ROLE") { Description = string.Join(", ", Enum.GetNames<AppRole>()) };
        var name = new Option<string?>("--name")
        {
            Description = "How the user will stand in the activity log (default: made of the role and the link)",
            HelpName = "NAME",
        };
        var command = runner.Verb(
            "signin-link",
            "A one-time sign-in link for a role",
            new("signin-link ROLE [--name NAME] [--data DIR]", Example),
            async (run, cancellationToken) =>
            {
                var asked = Role(run.Get(role));
                var shown = Name(run.Get(name));
                RolePermissions.Demand(run.User, AppAction.ManageUsers);
                var isDemo = await run.Service<IDemoState>().IsDemoAsync(cancellationToken);
                // Before the first snapshot it is a setting that says so, and the server may have been started with another.
                var isEmpty = (await run.Service<ActiveSnapshot>().SnapshotsAsync(cancellationToken)).IsEmpty;
                var path = await run.Service<SignInLinks>().IssueAsync(asked, shown, isDemo, cancellationToken);
                run.Text.Line(Address(run.Service<IConfiguration>()["Urls"]) + path);
                run.Say(
                    $"For {asked}; works once, within {Figures.Count((long)SignInLinks.Lifetime.TotalHours)} hours"
                        + (isDemo ? ", and only while the estate is the generated demonstration." : ".")
                        + (
                            isDemo && isEmpty
                                ? " A server that was started with Demo:Make=false refuses it: set Demo__Make=false for this verb too."
                                : ""
                        )
                        + " A server that listens elsewhere takes the same path behind its own address."
                );
                return ExitCode.Answered;
            }
        );
        command.Add(role);
        command.Add(name);
        return command;
    }

    private static AppRole Role(string text)
    {
        // Enum.TryParse would take numbers too.
        var known = Enum.GetNames<AppRole>()
            .FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return known is null
            ? throw new UsageException(
                $"There is no role '{text}'.",
                string.Join(", ", Enum.GetNames<AppRole>()),
                Example
            )
            : Enum.Parse<AppRole>(known);
    }

    private static string? Name(string? text) =>
        text is null || (text.Trim().Length is > 0 and <= LongestName && !text.Any(char.IsControl))
            ? text
            : throw new UsageException(
                "The name cannot stand in the activity log.",
                $"1 to {Figures.Count(LongestName)} printable characters",
                Example
            );

    /// <summary>The first configured address as a browser on this machine would open it.</summary>
    private static string Address(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            is [var url, ..]
            ? url
            : DefaultAddress;
        foreach (var everywhere in (string[])["//*", "//+", "//0.0.0.0", "//[::]"])
        {
            first = first.Replace(everywhere, "//localhost", StringComparison.Ordinal);
        }

        return first.TrimEnd('/');
    }
}
