using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Audit;

/// <summary>
/// The logs of an import, read while they are stored: hundreds of millions of events never lie in memory together.
/// </summary>
public interface IAuditSource
{
    /// <summary>Hands every event to <paramref name="sink"/>. Called once, inside the import's transaction.</summary>
    /// <param name="known">The files believed so far.</param>
    /// <exception cref="InvalidDataException">The import has nothing usable after all.</exception>
    AuditOutcome Read(
        ImmutableArray<AuditLogFile> known,
        IAuditSink sink,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    );
}

/// <summary>What is known of an import only when its logs have been read.</summary>
public sealed record AuditOutcome(DataQuality Quality, ImmutableArray<SourceFile> Sources);

/// <summary>Takes events, a file at a time. For one thread.</summary>
public interface IAuditSink
{
    /// <summary>The number of a name, the same for the same name.</summary>
    int Login(string name);

    /// <inheritdoc cref="Login"/>
    int Table(TableName name);

    /// <param name="names">Comma-joined.</param>
    /// <inheritdoc cref="Login"/>
    int Columns(string names);

    /// <summary>Begins a file; rows belong to it until <see cref="End"/>.</summary>
    void Begin(string file);

    /// <summary>Events with their exact instants: <c>First</c> is the instant.</summary>
    void AddReads(ReadOnlySpan<AuditRow> rows);

    /// <summary>Events of one day together; rows of the same day, names and traits add up.</summary>
    void AddDays(ReadOnlySpan<AuditRow> rows);

    /// <summary>The file is whole.</summary>
    /// <param name="replaces">An earlier one of its name that begins at the same instant is believed no more.</param>
    void End(AuditLogFile file, IReadOnlyList<AuditStream> streams, bool replaces);

    /// <summary>What all logs show that are believed now, those just ended included.</summary>
    AuditTrace Trace();

    /// <summary>Forgets the file's rows: its content is known already under another name.</summary>
    void Discard();
}

/// <summary>One writer's events in a file: where they are whole, nothing of them is missing between the two instants.</summary>
/// <param name="Writer">The process that logged, as the events' ids begin.</param>
/// <param name="IsWhole">Every number from the first to the last was there, once.</param>
public sealed record AuditStream(
    string Writer,
    long FirstNumber,
    long LastNumber,
    bool IsWhole,
    DateTimeOffset First,
    DateTimeOffset Last
)
{
    /// <summary>The server that the process ran on; null where its events do not say, or say several.</summary>
    public string? Host { get; init; }

    /// <summary>All of its events are Hive's. False also of files that were imported before this was kept.</summary>
    public bool IsHive { get; init; }

    /// <summary>Numbers in between that no event of the file has, by number; the first thousand. Not known of files that were imported before gaps were kept.</summary>
    public ImmutableArray<AuditGap> Gaps { get; init; } = [];
}

/// <summary>Numbers in a row that no event has.</summary>
/// <param name="Last">Inclusive.</param>
/// <param name="LastBefore">The instant of the event before them.</param>
/// <param name="FirstAfter">The instant of the event after them.</param>
public sealed record AuditGap(long First, long Last, DateTimeOffset LastBefore, DateTimeOffset FirstAfter);

/// <summary>A UTC day on which something of a database was logged.</summary>
public readonly record struct LoggedDay(string Database, DateOnly Day);

/// <summary>What logs show of their own completeness.</summary>
/// <param name="Files">By name.</param>
/// <param name="Days">By database, then day, each once.</param>
/// <param name="Streams">By writer, then number.</param>
public sealed record AuditTrace(
    ImmutableArray<AuditLogFile> Files,
    ImmutableArray<LoggedDay> Days,
    ImmutableArray<AuditStream> Streams
)
{
    public static AuditTrace Empty { get; } = new([], [], []);
}
