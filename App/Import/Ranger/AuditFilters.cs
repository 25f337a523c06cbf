using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>
/// Reads what a service's audit filters (<c>ranger.plugin.audit.filters</c>, Ranger 2.2 on) leave out of the log. An event that a filter leaves out gets no number, so nothing in
/// the log shows that it is missing.
/// </summary>
internal static class AuditFilters
{
    private const string Setting = "ranger.plugin.audit.filters";

    // What Ranger's shipped filters leave out: none of these reads data.
    private static readonly string[] s_harmless = ["METADATA OPERATION", "SHOW_ROLES"];

    /// <summary>Whether an allowed read may be left out; also where the filters cannot be read.</summary>
    /// <param name="configuration">The service's; null where it has none.</param>
    public static bool MayDropReads(JsonDocument? configuration)
    {
        try
        {
            if (configuration?.RootElement.Text(Setting) is not { } text)
            {
                return false;
            }

            // Ranger writes them with single quotes.
            using var filters = JsonDocument.Parse($"{{\"filters\":{text.Replace('\'', '"')}}}");
            return filters.RootElement.Objects("filters").Any(MayDropReads);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return true;
        }
    }

    private static bool MayDropReads(JsonElement filter)
    {
        var (actions, types) = (filter.Texts("actions"), filter.Texts("accessTypes"));
        return !filter.Flag("isAudited", missing: true)
            && filter.Text("accessResult") is not "DENIED"
            && (actions.IsEmpty || actions.Any(action => !s_harmless.Contains(action)))
            && (types.IsEmpty || types.Any(type => type.Equals("select", StringComparison.OrdinalIgnoreCase)));
    }
}
