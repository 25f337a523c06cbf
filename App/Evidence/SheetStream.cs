using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Evidence.Sheets;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Takes a sheet's rows once, in order, into the workbook and its row hashes; what exceeds the limit goes to overflow files,
/// for each of which a subtotal row stands at the end of the sheet.
/// </summary>
/// <param name="rowLimit">Rows of content in a sheet, and in an overflow file.</param>
internal sealed class SheetStream(
    WorkbookWriter workbook,
    string folder,
    int rowLimit,
    IProgress<WorkProgress> progress
)
{
    private const int RowsBetweenReports = 1000;

    /// <exception cref="InvalidOperationException">The rows are not in strictly rising order of the key.</exception>
    public WrittenSheet Write<T>(SheetDefinition<T> sheet, IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        var hashesName = $"rows/{sheet.Number}.sha256";
        using var hashes = new RowHashWriter(Path.Combine(folder, hashesName));
        using var writer = workbook.BeginSheet(sheet.Name, sheet.Columns);
        var cells = new CellValue[sheet.Columns.Length];
        var sums = new decimal[cells.Length];
        var canonical = new CanonicalRow();
        var overflow = ImmutableArray.CreateBuilder<PackOverflow>();
        OverflowWriter? file = null;
        var count = 0L;
        T? previous = default;

        Header(sheet, cells);
        hashes.Add(canonical.Reset().AppendAll(cells).Hash());
        writer.WriteHeader(cells);
        try
        {
            foreach (var row in rows)
            {
                if (count > 0 && sheet.KeyOrder(previous!, row) >= 0)
                {
                    throw new InvalidOperationException(
                        $"Sheet {sheet.Name}: row {count + 1} of the content does not come after the row before it by {string.Join(", ", sheet.Key)}."
                    );
                }

                previous = row;
                Cells(sheet, row, cells);
                canonical.Reset().AppendAll(cells);
                if (count < rowLimit)
                {
                    hashes.Add(canonical.Hash());
                    writer.WriteRow(cells);
                    Sum(cells, sums);
                }
                else
                {
                    if (file is null || file.Rows == rowLimit)
                    {
                        Close();
                        file = new(folder, sheet.Number, overflow.Count + 1, HeaderRow(sheet), cells.Length);
                    }

                    file.Add(canonical, cells);
                }

                if (++count % RowsBetweenReports == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress.Report(new($"Writing sheet {sheet.Name}", count));
                }
            }

            Close();
        }
        finally
        {
            file?.Dispose();
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress.Report(new($"Writing sheet {sheet.Name}", count, count));
        var columns = sheet.Columns.Select(column => new PackColumn(column.Title, column.Kind, column.IsSummed));
        return new(
            new(
                sheet.Number,
                sheet.Name,
                sheet.IsInContentRoot,
                count,
                hashes.Rows,
                sheet.Key,
                [.. columns],
                hashesName,
                hashes.Root(),
                overflow.ToImmutable()
            ),
            [.. sums]
        );

        void Close()
        {
            if (file is not null)
            {
                var subtotal = Subtotal(sheet, file);
                hashes.Add(new CanonicalRow().AppendAll(subtotal).Hash());
                writer.WriteRow(subtotal);
                Sum(subtotal, sums);
                overflow.Add(file.Finish(writer.Rows));
                file.Dispose();
                file = null;
            }
        }
    }

    private static CanonicalRow HeaderRow<T>(SheetDefinition<T> sheet)
    {
        var cells = new CellValue[sheet.Columns.Length];
        Header(sheet, cells);
        return new CanonicalRow().AppendAll(cells);
    }

    private static void Header<T>(SheetDefinition<T> sheet, CellValue[] cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = CellValue.OfText(sheet.Columns[column].Title);
        }
    }

    private static void Cells<T>(SheetDefinition<T> sheet, T row, CellValue[] cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = sheet.Columns[column].Cell(row);
        }
    }

    private static CellValue[] Subtotal<T>(SheetDefinition<T> sheet, OverflowWriter file)
    {
        var cells = new CellValue[sheet.Columns.Length];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = sheet.Columns[column].IsSummed
                ? CellValue.OfNumber((long)file.Sums[column])
                : CellValue.Blank;
        }

        // Every sheet that can grow past the limit begins with a text column.
        cells[0] = CellValue.OfText(
            string.Create(CultureInfo.InvariantCulture, $"(subtotal of {file.Rows} further rows in {file.Name})")
        );
        return cells;
    }

    private static void Sum(ReadOnlySpan<CellValue> cells, decimal[] sums)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            sums[column] += cells[column].Number;
        }
    }
}

/// <param name="Sums">What the sheet's rows add up to, subtotal rows included, by column.</param>
internal sealed record WrittenSheet(PackSheet Pack, ImmutableArray<decimal> Sums)
{
    /// <summary>A formula cell that sums one column of the sheet, with its value.</summary>
    public CellValue Total(string column)
    {
        var index = Pack.Columns.Select(candidate => candidate.Title).ToList().IndexOf(column);
        return CellValue.OfFormula(Pack.SumFormula(index), Sums[index]);
    }
}
