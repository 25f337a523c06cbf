using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>How many random estates are asked for, and what is done with one that fails.</summary>
internal static class RandomEstates
{
    private static readonly int? s_asked = NumberIn("GOVERNANCE_ESTATES");

    private static readonly int s_first = NumberIn("GOVERNANCE_ESTATES_FROM") ?? 0;

    /// <summary>Far enough from every seed that is asked for: where a second estate comes from.</summary>
    internal const int Elsewhere = 1_000_000;

    // A trial of mutants (Mutation/README.md) only asks whether a test fails: searching for the smallest estate takes many times as long.
    private static readonly bool s_shrinks = Environment.GetEnvironmentVariable("MUTANTS") is null;

    private const int ReportEvery = 500;
    private const int Slowest = 5;

    /// <summary>Whether as many are asked as usual, so that rare things have to come up.</summary>
    internal static bool IsUsual => s_asked is null;

    /// <summary>
    /// As many seeds as <c>GOVERNANCE_ESTATES</c> asks for, from <c>GOVERNANCE_ESTATES_FROM</c> on, else as many as usual from 0. A run that
    /// was asked for tells the test's output how far it is, and which seeds took longest.
    /// </summary>
    /// <param name="batch">This one's share where several tests divide the seeds between them.</param>
    internal static IEnumerable<int> Seeds(int usually, int batch = 0, int batches = 1)
    {
        var count = s_asked ?? usually;
        var slowest = new List<(TimeSpan Took, int Seed)>();
        var watch = Stopwatch.StartNew();
        var done = 0;
        for (var seed = s_first + batch; seed < s_first + count; seed += batches)
        {
            var start = watch.Elapsed;
            yield return seed;
            slowest.Add((watch.Elapsed - start, seed));
            slowest = [.. slowest.OrderByDescending(each => each.Took).Take(Slowest)];
            if (++done % ReportEvery == 0)
            {
                Report();
            }
        }

        Report();

        void Report()
        {
            if (s_asked is not null && done > 0)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{done} seeds passed, {s_first + batch} to {s_first + batch + ((done - 1) * batches)}, in {watch.Elapsed.TotalSeconds:F0} s; slowest: "
                    )
                        + string.Join(
                            ", ",
                            slowest.Select(each =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{each.Seed} ({each.Took.TotalMilliseconds:F0} ms)"
                                )
                            )
                        )
                );
            }
        }
    }

    /// <param name="verify">Throws where something is wrong.</param>
    /// <param name="thorough">The same without sampling, so that what was found is found again in a smaller estate.</param>
    internal static void Verify(int seed, Action<EstateFacts> verify, Action<EstateFacts> thorough)
    {
        var random = new RandomEstate(seed);
        Verify(
            seed,
            seed % 3 == 0 ? RandomRestrictions.AddTo(random.Create(), random) : random.Create(),
            verify,
            thorough
        );
    }

    /// <summary>As above, on facts that were made otherwise.</summary>
    internal static void Verify(int seed, EstateFacts facts, Action<EstateFacts> verify, Action<EstateFacts> thorough)
    {
        if (Failure(facts, verify) is not { } found)
        {
            return;
        }

        var smallest =
            !s_shrinks || Failure(facts, thorough) is null
                ? facts
                : Shrinker.Smallest(facts, smaller => Failure(smaller, thorough) is not null);
        Assert.Fail(
            $"""
            seed {seed}: {found}
            Smallest estate that fails ({Failure(smallest, thorough) ?? found}):
            {Scenario(smallest, seed).Write()}
            """
        );
    }

    // Ready to be pasted into a file, with the slow evaluator's answers.
    private static ScenarioFile Scenario(EstateFacts facts, int seed)
    {
        var reference = new ReferenceEvaluator(facts);
        return ScenarioWriter.FileOf(facts, $"seed {seed}") with
        {
            Who = facts.Tables.ToDictionary(
                table => table.Name.ToString(),
                table =>
                    reference
                        .Logins()
                        .Select(login => (Login: login.Id.Name, reference.LevelOn(login.Id.Name, table).Lower))
                        .Where(reader => reader.Lower != AccessLevel.None)
                        .GroupBy(reader => reader.Lower.ToString(), reader => reader.Login)
                        .ToDictionary(level => level.Key, level => string.Join(' ', level))
            ),
        };
    }

    private static int? NumberIn(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    // A crash of the engine is a failure like any other.
    private static string? Failure(EstateFacts facts, Action<EstateFacts> verify)
    {
        try
        {
            verify(facts);
            return null;
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            return failure.Message;
        }
    }
}
