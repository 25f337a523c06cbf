using GovernanceDashboard.Domain;
using Spectre.Console;

namespace GovernanceDashboard.Cli;

/// <summary>Shows the progress of long work on the error stream of a terminal, and nothing on a pipe.</summary>
internal static class TerminalProgress
{
    /// <param name="stage">What the bar says until the work reports.</param>
    public static async Task<T> RunAsync<T>(
        CommandLineHost host,
        string stage,
        Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        if (!host.IsErrorTerminal)
        {
            return await work(Silence.Instance, cancellationToken);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) });
        return await console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ElapsedTimeColumn(),
                new SpinnerColumn()
            )
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(stage));
                bar.IsIndeterminate = true;
                return work(new Bar(bar), cancellationToken);
            });
    }

    private sealed class Bar(ProgressTask task) : IProgress<WorkProgress>
    {
        private readonly Lock _gate = new();

        public void Report(WorkProgress value)
        {
            lock (_gate)
            {
                var stage = PlainText.Of(value.Stage);
                // The bar shows the share; of a file also how much there is to read.
                task.Description = Markup.Escape(value.IsBytes ? $"{stage} {value.Amount}" : stage);
                task.IsIndeterminate = value.Total is null;
                if (value.Total is { } total)
                {
                    task.MaxValue = Math.Max(total, 1);
                    task.Value = Math.Min(value.Done, total);
                }
            }
        }
    }

    private sealed class Silence : IProgress<WorkProgress>
    {
        public static readonly Silence Instance = new();

        public void Report(WorkProgress value) { }
    }
}
