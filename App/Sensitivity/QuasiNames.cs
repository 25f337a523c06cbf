using System.Collections.Frozen;

namespace GovernanceDashboard.Sensitivity;

/// <summary>Names of columns that single people out or tell of their rhythm when they come together.</summary>
internal static class QuasiNames
{
    private static readonly FrozenDictionary<string, QuasiIdentifier> s_parts = new (
        QuasiIdentifier Part,
        string Names
    )[]
    {
        (
            QuasiIdentifier.Person,
            "employee_id emp_id person_id worker_id user_id userid username user_name login badge_id subject_id device_id"
        ),
        (QuasiIdentifier.BirthDate, "birth_date date_of_birth dob birthday"),
        (QuasiIdentifier.PostalCode, "postal_code postcode zip_code zip"),
        (QuasiIdentifier.Gender, "gender sex"),
        (
            QuasiIdentifier.Place,
            "latitude longitude gps_lat gps_lon building floor room desk location geo_hash geohash"
        ),
        (
            QuasiIdentifier.Cadence,
            "idle_seconds idle_ms dwell_ms dwell_time interval_ms inter_key_ms keys_per_minute clicks_per_minute events_per_minute "
                + "event_count key_count click_count session_seconds active_seconds duration_ms duration_seconds focus_seconds typing_speed cadence"
        ),
        (
            QuasiIdentifier.Application,
            "app app_name app_id application application_name process_name window_title active_app active_window foreground_app "
                + "url visited_url site_url domain"
        ),
        (
            QuasiIdentifier.Time,
            "event_time event_ts event_at ts timestamp at occurred_at captured_at started_at logged_at"
        ),
    }
        .SelectMany(group => group.Names.Split(' ').Select(name => (name, group.Part)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Part, StringComparer.Ordinal);

    /// <summary>Whole names; a name of several words also with a prefix before it, as in <c>src_employee_id</c>. Null for any other.</summary>
    public static QuasiIdentifier? Of(string name)
    {
        if (s_parts.TryGetValue(name, out var whole))
        {
            return whole;
        }

        // A flag or a number of them says nothing of one.
        if (name.StartsWith("is_", StringComparison.Ordinal) || name.StartsWith("num_", StringComparison.Ordinal))
        {
            return null;
        }

        var lookup = s_parts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = name.IndexOf('_', StringComparison.Ordinal); at >= 0; at = name.IndexOf('_', at + 1))
        {
            var rest = name.AsSpan(at + 1);
            if (rest.Contains('_') && lookup.TryGetValue(rest, out var part))
            {
                return part;
            }
        }

        return null;
    }
}
