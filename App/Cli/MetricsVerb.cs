using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary><c>metrics</c>: how bad the exposure of a scope is at one instant and over a time, gross and net of access exceptions.</summary>
internal static class MetricsVerb
{
    private const string Example = "metrics group:Keystrokes --at 2026-06-15T00:00:00Z";
    private const int MostDays = 36_500;

    public static Command Create(CommandRunner runner)
    {
        var scope = ExposureVerb.ScopeArgument();
        scope.Arity = ArgumentArity.ZeroOrOne;
        var from = Text(
            "--from",
            "T",
            "Beginning of the time that person-table-days are about (default: since the facts are known)"
        );
        var to = Text("--to", "T", "Its end, exclusive (default: the snapshot's instant)");
        var lookBack = Text(
            "--look-back",
            "DAYS or T/T",
            "How far use is looked back from the instant, in days, or the stretch itself (default: 90 days, or since the facts are known)"
        );
        var whom = Text(
            "--whom",
            "group:NAME",
            "Only of the members of a group or role: its blast radius, and what they together are exposed to"
        );
        var trend = new Option<bool>("--trend")
        {
            Description =
                "Exposure at instants from --from to --to (default: the last 30 days), and what moved it: new data, reclassification, audience, access",
        };
        var step = Text("--step", "DAYS", "Days between two instants of a trend (default: 1)");
        var broad = Text(
            "--broad",
            "PERCENT",
            "Share of people above which a sensitive table counts as broad in a trend (default: 10)"
        );
        var grants = new Option<bool>("--grants")
        {
            Description =
                "What of the mass disappears if one grant alone is removed, for each grant: its marginal blast radius",
        };
        var formulas = new Option<bool>("--formulas")
        {
            Description = "Print the formula, unit and source of every figure; needs no scope",
        };
        var command = runner.Verb(
            "metrics",
            "Breadth, excess, mass, index, over-exposure and blast radius of a scope; an interval where inputs are incomplete",
            new(
                "metrics SCOPE [--at T] [--from T --to T] [--look-back DAYS or T/T] [--by ATTRIBUTE] [--whom group:NAME] [--trend [--step DAYS] [--broad PERCENT] or --grants] [--snapshot ID] [--json or --csv FILE] [--data DIR], or metrics --formulas",
                Example
            ),
            async (run, cancellationToken) =>
            {
                if (run.Get(formulas))
                {
                    return Formulas(run);
                }

                var path = run.CsvFile;
                var question = new MetricsQuestion(
                    run.Find(scope) ?? throw new UsageException("No scope is given.", scope.Description!, Example),
                    run.Attribute,
                    Instant(from),
                    Instant(to)
                );
                question = question with { Whom = run.Get(whom) };
                question = run.Get(lookBack) is { } text ? LookBack(question, text) : question;
                var picture = run.Picture;
                if (run.Get(grants))
                {
                    return path is null && !run.Get(trend)
                        ? await GrantsAsync(run, question.Scope, cancellationToken)
                        : throw new UsageException(
                            "--grants goes with neither --trend nor --csv.",
                            "--grants alone or with --json",
                            "metrics db:sales --grants --json"
                        );
                }

                if (run.Get(trend))
                {
                    return await TrendAsync(run, question, (run.Get(step), run.Get(broad)), path, cancellationToken);
                }

                if (run.Get(step) is not null || run.Get(broad) is not null)
                {
                    throw new UsageException(
                        "--step and --broad are about a trend.",
                        "--trend with it",
                        "metrics estate --trend --step 7"
                    );
                }

                var answer = await run.WorkAsync(
                    "Reading the snapshot",
                    (progress, token) =>
                        run.Service<EstateQuestions>().MetricsAsync(run.User, picture, question, progress, token),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    metrics => new(MetricsLines.Header, MetricsLines.Rows(metrics), "table"),
                    MetricsDocument.Of,
                    MetricsText.Print,
                    cancellationToken
                );

                DateTimeOffset? Instant(Option<string?> option) =>
                    run.Get(option) is { } given ? Instants.Parse(given, option.Name) : null;
            }
        );
        command.Add(scope);
        command.Add(runner.Shared.At);
        command.Add(from);
        command.Add(to);
        command.Add(lookBack);
        command.Add(whom);
        command.Add(runner.Shared.By);
        command.Add(trend);
        command.Add(step);
        command.Add(broad);
        command.Add(grants);
        command.Add(runner.Shared.Csv);
        command.Add(formulas);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static async Task<int> TrendAsync(
        CommandRun run,
        MetricsQuestion question,
        (string? Days, string? Broad) given,
        string? path,
        CancellationToken cancellationToken
    )
    {
        var (picture, trend) = (run.Picture, new TrendQuestion(question.Scope, question.From, question.To));
        trend = given.Days is { } days ? trend with { Days = Days("--step", days) } : trend;
        trend = given.Broad is { } broad ? trend with { BroadPercent = Percent(broad) } : trend;
        var answer = await run.WorkAsync(
            "Reading the snapshot",
            (progress, token) => run.Service<EstateQuestions>().TrendAsync(run.User, picture, trend, progress, token),
            cancellationToken
        );
        return await run.GiveAsync(
            path,
            answer,
            trend => new(TrendLines.Header, TrendLines.Rows(trend), "instant"),
            TrendText.Document,
            TrendText.Print,
            cancellationToken
        );
    }

    private static async Task<int> GrantsAsync(CommandRun run, string scope, CancellationToken cancellationToken)
    {
        var picture = run.Picture;
        var answer = await run.WorkAsync(
            "Reading the snapshot",
            (progress, token) => run.Service<EstateQuestions>().GrantsAsync(run.User, picture, scope, progress, token),
            cancellationToken
        );
        return run.Show(answer, GrantsText.Document, GrantsText.Print);
    }

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };

    private static MetricsQuestion LookBack(MetricsQuestion question, string text)
    {
        if (text.Split('/') is [var from, var to])
        {
            return question with
            {
                LookBack = (Instants.Parse(from, "--look-back"), Instants.Parse(to, "--look-back")),
            };
        }

        return question with
        {
            LookBackDays = Days("--look-back", text),
        };
    }

    private static double Days(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days)
        && days is > 0 and <= MostDays
            ? days
            : throw new UsageException(
                $"{option} '{text}' is no number of days{(option == "--look-back" ? " and no stretch of time" : "")}.",
                option == "--look-back"
                    ? "days before the instant, more than 0, or two instants with a slash between"
                    : "days, more than 0",
                option == "--look-back"
                    ? "metrics estate --look-back 2026-03-01T00:00:00Z/2026-03-14T00:00:00Z"
                    : "metrics estate --trend --step 7"
            );

    private static double Percent(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 0 and < 100
            ? percent
            : throw new UsageException(
                $"--broad '{text}' is no share of people.",
                "percent, from 0 to less than 100",
                "metrics estate --trend --broad 25"
            );

    private static int Formulas(CommandRun run)
    {
        if (run.IsJson)
        {
            run.Json(new { count = MetricCatalogue.All.Length, formulas = MetricCatalogue.All });
        }
        else
        {
            foreach (var metric in MetricCatalogue.All)
            {
                run.Text.Line($"{metric.Id} ({metric.Unit}): {metric.Formula}");
                run.Text.Line($"    {metric.Title}. {metric.Meaning} [{metric.Source}]");
            }
        }

        return ExitCode.Answered;
    }
}
