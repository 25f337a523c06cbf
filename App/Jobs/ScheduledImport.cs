using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Jobs;

/// <summary>An import that runs by itself. Exactly one of <paramref name="Every"/> and <paramref name="Daily"/> is set.</summary>
/// <param name="Name">Unique among the schedules.</param>
/// <param name="Folder">Absolute; null where only a metastore is read.</param>
/// <param name="ConnectionFile">Holds a metastore's connection; read at each run, so that a password can change.</param>
/// <param name="Every">From the end of a run to the next; at least a minute.</param>
/// <param name="Daily">UTC.</param>
/// <param name="Authorizer">What decides over the source; null to go by the files.</param>
public sealed record ScheduledImport(
    string Name,
    string? Folder,
    string? ConnectionFile,
    TimeSpan? Every,
    TimeOnly? Daily,
    Authorizer? Authorizer,
    TimeZoneInfo AuditZone
)
{
    /// <summary>When it is due.</summary>
    /// <param name="last">When the last run ended; null before the first.</param>
    /// <param name="since">When the server began to look: a first run of an interval is due then.</param>
    public DateTimeOffset NextAfter(DateTimeOffset? last, DateTimeOffset since)
    {
        if (Every is { } every)
        {
            return last is { } ended ? ended + every : since;
        }

        var from = last ?? since;
        var today = new DateTimeOffset(from.UtcDateTime.Date + Daily!.Value.ToTimeSpan(), TimeSpan.Zero);
        return today > from ? today : today.AddDays(1);
    }

    /// <summary>"every 6 h", "daily at 02:30 UTC".</summary>
    public string When =>
        Every is { } every
            ? every.TotalHours >= 1 && every.Minutes == 0 && every.Seconds == 0
                ? FormattableString.Invariant($"every {every.TotalHours:0} h")
                : FormattableString.Invariant($"every {every.TotalMinutes:0} min")
            : FormattableString.Invariant($"daily at {Daily:HH:mm} UTC");

    /// <exception cref="InvalidDataException">The connection file cannot be read; the message quotes nothing of it.</exception>
    public ImportRequest Request()
    {
        MetastoreConnection? connection = null;
        if (ConnectionFile is { } file)
        {
            try
            {
                connection = MetastoreConnection.Parse(File.ReadAllText(file));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
            {
                throw new InvalidDataException(
                    fault is FormatException
                        ? $"The connection file of the schedule '{Name}' holds no connection: {fault.Message}"
                        : $"The connection file of the schedule '{Name}' cannot be read."
                );
            }
        }

        return new(Folder, TakenAt: null, IsDemo: false, Authorizer, AuditZone, connection);
    }
}
