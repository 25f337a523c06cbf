using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>How many random estates are asked for, and what is done with one that fails.</summary>
internal static class RandomEstates
{
    private static readonly int? s_asked = int.TryParse(
        Environment.GetEnvironmentVariable("GOVERNANCE_ESTATES"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : null;

    /// <summary>As many as <c>GOVERNANCE_ESTATES</c> asks for, else as many as usual.</summary>
    internal static int Or(int usually) => s_asked ?? usually;

    /// <param name="verify">Throws where something is wrong.</param>
    /// <param name="thorough">The same without sampling, so that what was found is found again in a smaller estate.</param>
    internal static void Verify(int seed, Action<EstateFacts> verify, Action<EstateFacts> thorough)
    {
        var random = new RandomEstate(seed);
        var facts = seed % 3 == 0 ? RandomRestrictions.AddTo(random.Create(), random) : random.Create();
        if (Failure(facts, verify) is not { } found)
        {
            return;
        }

        var smallest = Failure(facts, thorough) is null
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
