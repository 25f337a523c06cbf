namespace GovernanceDashboard.Domain;

/// <summary>Writes a policy's resource as people write it: <c>sales.orders.*</c>, <c>{a, b}.*</c>, <c>tag PII</c>, with "all but" for excludes.</summary>
public static class PolicyResourceText
{
    private static readonly string[] s_hiveLevels = ["database", "table", "column"];

    public static string Of(PolicyResource resource)
    {
        if (
            resource.Levels.ContainsKey("database")
            && resource.Levels.Keys.All(level => Array.IndexOf(s_hiveLevels, level) >= 0)
        )
        {
            return string.Join(
                '.',
                s_hiveLevels.Where(resource.Levels.ContainsKey).Select(level => Values(resource.Levels[level]))
            );
        }

        return string.Join(", ", resource.Levels.Select(level => $"{level.Key} {Values(level.Value)}"));
    }

    private static string Values(ResourceValues values)
    {
        var list = values.Values is [var only] ? only : "{" + string.Join(", ", values.Values) + "}";
        return values.IsExcludes ? $"(all but {list})" : list;
    }
}
