using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>A policy's resource as a reader would write it: <c>telemetry.*.*</c>, <c>hr.{salaries, bonus}.* but ssn</c>.</summary>
public static class ResourceTexts
{
    private static readonly string[] s_levels = ["database", "table", "column", "udf"];

    /// <summary>
    /// The levels from the database down, divided by dots; levels outside the hierarchy follow as <c>name=value</c>. A tag stands as people
    /// say it: <c>tag PII</c>.
    /// </summary>
    public static string Of(PolicyResource resource)
    {
        if (resource.Levels.Count == 1 && resource.Levels.TryGetValue("tag", out var tag))
        {
            return $"tag {Of(tag)}";
        }

        var known = s_levels.Where(resource.Levels.ContainsKey).Select(level => Of(resource.Levels[level]));
        var others = resource
            .Levels.Where(level => !s_levels.Contains(level.Key))
            .Select(level => $"{level.Key}={Of(level.Value)}");
        var path = string.Join('.', known);
        return string.Join(' ', path.Length == 0 ? others : [path, .. others]);
    }

    internal static (ResourceKind ArisesAt, string Text) Of(Application application)
    {
        if (application.Tag is { } tag)
        {
            var kind =
                tag.At.Column is not null ? ResourceKind.Column
                : tag.At.Table is not null ? ResourceKind.Table
                : ResourceKind.Database;
            return (kind, $"tag {tag.Name} on {tag.At}");
        }

        return (ArisesAt(application.Resource), Of(application.Resource));
    }

    /// <summary>The narrowest level at which the resource still chooses: all databases are the catalog, all tables the database, all columns the table.</summary>
    internal static ResourceKind ArisesAt(PolicyResource resource) =>
        Chooses(resource, "column") ? ResourceKind.Column
        : Chooses(resource, "table") ? ResourceKind.Table
        : Chooses(resource, "database") ? ResourceKind.Database
        : ResourceKind.Catalog;

    private static bool Chooses(PolicyResource resource, string level) =>
        resource.Levels.TryGetValue(level, out var values)
        && (
            values.IsExcludes
            || !values.Values.All(value => string.IsNullOrEmpty(value))
                && !values.Values.Any(value => value.Length > 0 && value.All(sign => sign == '*'))
        );

    private static string Of(ResourceValues values)
    {
        var written = values.Values.Where(value => value.Length > 0).ToArray();
        var text =
            written.Length == 0 ? "*"
            : written.Length == 1 ? written[0]
            : "{" + string.Join(", ", written) + "}";
        return values.IsExcludes ? $"(all but {text})" : text;
    }
}
