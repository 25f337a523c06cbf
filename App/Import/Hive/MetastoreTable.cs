using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;
using Npgsql;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// One table of a live metastore. PostgreSQL writes its rows as the CSV that <c>\copy</c> would, so the same code reads both; a refused row goes
/// by its key.
/// </summary>
internal sealed class MetastoreTable(
    MetastoreSession session,
    MetastoreQuery query,
    ImportLedger ledger,
    IProgress<WorkProgress> progress,
    CancellationToken cancellationToken
) : ImportSource(NameOf(session, query), ledger, progress, cancellationToken)
{
    /// <summary>Bytes. PostgreSQL's own limit for a value; its quotes are never lost.</summary>
    private const int LongestRow = 1 << 30;

    /// <inheritdoc />
    public override void RefuseWhole(string reason) => Refuse(0, reason);

    /// <inheritdoc />
    /// <exception cref="MetastoreException">A needed column is missing, the connection was lost, or reading took too long.</exception>
    public override void ReadCsv(string[] required, string[] optional, Action<CsvRecord> accept)
    {
        CancellationToken.ThrowIfCancellationRequested();
        var table =
            session.Table(query.Table) ?? throw new InvalidOperationException($"There is no table {query.Table}.");
        var missing = required.Append(query.Key).Where(column => !query.Gives(column, table.Names)).ToArray();
        if (missing.Length > 0)
        {
            throw new MetastoreException(
                $"The metastore {session.Connection.Server}: {query.Table} has no column {string.Join(", ", missing)}; schema {session.SchemaVersion} is not one that can be read."
            );
        }

        string[] columns = [.. required, .. optional.Where(column => query.Gives(column, table.Names))];
        try
        {
            Read(columns, table.RowEstimate, [.. required, .. optional], required.Length, accept);
        }
        catch (NpgsqlException) when (CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(CancellationToken);
        }
        catch (NpgsqlException fault)
        {
            throw MetastoreException.Of(fault, session.Connection, $"reading {query.Table}");
        }
        catch (InvalidDataException broken)
        {
            throw new MetastoreException(
                $"The metastore {session.Connection.Server}, reading {query.Table}: {broken.Message}"
            );
        }
    }

    private void Read(string[] asked, long estimate, string[] columns, int required, Action<CsvRecord> accept)
    {
        using var stream = new HashingStream(session.Copy(query, asked, CancellationToken));
        var rows = new CsvRows(stream, longestRow: LongestRow);
        var read = 0L;
        ReadCsv(rows, columns, required, accept, () => Key(rows), seen => Report(read = seen, estimate));
        Report(read, estimate);
        Ledger.Close(this, stream.Finish(), rows.Position);
    }

    private void Report(long seen, long estimate) =>
        Progress.Report(new($"Reading {Name}", seen, estimate > seen ? estimate : null));

    private static long Key(CsvRows rows) =>
        long.TryParse(rows.Text(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : 0;

    // The version stands in a snapshot's list of sources: it says how the others are to be understood.
    private static string NameOf(MetastoreSession session, MetastoreQuery query) =>
        query.Table == "VERSION" ? $"metastore/VERSION {session.SchemaVersion}" : $"metastore/{query.Table}";
}
