using System.CommandLine;
using System.Runtime.InteropServices;

namespace GovernanceDashboard.Cli;

/// <summary>The program's second skin: with a verb it answers at the terminal instead of serving the dashboard.</summary>
public static class CommandLine
{
    private const string ServeName = "serve";

    /// <summary>True where the arguments ask for the dashboard: no verb, or <c>serve</c>. Help and version are the command line's.</summary>
    public static bool Serves(IReadOnlyList<string> args)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?" or "--version"))
        {
            return false;
        }

        for (var position = 0; position < args.Count; position++)
        {
            if (!args[position].StartsWith('-'))
            {
                return args[position] == ServeName;
            }

            // An option before the verb takes the next argument as its value, unless it brings it along.
            if (!args[position].Contains('=', StringComparison.Ordinal))
            {
                position++;
            }
        }

        return true;
    }

    /// <summary>Runs one verb; Ctrl+C cancels it.</summary>
    /// <param name="services">Gives the services over a data folder (an absolute path). Called at most once, and only by verbs that need them; disposed at the end.</param>
    /// <returns>The exit code: see <c>ExitCode</c>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        CommandLineHost host,
        Func<string, IServiceProvider> services,
        CancellationToken cancellationToken
    )
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

        var runner = new CommandRunner(host, services);
        var parsed = Verbs(runner)
            .Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return runner.Refuse(parsed);
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                // The runner has its own, with reference numbers and exit codes.
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellation.Token
        );

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static RootCommand Verbs(CommandRunner runner)
    {
        var root = new RootCommand(
            "Who had access, for how long, to which sensitive tables, with proof. Without a verb: serve the dashboard."
        );
        root.Directives.Clear();
        root.Add(runner.Shared.Data);
        root.Add(ServeVerb());
        root.Add(GenerateVerb.Create(runner));
        root.Add(ImportVerb.Create(runner));
        root.Add(SnapshotsVerb.Create(runner));
        root.Add(WhoVerb.Create(runner));
        root.Add(WhatVerb.Create(runner));
        root.Add(ExplainVerb.Create(runner));
        root.Add(UseVerb.Create(runner));
        root.Add(ClassifyVerb.Create(runner));
        root.Add(LineageVerb.Create(runner));
        root.Add(RecordsVerb.Create(runner));
        root.Add(FindingsVerb.Create(runner));
        root.Add(CommitmentsVerb.Create(runner));
        root.Add(FlowsVerb.Create(runner));
        root.Add(CostsVerb.Create(runner));
        root.Add(DiscoverableVerb.Create(runner));
        root.Add(CoverageVerb.Create(runner));
        root.Add(RetentionVerb.Create(runner));
        root.Add(RestartVerb.Create(runner));
        root.Add(LateralVerb.Create(runner));
        root.Add(HeatmapVerb.Create(runner));
        root.Add(PatternsVerb.Create(runner));
        root.Add(SignaturesVerb.Create(runner));
        root.Add(BoardVerb.Create(runner));
        root.Add(ExposureVerb.Create(runner));
        root.Add(MetricsVerb.Create(runner));
        root.Add(WhatIfVerb.Create(runner));
        root.Add(DriftVerb.Create(runner));
        root.Add(EvidenceVerbs.Create(runner));
        root.Add(ActivityVerbs.Create(runner));
        root.Add(ConformanceVerb.Create(runner));
        root.Add(SignInLinkVerb.Create(runner));
        return root;
    }

    // Listed for --help alone: the program hands its arguments to the server (see Serves).
    private static Command ServeVerb() =>
        new(ServeName, "Serve the dashboard on http://localhost:5080 (the default verb)")
        {
            new Option<string?>("--urls")
            {
                Description = "Addresses to listen on, divided by semicolons",
                HelpName = "URLS",
            },
        };
}
