using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Readers of addresses against the slow evaluator, on random estates whose policies were put on urls. The slow side compares addresses
/// by itself, turns each policy that reaches the asked one into a policy on a database, and asks for that. A failure names the seed.
/// </summary>
public sealed class UrlsAgreeTests
{
    private const string Stand = "standsfortheurl";

    private static readonly string[] s_asked =
    [
        "s3a://lake/raw",
        "s3a://lake/raw/a",
        "s3a://lake/raw/a/b.csv",
        "s3a://lake/rawer",
        "s3a://LAKE/raw",
        "hdfs://nn/data",
    ];

    private static readonly string[] s_values =
    [
        "*",
        "s3a://lake/raw",
        "s3a://lake/raw/",
        "s3a://lake/raw*",
        "s3a://lake/*",
        "s3a://lake/raw/?",
        "hdfs://nn/data",
        "hdfs://*",
        "",
    ];

    [Fact]
    public void Readers_of_an_address()
    {
        var (allowed, conditional) = (0, 0);
        foreach (var seed in RandomEstates.Seeds(100))
        {
            var facts = OnUrls(new RandomEstate(seed).Create(), seed);
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            foreach (var url in s_asked)
            {
                var readers = index.UrlReaders(url);
                var reference = new ReferenceEvaluator(Standing(facts, url));
                for (var value = 0; value < index.Accounts.Length; value++)
                {
                    var account = new PrincipalOrdinal(value);
                    var login = index.Accounts[value].Id.Name;
                    var expected = reference.Decide(login, Stand, null, null, "read");
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

    private static EstateFacts OnUrls(EstateFacts facts, int seed)
    {
        var random = new Random(seed);
        return facts with
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
                            Resources = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Url(random))],
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
    }

    private static ImmutableArray<PolicyItem> Items(ImmutableArray<PolicyItem> items, int seed) =>
        seed % 2 == 0 ? [.. items.Select(item => item with { Conditions = [] })] : items;

    private static PolicyResource Url(Random random) =>
        new(
            ImmutableSortedDictionary<string, ResourceValues>.Empty.Add(
                "url",
                new(
                    [
                        .. Enumerable
                            .Range(0, random.Next(1, 3))
                            .Select(_ => s_values[random.Next(s_values.Length)])
                            .Distinct(),
                    ],
                    random.Next(100) < 12,
                    random.Next(2) == 0
                )
            )
        );

    private static EstateFacts Standing(EstateFacts facts, string url) =>
        facts with
        {
            Policies =
            [
                .. facts
                    .Policies.Where(policy => policy.Resources.Any(on => Reaches(on.Levels["url"], url)))
                    .Select(policy =>
                        policy with
                        {
                            Resources =
                            [
                                new(
                                    ImmutableSortedDictionary<string, ResourceValues>.Empty.Add(
                                        "database",
                                        new([Stand])
                                    )
                                ),
                            ],
                        }
                    ),
            ],
        };

    // Semantics 4.1, 4.2, 4.4 and 4.6 again, case minded.
    private static bool Reaches(ResourceValues level, string url)
    {
        var values = level.Values.Where(value => value.Length > 0).ToArray();
        var isAny = values.Length == 0 || values.Any(value => value.All(letter => letter == '*'));
        return (isAny || values.Any(value => Covers(value, url, level.IsRecursive))) != level.IsExcludes;
    }

    private static bool Covers(string value, string url, bool isRecursive)
    {
        if (!isRecursive)
        {
            return Fits(value, url);
        }

        value = value.EndsWith('/') ? value + "*" : value;
        var isPattern = value.Contains('*', StringComparison.Ordinal) || value.Contains('?', StringComparison.Ordinal);
        if (!isPattern)
        {
            return url == value || url.StartsWith(value + "/", StringComparison.Ordinal);
        }

        var steps = url.Split('/');
        return Enumerable
            .Range(3, Math.Max(0, steps.Length - 2))
            .Any(depth => Fits(value, string.Join('/', steps.Take(depth))));
    }

    private static bool Fits(string pattern, string text) =>
        pattern.Length == 0 ? text.Length == 0
        : pattern[0] == '*' ? Fits(pattern[1..], text) || (text.Length > 0 && Fits(pattern, text[1..]))
        : text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Fits(pattern[1..], text[1..]);
}
