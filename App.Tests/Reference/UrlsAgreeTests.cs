using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Readers of addresses against the slow evaluator, on random estates all of whose policies were put on urls (others hold a few among
/// theirs: <see cref="Agreement"/>). A failure names the seed.
/// </summary>
public sealed class UrlsAgreeTests
{
    [Fact]
    public void Readers_of_an_address()
    {
        var (allowed, conditional) = (0, 0);
        foreach (var seed in RandomEstates.Seeds(60))
        {
            var random = new RandomEstate(seed);
            var facts = OnUrls(random.Create(), random, seed);
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            foreach (var url in RandomUrls.Asked)
            {
                var readers = index.UrlReaders(url);
                for (var value = 0; value < index.Accounts.Length; value++)
                {
                    var account = new PrincipalOrdinal(value);
                    var login = index.Accounts[value].Id.Name;
                    var expected = ReferenceUrls.Decide(facts, login, url);
                    var found = readers.Classes.SingleOrDefault(one => one.Accounts.Contains(account));
                    var actual =
                        found is null ? AccessDecision.Denied
                        : found.IsConditional ? AccessDecision.Conditional
                        : AccessDecision.Allowed;
                    Assert.True(
                        expected == actual,
                        $"seed {seed}: {login} on {url}: expected {expected}, got {actual}"
                    );
                    allowed += actual == AccessDecision.Allowed ? 1 : 0;
                    conditional += actual == AccessDecision.Conditional ? 1 : 0;
                }
            }
        }

        Assert.True(allowed > 0 && conditional > 0);
    }

    private static EstateFacts OnUrls(EstateFacts facts, RandomEstate random, int seed) =>
        facts with
        {
            Zones = [],
            Policies =
            [
                .. facts
                    .Policies.Where(policy => !policy.IsTagPolicy)
                    .Select(policy =>
                        policy with
                        {
                            ZoneName = null,
                            Resources = [RandomUrls.Resource(random)],
                            // Half of the estates hold nothing that has to be asked for one by one.
                            Conditions = seed % 2 == 0 ? [] : policy.Conditions,
                            AllowItems = Items(policy.AllowItems, seed),
                            DenyItems = Items(policy.DenyItems, seed),
                            AllowExceptions = Items(policy.AllowExceptions, seed),
                            DenyExceptions = Items(policy.DenyExceptions, seed),
                        }
                    ),
            ],
        };

    private static ImmutableArray<PolicyItem> Items(ImmutableArray<PolicyItem> items, int seed) =>
        seed % 2 == 0 ? [.. items.Select(item => item with { Conditions = [] })] : items;
}
