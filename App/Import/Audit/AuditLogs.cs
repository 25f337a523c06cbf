using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Audit;

/// <summary>Ranger's audit logs of one import (sources 3): one JSON object a line, plain or gzip. Read while the snapshot is written.</summary>
/// <param name="files">In the order of their names.</param>
/// <param name="zone">Of instants that name none: the log writers' own.</param>
/// <param name="takenAt">The instant that the import describes.</param>
/// <param name="isAlone">The import brought no facts: without an event there is nothing to write.</param>
/// <param name="refusedBefore">Lines of logs, by name and hash, that earlier imports refused: a known log is not read again, and has them still.</param>
/// <param name="quality">Asked at the end.</param>
internal sealed class AuditLogs(
    ImmutableArray<ImportFile> files,
    AuditPlaces places,
    TimeZoneInfo zone,
    DateTimeOffset takenAt,
    bool isAlone,
    IReadOnlyDictionary<(string Name, string Sha256), long> refusedBefore,
    ImportLedger ledger,
    Func<AuditTrace, DataQuality> quality
) : IAuditSource
{
    private const int RowsAtOnce = 250_000;
    private const int LinesToJudgeBy = 100;

    private readonly AuditClock _clock = new(zone);
    private readonly Dictionary<string, string> _nameByContent = new(StringComparer.Ordinal);
    private readonly List<int> _logins = [0];
    private readonly List<int> _tables = [0];
    private readonly List<int> _columns = [0];
    private readonly List<AuditRow> _reads = [];
    private readonly List<AuditRow> _days = [];

    public ImmutableHashSet<string> Names => [.. files.Select(file => file.Name)];

    /// <summary>Whether the logs are those of <paramref name="sources"/>, each with the same bytes; reads them to tell.</summary>
    public bool AreAll(ImmutableArray<SourceFile> sources, CancellationToken cancellationToken)
    {
        var hashes = sources.ToDictionary(file => file.Name, file => file.Sha256, StringComparer.Ordinal);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!hashes.TryGetValue(file.Name, out var hash) || file.Sha256() != hash)
            {
                return false;
            }
        }

        return true;
    }

    public AuditOutcome Read(
        ImmutableArray<AuditLogFile> known,
        IAuditSink sink,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var parser = new AuditParser(places, _clock, takenAt.ToUnixTimeMilliseconds());
        // A name that was used again has several: its last.
        var before = known
            .GroupBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(file => file.First)!, StringComparer.Ordinal);
        foreach (var file in known)
        {
            _nameByContent.TryAdd(file.ContentSha256, file.Name);
        }

        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (before.TryGetValue(file.Name, out var same) && file.Sha256() == same.Sha256)
            {
                file.Accept(same.Events);
                file.ReadHashed(_ => RefuseAgain(file, refusedBefore.GetValueOrDefault((file.Name, same.Sha256))));
            }
            else
            {
                Store(file, same, parser, sink, progress, cancellationToken);
            }
        }

        if (isAlone && parser.Tally.Kept == 0 && known.IsEmpty)
        {
            throw new InvalidDataException(ImportRun.NothingUsable);
        }

        Warn(parser.Tally);
        return new(quality(sink.Trace()), ledger.Sources);
    }

    private void Store(
        ImportFile file,
        AuditLogFile? before,
        AuditParser parser,
        IAuditSink sink,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var (content, tally) = ("", parser.Tally with { });
        var (accepted, isKept) = (0L, false);
        AuditFileSummary? summary = null;
        sink.Begin(file.Name);
        var sha256 = file.ReadHashed(stream =>
        {
            using var unpacked = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GzipText(stream)
                : null;
            using var text = new HashingStream(unpacked ?? stream, leaveOpen: true);
            try
            {
                summary = AuditPipeline.Run(text, () => stream.Position, parser, Take, cancellationToken);
                content = text.Digest();
                isKept = !Repeats(content, summary, file) && !IsOlder(summary, before, file);
                file.Accept(isKept ? accepted : 0); // now: the file's account closes with it
            }
            catch (InvalidDataException refused)
            {
                file.Refuse(0, refused.Message);
            }

            void Take(AuditBatch batch)
            {
                if (accepted == 0 && batch.Accepted == 0 && batch.Refusals.Count >= LinesToJudgeBy)
                {
                    throw new InvalidDataException(
                        $"not one of its first {batch.Refusals.Count} lines is an event of Ranger's audit log; one JSON object a line was expected"
                    );
                }

                accepted += batch.Accepted;
                Store(batch, file, sink);
                progress.Report(new($"Reading {file.Name}", batch.Position, stream.Length, IsBytes: true));
            }
        });
        Flush(sink);
        if (summary is null || !isKept)
        {
            parser.Tally = tally;
            sink.Discard();
            return;
        }

        _nameByContent[content] = file.Name;
        sink.End(
            new(
                file.Name,
                sha256,
                content,
                summary.Events,
                summary.First,
                summary.Last,
                parser.Tally.Late - tally.Late
            ),
            summary.Streams,
            replaces: before?.First == summary.First
        );
    }

    // A log does not get better by being known.
    private static void RefuseAgain(ImportFile file, long lines)
    {
        if (lines > 0)
        {
            file.Refuse(0, $"{lines} of its lines were refused when it was first imported", lines);
        }
    }

    /// <summary>Whether a log that was imported before under this name begins like this one and goes on for longer.</summary>
    private bool IsOlder(AuditFileSummary summary, AuditLogFile? before, ImportFile file)
    {
        var isOlder = before is not null && before.First == summary.First && before.Events > summary.Events;
        if (isOlder)
        {
            ledger.Warn(
                $"{file.Name} is shorter than the log of that name that was imported before: the longer one stands."
            );
        }
        else if (before is not null && before.First != summary.First)
        {
            ledger.Warn(
                $"{file.Name} begins otherwise than the log of that name that was imported before: both count."
            );
        }

        return isOlder;
    }

    private bool Repeats(string content, AuditFileSummary summary, ImportFile file)
    {
        // Files without an event are alike without being one log.
        if (summary.Events == 0 || !_nameByContent.TryGetValue(content, out var twin))
        {
            return false;
        }

        if (twin != file.Name)
        {
            ledger.Warn($"{file.Name} holds the same log as {twin}: it counts once.");
        }

        return true;
    }

    private void Store(AuditBatch batch, ImportFile file, IAuditSink sink)
    {
        _logins.AddRange(batch.Logins.Select(sink.Login));
        _tables.AddRange(batch.Tables.Select(sink.Table));
        _columns.AddRange(batch.Columns.Select(sink.Columns));
        _reads.AddRange(batch.Reads);
        _days.AddRange(batch.Days);
        foreach (var (line, reason) in batch.Refusals)
        {
            file.Refuse(line, reason);
        }

        if (_reads.Count + _days.Count >= RowsAtOnce)
        {
            Flush(sink);
        }
    }

    private void Flush(IAuditSink sink)
    {
        sink.AddReads(Numbered(_reads));
        sink.AddDays(Numbered(_days));
        _reads.Clear();
        _days.Clear();
    }

    /// <summary>The reader's numbers become the store's.</summary>
    private ReadOnlySpan<AuditRow> Numbered(List<AuditRow> rows)
    {
        var span = CollectionsMarshal.AsSpan(rows);
        foreach (ref var row in span)
        {
            row = row with { Table = _tables[row.Table], Login = _logins[row.Login], Columns = _columns[row.Columns] };
        }

        return span;
    }

    private void Warn(AuditTally tally)
    {
        Warn(
            tally.OtherActions,
            "events of the audit logs are neither reads nor writes of data; they were passed over."
        );
        Warn(
            tally.OtherServices,
            "events of the audit logs are of services other than Hive and HDFS; they were passed over."
        );
        Warn(tally.NoTable, "events of the audit logs name no table, nor a file of one; they were passed over.");
        Warn(
            tally.Late,
            "events of the audit logs are later than the instant that this import describes: some clock, or the zone of the logs, is wrong."
        );
        Warn(
            _clock.Ambiguous,
            $"events fall into an hour that the clocks of {zone.Id} went through twice; the first of the two instants was taken."
        );
        Warn(
            tally.WithoutColumns,
            "events were kept without their columns: there are too many different lists of columns."
        );
    }

    private void Warn(long count, string what)
    {
        if (count > 0)
        {
            ledger.Warn(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }
}
