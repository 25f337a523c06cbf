using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Cli;

/// <summary>Runs a verb's work and turns whatever comes of it into a message and an exit code.</summary>
internal sealed class CommandRunner(CommandLineHost host, Func<string, IServiceProvider> services)
{
    private const string Program = "dotnet run --project App --";

    private readonly Dictionary<Command, VerbSyntax> _syntax = [];

    public SharedOptions Shared { get; } = new();

    /// <summary>A verb's command: its help, what a refusal says, and its work.</summary>
    public Command Verb(
        string name,
        string description,
        VerbSyntax syntax,
        Func<CommandRun, CancellationToken, Task<int>> work
    )
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, work, cancellationToken));
        _syntax.Add(command, syntax);
        return command;
    }

    /// <summary>Says what the parser found wrong, what the verb expects and an example.</summary>
    public int Refuse(ParseResult parsed)
    {
        var known = _syntax.TryGetValue(parsed.CommandResult.Command, out var syntax);
        return Refuse(
            // A connection cut in two by the shell would show its password here.
            MetastoreConnection.Mask(string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct())),
            known ? syntax!.Usage : "a verb: " + string.Join(", ", VerbsBelow(parsed.CommandResult.Command)),
            known ? syntax!.Example : "who sales.orders"
        );
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Func<CommandRun, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        await using var run = new CommandRun(host, Shared, parsed, services);
        try
        {
            return await work(run, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(ExitCode.Cancelled, "Cancelled.");
        }
        catch (UsageException usage)
        {
            return Refuse(usage.Message, usage.Expected, Whole(usage.Example, parsed));
        }
        catch (NoAnswerException none)
        {
            return Fail(none, parsed);
        }
        catch (StoreException broken)
        {
            return Fail(ExitCode.BadInput, broken.Message);
        }
        catch (AccessRefusedException refused)
        {
            return Fail(ExitCode.BadArgument, Explain(refused));
        }
        catch (OptionsValidationException invalid)
        {
            return Fail(ExitCode.BadArgument, "The configuration is wrong. " + string.Join(' ', invalid.Failures));
        }
        catch (Exception fault)
        {
            return Fail(run, fault);
        }
    }

    // What reads an option does not know whose it is: its example is put behind the verb's own.
    private string Whole(string example, ParseResult parsed) =>
        !example.StartsWith("--", StringComparison.Ordinal) || ExampleOf(parsed) is not { } verb ? example
        : verb.Contains(example.Split(' ')[0] + " ", StringComparison.Ordinal) ? verb
        : $"{verb} {example}";

    private string? ExampleOf(ParseResult parsed) =>
        _syntax.TryGetValue(parsed.CommandResult.Command, out var syntax) ? syntax.Example : null;

    private int Fail(NoAnswerException none, ParseResult parsed) =>
        none.Reason switch
        {
            NoAnswer.NoSnapshot => Fail(
                ExitCode.NoSnapshot,
                $"{none.Message} Import one: {Program} import --from seed-data"
            ),
            NoAnswer.NoPolicies => Fail(ExitCode.NoSnapshot, none.Message),
            NoAnswer.OutsideSnapshot => Refuse(
                none.Message,
                "a snapshot that `snapshots` lists, and an instant that it knows",
                ExampleOf(parsed) ?? "who sales.orders --snapshot 1"
            ),
            NoAnswer.NotFound => Fail(ExitCode.NotFound, none.Message),
            NoAnswer.Ambiguous => Fail(ExitCode.NotFound, none.Message),
            NoAnswer.Withheld => Fail(ExitCode.BadArgument, none.Message),
        };

    [SuppressMessage("Performance", "CA1873", Justification = "A fault is logged once, then the process ends.")]
    private int Fail(CommandRun run, Exception fault)
    {
        var reference = Guid.NewGuid().ToString("N")[..12];
        if (run.Log is { } log)
        {
            Log.VerbFailed(log, reference, fault);
        }

        return Fail(
            ExitCode.InternalError,
            $"Internal error {reference} ({fault.GetType().Name}): {fault.Message} Nothing was answered."
        );
    }

    private static string Explain(AccessRefusedException refused) =>
        refused.Action == AppAction.Unmask
            ? "Real names are refused: the operator may not unmask. Set Cli:Operator and Cli:MayUnmask in the configuration, "
                + "or leave --unmask out and read pseudonyms. The attempt is in the activity log."
            : refused.Message;

    private int Refuse(string wrong, string expected, string example)
    {
        Say("Wrong:    " + wrong);
        Say("Expected: " + expected);
        Say($"Example:  {Program} {example}");
        return ExitCode.BadArgument;
    }

    private int Fail(int code, string message)
    {
        Say(message);
        return code;
    }

    private void Say(string message) => host.Error.Write(PlainText.Of(message) + "\n");

    private static IEnumerable<string> VerbsBelow(Command command) => command.Subcommands.Select(below => below.Name);
}

/// <summary>What a refusal tells: the verb's whole syntax, and a call that would do.</summary>
/// <param name="Usage">From the verb on: <c>who TABLE [--at T]</c>.</param>
/// <param name="Example">From the verb on.</param>
internal sealed record VerbSyntax(string Usage, string Example);
