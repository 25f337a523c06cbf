using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import;

/// <summary>Rows being read, of a file or of a database's table: counts what they gave, and hashes what was read.</summary>
internal abstract class ImportSource(
    string name,
    ImportLedger ledger,
    IProgress<WorkProgress> progress,
    CancellationToken cancellationToken
)
{
    protected const int ReportEvery = 8192;

    /// <summary>With forward slashes: relative to the import's folder, or <c>metastore/</c> and the table.</summary>
    public string Name { get; } = name;

    /// <summary>Without folder and extension, lower case.</summary>
    public string Title { get; } = Path.GetFileNameWithoutExtension(name).ToLowerInvariant();

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    protected ImportLedger Ledger { get; } = ledger;

    protected IProgress<WorkProgress> Progress { get; } = progress;

    protected CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Counts a record that was used.</summary>
    public void Accept(long records = 1) => Accepted += records;

    /// <param name="line">From 1; 0 for the whole. A table's row goes by the number of its key.</param>
    /// <param name="rows">How many rows the refusal stands for.</param>
    public void Refuse(long line, string reason, long rows = 1)
    {
        Refused += rows;
        Ledger.Refuse(Name, line, reason, rows);
    }

    /// <summary>Refuses it as a whole: it is hashed all the same.</summary>
    public abstract void RefuseWhole(string reason);

    /// <summary>
    /// Reads rows by the names of their columns. A missing required column refuses the whole; a row that is not UTF-8, or that
    /// <paramref name="accept"/> refuses by an <see cref="InvalidDataException"/>, is refused with its line.
    /// </summary>
    public abstract void ReadCsv(string[] required, string[] optional, Action<CsvRecord> accept);

    /// <param name="required">How many of the columns, from the first on, have to be there.</param>
    /// <param name="line">What a refusal calls the current row.</param>
    /// <param name="report">Told from time to time how many rows went by.</param>
    /// <exception cref="InvalidDataException">The rest cannot be read.</exception>
    protected void ReadCsv(
        CsvRows rows,
        string[] columns,
        int required,
        Action<CsvRecord> accept,
        Func<long> line,
        Action<long> report
    )
    {
        if (!rows.Read())
        {
            Refuse(0, "empty: not even a header");
            return;
        }

        var header = new List<string>();
        for (var field = 0; field < rows.Count; field++)
        {
            header.Add((rows.Text(field) ?? "").Trim());
        }

        int[] places =
        [
            .. columns.Select(column =>
                header.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase))
            ),
        ];
        var missing = columns.Take(required).Where((_, index) => places[index] < 0).ToArray();
        if (missing.Length > 0)
        {
            Refuse(rows.Line, $"the header lacks {string.Join(", ", missing)}");
            return;
        }

        var record = new CsvRecord(rows, places);
        for (long seen = 0; rows.Read(); seen++)
        {
            if (seen % ReportEvery == 0)
            {
                CancellationToken.ThrowIfCancellationRequested();
                report(seen);
            }

            try
            {
                if (rows.Count > header.Count)
                {
                    throw new InvalidDataException($"{rows.Count} fields where the header has {header.Count}");
                }

                if (!rows.IsUtf8())
                {
                    throw new InvalidDataException("not valid UTF-8");
                }

                accept(record);
            }
            catch (InvalidDataException refused)
            {
                Refuse(line(), refused.Message);
            }
        }
    }
}
