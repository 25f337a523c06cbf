using System.CommandLine;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Cli;

/// <summary><c>activity verify</c>: whether the activity log's hash chain still holds.</summary>
internal static class ActivityVerbs
{
    public static Command Create(CommandRunner runner) =>
        new("activity", "The record of what users did with the product") { Verify(runner) };

    private static Command Verify(CommandRunner runner)
    {
        var command = runner.Verb(
            "verify",
            "Check the activity log's hash chain; names the first broken row",
            new("activity verify [--json] [--data DIR]", "activity verify"),
            async (run, cancellationToken) =>
            {
                RolePermissions.Demand(run.User, AppAction.ViewActivity);
                var verification = await run.WorkAsync(
                    "Verifying",
                    (_, token) => run.Service<ActivityLog>().VerifyAsync(token),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(
                        new
                        {
                            verified = verification.BrokenAt is null,
                            rows = verification.Rows,
                            head = verification.Head,
                            brokenAt = verification.BrokenAt,
                            reason = verification.Reason,
                        }
                    );
                }
                else
                {
                    run.Text.Line(
                        verification.BrokenAt is { } row
                            ? $"NOT VERIFIED  row {Figures.Count(row)}: {verification.Reason}"
                            : $"VERIFIED  {Figures.Of(verification.Rows, "row")}, head {verification.Head}"
                    );
                }

                return verification.BrokenAt is null ? ExitCode.Answered : ExitCode.VerificationFailed;
            }
        );
        command.Add(runner.Shared.Json);
        return command;
    }
}
