using System.CommandLine;
using GovernanceDashboard.Benchmarks.Estates;
using GovernanceDashboard.Benchmarks.Measures;
using GovernanceDashboard.Benchmarks.Questions;
using GovernanceDashboard.Benchmarks.SideBySide;
using GovernanceDashboard.Benchmarks.Suites;

var scale = new Option<int>("--s") { Description = "Scale of the benchmark estate.", DefaultValueFactory = _ => 10 };
var rounds = new Option<int>("--rounds") { Description = "How often FULL is asked.", DefaultValueFactory = _ => 5 };
var only = new Option<string[]>("--only")
{
    Description = "Which questions: full, who, what, whatif, load. All but load, if left out.",
    AllowMultipleArgumentsPerToken = true,
};
var quick = new Command("quick", "Prints our own figures, measured in this process.") { scale, rounds, only };
quick.SetAction(
    async (parsed, cancellationToken) =>
    {
        var facts = BenchmarkEstate.Create(parsed.GetValue(scale));
        var asked = parsed.GetValue(only)!.ToHashSet(StringComparer.Ordinal);
        var figures = new EngineFigures(parsed.InvocationConfiguration.Output, facts, asked, parsed.GetValue(rounds));
        figures.Measure(new Samples(facts));
        if (asked.Contains("load"))
        {
            await figures.MeasureLoadAsync(cancellationToken);
        }

        return 0;
    }
);

var scales = new Option<int[]>("--s")
{
    Description = "Scales of the benchmark estate, one after the other.",
    DefaultValueFactory = _ => [10],
    AllowMultipleArgumentsPerToken = true,
};
var file = new Option<FileInfo?>("--out") { Description = "Also write the tables to this Markdown file." };
var withoutFull = new Option<bool>("--without-full") { Description = "Do not ask the peers for FULL." };
var limit = new Option<int>("--limit")
{
    Description = "Seconds after which DuckDB's FULL is given up.",
    DefaultValueFactory = _ => 600,
};
var postgresLimit = new Option<int>("--postgres-limit")
{
    Description = "Seconds after which a statement of PostgreSQL's FULL is given up.",
    DefaultValueFactory = _ => 60,
};
var memory = new Option<string>("--memory") { Description = "DuckDB's memory.", DefaultValueFactory = _ => "8GB" };
var peers = new Command("peers", "Measures DuckDB and PostgreSQL beside us, and fails where an answer differs.")
{
    scales,
    rounds,
    file,
    withoutFull,
    limit,
    postgresLimit,
    memory,
};
peers.SetAction(
    async (parsed, cancellationToken) =>
    {
        var limits = new PeerLimits(
            !parsed.GetValue(withoutFull),
            parsed.GetValue(limit),
            parsed.GetValue(postgresLimit),
            parsed.GetValue(memory)!
        );
        var run = new PeerRun(parsed.InvocationConfiguration.Output, limits, parsed.GetValue(rounds));
        try
        {
            var tables = await run.RunAsync(parsed.GetValue(scales)!, cancellationToken);
            if (parsed.GetValue(file) is { } target)
            {
                await File.WriteAllTextAsync(target.FullName, tables, cancellationToken);
            }

            return 0;
        }
        catch (InvalidDataException difference)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(difference.Message);
            return 2;
        }
    }
);

var suiteFolder = new Option<DirectoryInfo?>("--out")
{
    Description = "Where the reports go; else a temporary folder.",
};
var suites = new Command("suites", "Runs the BenchmarkDotNet suites, with allocations.") { scale, suiteFolder };
suites.SetAction(parsed =>
{
    var folder = parsed.GetValue(suiteFolder)?.FullName ?? Directory.CreateTempSubdirectory("suites-").FullName;
    SuiteRun.Run(parsed.GetValue(scale), folder);
    return 0;
});

var data = new Option<DirectoryInfo>("--data")
{
    Description = "A data folder with an imported estate.",
    Required = true,
};
var load = new Command("load", "Times loading the newest snapshot of a data folder for serving.") { data, rounds };
load.SetAction(
    async (parsed, cancellationToken) =>
    {
        var output = parsed.InvocationConfiguration.Output;
        await EstateLoad.MeasureAsync(parsed.GetValue(data)!, parsed.GetValue(rounds), output, cancellationToken);
        return 0;
    }
);

var days = new Option<int>("--days") { Description = "How many snapshots are written.", DefaultValueFactory = _ => 29 };
var daily = new Command("daily", "Writes a snapshot a day over a copy of a data folder and prints what each adds.")
{
    data,
    days,
};
daily.SetAction(
    async (parsed, cancellationToken) =>
    {
        var output = parsed.InvocationConfiguration.Output;
        await DailyImports.MeasureAsync(parsed.GetValue(data)!, parsed.GetValue(days), output, cancellationToken);
        return 0;
    }
);

var further = new Option<string[]>("--scopes")
{
    Description = "Further scopes, such as estate or db:NAME.",
    AllowMultipleArgumentsPerToken = true,
};
var stretch = new Option<int?>("--days") { Description = "Days before the snapshot; all that is known, if left out." };
var ledger = new Command("ledger", "Times the exposure ledger of one table, of a thousand, and of other scopes.")
{
    data,
    further,
    stretch,
};
ledger.SetAction(
    async (parsed, cancellationToken) =>
    {
        var output = parsed.InvocationConfiguration.Output;
        var scopes = parsed.GetValue(further) ?? [];
        await LedgerRun.MeasureAsync(
            parsed.GetValue(data)!,
            scopes,
            parsed.GetValue(stretch),
            output,
            cancellationToken
        );
        return 0;
    }
);

var sources = new Option<DirectoryInfo>("--from") { Description = "A folder that generate wrote.", Required = true };
var memberships = new Option<int>("--memberships")
{
    Description = "Memberships to add.",
    DefaultValueFactory = _ => 1_165_000,
};
var grants = new Option<int>("--grants")
{
    Description = "Grants of the metastore to add.",
    DefaultValueFactory = _ => 300_000,
};
var enlarge = new Command("enlarge", "Adds memberships and grants to a generated folder of sources.")
{
    sources,
    memberships,
    grants,
};
enlarge.SetAction(parsed =>
{
    LargeSources.Add(parsed.GetValue(sources)!, parsed.GetValue(memberships), parsed.GetValue(grants));
    return 0;
});

var root = new RootCommand("Measures the access engine and the store.")
{
    quick,
    suites,
    peers,
    load,
    daily,
    ledger,
    enlarge,
};
return await root.Parse(args).InvokeAsync();
