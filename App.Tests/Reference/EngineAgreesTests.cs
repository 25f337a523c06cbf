namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// The engine against the slow evaluator, on random estates. A failure names the seed and prints the smallest estate that still fails.
/// <c>GOVERNANCE_ESTATES=10000</c> asks for more of them.
/// </summary>
public sealed class EngineAgreesTests
{
    private const int Batches = 4;

    private const int Usually = 400;

    public static TheoryData<int> Batch => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Batch))]
    public void On_who_what_checks_and_explanations(int batch)
    {
        foreach (var seed in RandomEstates.Seeds(Usually, batch, Batches))
        {
            var chance = new Random(seed);
            RandomEstates.Verify(
                seed,
                facts => new Agreement(facts, chance).Verify(),
                facts => new Agreement(facts, null).Verify()
            );
        }
    }

    [Theory]
    [MemberData(nameof(Batch))]
    public void With_the_engine_for_single_requests(int batch)
    {
        foreach (var seed in RandomEstates.Seeds(Usually, batch, Batches))
        {
            var chance = new Random(seed);
            RandomEstates.Verify(
                seed,
                facts => new RequestAgreement(facts, chance).Verify(),
                facts => new RequestAgreement(facts, null).Verify()
            );
        }
    }
}
