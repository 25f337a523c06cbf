using Bogus;

namespace GovernanceDashboard.Generation;

/// <summary>Names of people and projects, drawn once: Bogus takes about 10 microseconds a name, a pool next to nothing.</summary>
internal sealed class NamePool
{
    public NamePool(int seed)
    {
        var faker = new Faker("en") { Random = new Randomizer(seed) };
        FirstNames = Draw(1_200, () => faker.Name.FirstName());
        LastNames = Draw(1_200, () => faker.Name.LastName());
        CodeNames =
        [
            .. Draw(40, () => faker.Commerce.Color().Replace(" ", "", StringComparison.Ordinal))
                .SelectMany(
                    _ => Draw(30, () => faker.Hacker.Noun()),
                    (color, noun) => $"{color}-{noun}".ToLowerInvariant()
                )
                .Distinct(StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<string> FirstNames { get; }

    public IReadOnlyList<string> LastNames { get; }

    /// <summary>Two words each, for projects: teal-firewall.</summary>
    public IReadOnlyList<string> CodeNames { get; }

    // Plain letters only: logins are made from them.
    private static List<string> Draw(int count, Func<string> draw) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => draw())
                .Where(name => name.All(char.IsAsciiLetter))
                .Distinct(StringComparer.Ordinal),
        ];
}
