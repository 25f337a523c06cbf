using System.CommandLine;
using GovernanceDashboard.Benchmarks.Quick;

var scale = new Option<int>("--s")
{
    Description = "Scale of the benchmark estate: 1, 10, 30.",
    DefaultValueFactory = _ => 10,
};
var only = new Option<string[]>("--only")
{
    Description = "Which questions: full, who, what, whatif. All, if left out.",
    AllowMultipleArgumentsPerToken = true,
};
var rounds = new Option<int>("--rounds") { Description = "How often FULL is asked.", DefaultValueFactory = _ => 5 };
var quick = new Command("quick", "Prints medians of our own figures in one process.") { scale, only, rounds };
quick.SetAction(parsed =>
{
    new QuickRun(
        parsed.InvocationConfiguration.Output,
        parsed.GetValue(scale),
        parsed.GetValue(only)!.ToHashSet(StringComparer.Ordinal),
        parsed.GetValue(rounds)
    ).Run();
    return 0;
});

var root = new RootCommand("Measures the access engine on the benchmark estate.") { quick };
return root.Parse(args).Invoke();
