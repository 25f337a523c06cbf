using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Applying a change set and then its inverse gives back the very facts, on random estates. A failure names the seed.</summary>
public sealed class InverseTests
{
    private const int Usually = 800;

    [Fact]
    public void A_change_set_and_its_inverse_restore_the_digest()
    {
        var applied = new Dictionary<Type, int>();
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var random = new RandomEstate(seed);
            var facts = Shuffled(random, random.Create());
            var changes = new RandomChanges(
                facts,
                random,
                new RandomEstate(seed + RandomEstates.Elsewhere).Create()
            ).Fitting(6);
            var outcome = changes.ApplyTo(facts);
            var before = FactsDigest.Of(facts);
            Assert.True(changes.Changes.IsEmpty || before != FactsDigest.Of(outcome.Facts!), $"seed {seed}: no change");

            var back = outcome.Inverse!.ApplyTo(outcome.Facts!);

            Assert.True(back.Problems.IsEmpty, $"seed {seed}: {string.Join(' ', back.Problems)}");
            Assert.True(before == FactsDigest.Of(back.Facts!), $"seed {seed}: {string.Join("; ", changes.Changes)}");
            foreach (var change in changes.Changes)
            {
                applied[change.GetType()] = applied.GetValueOrDefault(change.GetType()) + 1;
            }
        }

        var rare = typeof(Change)
            .Assembly.GetTypes()
            .Where(type => type.BaseType == typeof(Change))
            .Except(applied.Keys);
        Assert.True(!RandomEstates.IsUsual || !rare.Any(), string.Join(", ", rare));
    }

    // Half of the estates keep the natural order, half do not: both must come back.
    private static EstateFacts Shuffled(RandomEstate random, EstateFacts facts) =>
        random.Chance(50)
            ? facts
            : facts with
            {
                Memberships = [.. facts.Memberships.OrderBy(_ => random.Chance(50))],
                Principals = [.. facts.Principals.OrderBy(_ => random.Chance(50))],
                Classifications = [.. facts.Classifications.OrderBy(_ => random.Chance(50))],
                Tables = [.. facts.Tables.OrderBy(_ => random.Chance(50))],
            };
}
