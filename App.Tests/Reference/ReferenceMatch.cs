using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

internal sealed record ReferenceRequest(string Login, string Database, string? Table, string? Column, string? Owner);

/// <summary>Sections 2, 4 and 5 of the access semantics, for one resource and one request.</summary>
internal static class ReferenceMatch
{
    /// <summary>"self" (with all descendants too), "above", "below", or null for no match.</summary>
    internal static string? Of(PolicyResource resource, ReferenceRequest request)
    {
        string[][] hierarchies =
        [
            ["database"],
            ["database", "table"],
            ["database", "table", "column"],
            ["database", "udf"],
        ];
        var hierarchy = Array.Find(
            hierarchies,
            levels => levels.Length == resource.Levels.Count && levels.All(resource.Levels.ContainsKey)
        );
        if (hierarchy is null || (hierarchy.Contains("udf") && request.Table is not null))
        {
            return null;
        }

        string?[] asked = [request.Database, request.Table, request.Column];
        var depth = asked.Count(value => value is not null);
        for (var level = 0; level < hierarchy.Length; level++)
        {
            var value = level < depth ? asked[level] : null;
            var written = resource.Levels[hierarchy[level]];
            if ((value is not null || IsMatchAny(written)) && !Level(written, value, request))
            {
                return null;
            }
        }

        if (depth > hierarchy.Length)
        {
            return "above";
        }

        return hierarchy[depth..].All(level => IsMatchAny(resource.Levels[level])) ? "self" : "below";
    }

    internal static bool Tag(PolicyResource resource, string tag)
    {
        if (resource.Levels.Count != 1 || !resource.Levels.TryGetValue("tag", out var level))
        {
            return false;
        }

        var written = level.Values.Where(value => value != "").ToList();
        var matches = written.Count == 0 || written.Contains(tag);
        return level.IsExcludes ? !matches : matches;
    }

    internal static bool Grants(PolicyItem item, string privilege, bool isTagPolicy, AccessService service)
    {
        foreach (var access in item.Accesses.Where(access => access.IsAllowed))
        {
            var type = access.Type;
            if (isTagPolicy && type.StartsWith("hive:", StringComparison.Ordinal))
            {
                type = type[5..];
            }
            else if (isTagPolicy && type.Contains(':', StringComparison.Ordinal))
            {
                continue; // another component's, to the letter
            }

            type = type.ToUpperInvariant();
            var stated = type switch
            {
                "_ALL" => service.AccessTypes.Select(known => known.Name),
                "_CREATE" or "_READ" or "_UPDATE" or "_DELETE" or "_MANAGE" => service
                    .AccessTypes.Where(known => Same("_" + CategoryOf(known), type))
                    .Select(known => known.Name),
                _ => [type],
            };
            if (stated.Any(name => Same(name, privilege) || Implied(name).Any(implied => Same(implied, privilege))))
            {
                return true;
            }
        }

        return false;

        IEnumerable<string> Implied(string name) =>
            service.AccessTypes.Where(known => Same(known.Name, name)).SelectMany(known => known.Implied);
    }

    // Where the definition does not say, as Ranger's shipped Hive definition does.
    private static string CategoryOf(AccessType type) =>
        type.Category
        ?? type.Name switch
        {
            "create" or "alter" => "CREATE",
            "select" or "read" => "READ",
            "update" or "write" => "UPDATE",
            "drop" => "DELETE",
            "index" or "lock" or "repladmin" or "serviceadmin" or "tempudfadmin" or "refresh" => "MANAGE",
            _ => "",
        };

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool IsMatchAny(ResourceValues level)
    {
        var written = level.Values.Where(value => value != "").ToList();
        return written.Count == 0 || written.Exists(value => value.Replace("*", "", StringComparison.Ordinal) == "");
    }

    private static bool Level(ResourceValues level, string? value, ReferenceRequest request)
    {
        if (value is null)
        {
            return IsMatchAny(level) && !level.IsExcludes;
        }

        var matches =
            IsMatchAny(level) || level.Values.Any(written => written != "" && Like(Expand(written, request), value));
        return level.IsExcludes ? !matches : matches;
    }

    private static string Expand(string written, ReferenceRequest request) =>
        written
            .Replace("{OWNER}", request.Owner ?? "{OWNER}", StringComparison.Ordinal)
            .Replace("{USER}", request.Login, StringComparison.Ordinal)
            .ToLower(CultureInfo.InvariantCulture);

    // The recursive definition of a wildcard, one character at a time.
    private static bool Like(string pattern, string text)
    {
        if (pattern.Length == 0)
        {
            return text.Length == 0;
        }

        if (pattern[0] == '*')
        {
            return Like(pattern[1..], text) || (text.Length > 0 && Like(pattern, text[1..]));
        }

        return text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Like(pattern[1..], text[1..]);
    }
}
