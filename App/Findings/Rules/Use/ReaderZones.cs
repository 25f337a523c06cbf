using System.Collections.Frozen;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>
/// The time zone that a directory's region means: a zone of the tz database by its name; an American state by its code (<c>US-CA</c>, ISO 3166-2), where a state has two
/// zones the one in which most people live; or a region that ends in a city after which a zone is called (<c>EMEA-London</c>). Anything else is unknown.
/// </summary>
internal static class ReaderZones
{
    private static readonly FrozenDictionary<string, string> s_states = new Dictionary<string, string>
    {
        ["America/New_York"] = "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV",
        ["America/Chicago"] = "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI",
        ["America/Denver"] = "CO ID MT NM UT WY",
        ["America/Phoenix"] = "AZ",
        ["America/Los_Angeles"] = "CA NV OR WA",
        ["America/Anchorage"] = "AK",
        ["Pacific/Honolulu"] = "HI",
    }
        .SelectMany(zone => zone.Value.Split(' '), (zone, state) => ("US-" + state, zone.Key))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    // Large cities after which no zone is called.
    private static readonly FrozenDictionary<string, string> s_cities = new Dictionary<string, string>
    {
        ["Bengaluru"] = "Asia/Kolkata",
        ["Bangalore"] = "Asia/Kolkata",
        ["Mumbai"] = "Asia/Kolkata",
        ["Hyderabad"] = "Asia/Kolkata",
        ["Munich"] = "Europe/Berlin",
        ["Beijing"] = "Asia/Shanghai",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<ILookup<string, string>> s_byCity = new(() =>
        TimeZoneInfo
            .GetSystemTimeZones()
            .Where(zone => zone.Id.Contains('/', StringComparison.Ordinal))
            .ToLookup(
                zone => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' '),
                zone => zone.Id,
                StringComparer.OrdinalIgnoreCase
            )
    );

    /// <summary>Null where nobody can tell.</summary>
    public static TimeZoneInfo? Of(string? region)
    {
        if (string.IsNullOrWhiteSpace(region))
        {
            return null;
        }

        var name = region.Trim();
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return Zone(name);
        }

        if (s_states.TryGetValue(name, out var ofState))
        {
            return Zone(ofState);
        }

        var city = name[(name.LastIndexOf('-') + 1)..].Replace('_', ' ').Trim();
        return s_cities.TryGetValue(city, out var known) ? Zone(known)
            : s_byCity.Value[city].Distinct().ToArray() is [var only] ? Zone(only)
            : null;
    }

    private static TimeZoneInfo? Zone(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
