using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Addresses for random policies, and addresses to ask about: equal, below, beside, in other letters, and a login's own.</summary>
internal static class RandomUrls
{
    internal static readonly ImmutableArray<string> Asked =
    [
        "s3a://lake/raw",
        "s3a://lake/raw/a",
        "s3a://lake/raw/a/b.csv",
        "s3a://lake/rawer",
        "s3a://LAKE/raw",
        "hdfs://nn/data",
        "s3a://home/ann",
        "s3a://home/bob/x",
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
        "s3a://home/{USER}",
        "",
    ];

    internal static PolicyResource Resource(RandomEstate random) =>
        new(
            ImmutableSortedDictionary<string, ResourceValues>.Empty.Add(
                "url",
                new(
                    [
                        .. new[] { random.Pick(s_values), random.Chance(50) ? random.Pick(s_values) : null }
                            .OfType<string>()
                            .Distinct(),
                    ],
                    random.Chance(12),
                    random.Chance(50)
                )
            )
        );
}
