using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Who may read an address, the slow way (semantics 4.1, 4.2, 4.4 and 4.6 again, case minded): compares addresses by itself, turns each
/// policy that reaches the asked one into a policy on a database that nothing else is about, and asks the slow evaluator for that.
/// </summary>
internal static class ReferenceUrls
{
    private const string Stand = "standsfortheurl";
    private const string Level = "url";

    internal static AccessDecision Decide(EstateFacts facts, string login, string url) =>
        new ReferenceEvaluator(Standing(facts, login, url)).Decide(login, Stand, null, null, "read");

    internal static bool HasPolicies(EstateFacts facts) => facts.Policies.Any(IsOnUrls);

    private static bool IsOnUrls(Policy policy) =>
        !policy.IsTagPolicy && policy.Resources.Any(resource => resource.Levels.ContainsKey(Level));

    // No zone holds an address, so that the unzoned policies decide.
    private static EstateFacts Standing(EstateFacts facts, string login, string url) =>
        facts with
        {
            Zones = [],
            Classifications = [],
            Policies =
            [
                .. facts
                    .Policies.Where(policy =>
                        string.IsNullOrEmpty(policy.ZoneName)
                        && IsOnUrls(policy)
                        && policy.Resources.Any(on =>
                            on.Levels is { Count: 1 }
                            && on.Levels.TryGetValue(Level, out var level)
                            && Reaches(level, login, url)
                        )
                    )
                    .Select(policy => policy with { Resources = [Facts.Resource(("database", [Stand]))] }),
            ],
        };

    private static bool Reaches(ResourceValues level, string login, string url)
    {
        var values = level.Values.Where(value => value.Length > 0).ToArray();
        var isAny = values.Length == 0 || values.Any(value => value.All(letter => letter == '*'));
        return (
                isAny
                || values.Any(value =>
                    Covers(value.Replace("{USER}", login, StringComparison.Ordinal), url, level.IsRecursive)
                )
            ) != level.IsExcludes;
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
