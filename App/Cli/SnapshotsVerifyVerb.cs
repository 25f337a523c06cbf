using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>snapshots verify</c>: whether the stored facts are still those that were imported, and a copy of the snapshots of which they are.</summary>
internal static class SnapshotsVerifyVerb
{
    public static Command Create(CommandRunner runner)
    {
        var saveTo = new Option<string?>("--save-to")
        {
            Description =
                "Copy the whole snapshots, and the other files of the data folder, into this new or empty folder",
            HelpName = "DIR",
        };
        var command = runner.Verb(
            "verify",
            "Compute every snapshot's digest anew; what is whole can be saved from a damaged database",
            new("snapshots verify [--save-to DIR] [--json] [--data DIR]", "snapshots verify --save-to saved"),
            async (run, cancellationToken) =>
            {
                var rescue = run.Service<SnapshotRescue>();
                var target = run.Get(saveTo);
                RescueOutcome outcome;
                try
                {
                    outcome = await run.WorkAsync(
                        "Verifying",
                        (progress, token) =>
                            target is null
                                ? rescue.CheckAsync(run.User, progress, token)
                                : rescue.SaveAsync(run.User, Path.GetFullPath(target), progress, token),
                        cancellationToken
                    );
                }
                catch (InvalidDataException wrong)
                {
                    throw new UsageException(
                        wrong.Message,
                        "a new or empty folder outside of the data folder",
                        "snapshots verify --save-to saved"
                    );
                }

                if (outcome.Checks.IsEmpty)
                {
                    throw new NoAnswerException(
                        NoAnswer.NoSnapshot,
                        "No estate has been imported yet: there is nothing to verify."
                    );
                }

                if (run.IsJson)
                {
                    run.Json(
                        new
                        {
                            verified = outcome.Checks.All(check => check.IsWhole),
                            snapshots = outcome.Checks.Select(Document),
                            saved = target is null ? null : outcome.Saved.Select(Document),
                        }
                    );
                }
                else
                {
                    Print(run.Text, outcome, target);
                }

                return outcome.Checks.All(check => check.IsWhole) ? ExitCode.Answered : ExitCode.VerificationFailed;
            }
        );
        command.Add(saveTo);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(SnapshotCheck check) =>
        new
        {
            id = check.Snapshot.Id.ToString(),
            at = check.Snapshot.TakenAt,
            digest = check.Snapshot.Digest,
            verified = check.IsWhole,
            problem = check.Problem,
        };

    private static void Print(TextOutput text, RescueOutcome outcome, string? target)
    {
        foreach (var check in outcome.Checks)
        {
            text.Line($"{Verdict(check)}  snapshot {check.Snapshot.Id} at {Instants.Format(check.Snapshot.TakenAt)}");
        }

        if (target is null)
        {
            if (outcome.Checks.Any(check => !check.IsWhole) && outcome.Checks.Any(check => check.IsWhole))
            {
                text.Line("The verified ones can be copied into a new data folder: snapshots verify --save-to DIR");
            }

            return;
        }

        text.Line(
            outcome.Saved.IsEmpty
                ? "Nothing was saved: no snapshot is whole. Put back a copy of the data folder, or import again."
                : $"Saved into {target}:"
        );
        foreach (var check in outcome.Saved)
        {
            text.Line($"{Verdict(check)}  snapshot {check.Snapshot.Id}, digest {check.Snapshot.Digest}");
        }
    }

    private static string Verdict(SnapshotCheck check) => check.IsWhole ? "VERIFIED" : $"DAMAGED ({check.Problem})";
}
