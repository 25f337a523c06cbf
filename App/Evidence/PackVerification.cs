using System.Globalization;
using System.Security.Cryptography;
using System.Xml;

namespace GovernanceDashboard.Evidence;

/// <summary>One verification of one pack whose manifest is intact. Each check answers with the first mismatch, or null.</summary>
internal sealed class PackVerification(string folder, PackManifest manifest)
{
    private const int RowsBetweenCancelChecks = 1000;

    private readonly Dictionary<string, decimal[]> _sums = [];
    private readonly List<(string? Formula, decimal Value)> _cover = [];

    // Where the workbook is being read, for faults that end the reading.
    private string _place = "";
    private long? _row;

    public EvidenceVerification Run(CancellationToken cancellationToken)
    {
        ManifestShape.Check(manifest);
        try
        {
            return Files()
                ?? RowHashFiles()
                ?? Workbook(cancellationToken)
                ?? Totals()
                ?? new(true, null, null, null, manifest.ContentRoot) { Note = Note() };
        }
        catch (InvalidDataException fault)
        {
            return Unreadable(fault.Message);
        }
        catch (XmlException fault)
        {
            return Unreadable(fault.Message);
        }
    }

    private EvidenceVerification? Files()
    {
        foreach (var file in ManifestShape.FilesOf(manifest).Where(file => !File.Exists(Full(file))))
        {
            return Mismatch(file, null, "The file is missing.");
        }

        foreach (var file in manifest.Files.Where(file => HashOf(file.File) != file.Sha256))
        {
            return Mismatch(file.File, null, "The file is not the one that was exported.");
        }

        return null;
    }

    private EvidenceVerification? RowHashFiles()
    {
        foreach (var sheet in manifest.Sheets)
        {
            if (RowHashFile(sheet.RowHashes, sheet.HashedRows, sheet.Root) is { } wrong)
            {
                return wrong;
            }

            foreach (var overflow in sheet.Overflow)
            {
                if (RowHashFile(overflow.RowHashes, overflow.HashedRows, overflow.Root) is { } wrongOverflow)
                {
                    return wrongOverflow;
                }
            }
        }

        return PackManifest.ContentRootOf(manifest.Sheets) == manifest.ContentRoot
            ? null
            : Mismatch(PackManifest.FileName, null, "The content root does not follow from the roots of the sheets.");
    }

    private EvidenceVerification? RowHashFile(string file, long rows, string root)
    {
        using var hashes = new RowHashReader(Full(file));
        var tree = new MerkleTree();
        while (hashes.Next() is { } hash)
        {
            tree.Add(Convert.FromHexString(hash));
        }

        return tree.Leaves == rows && hashes.IsAtEnd() && tree.Root() == root
            ? null
            : Mismatch(file, null, "The file does not lead to the root that the manifest states.");
    }

    private EvidenceVerification? Workbook(CancellationToken cancellationToken)
    {
        _place = manifest.Workbook.File;
        using var workbook = new WorkbookReader(File.OpenRead(Full(manifest.Workbook.File)));
        foreach (var missing in manifest.Sheets.Where(sheet => !workbook.SheetNames.Contains(sheet.Name)))
        {
            return Mismatch(missing.Name, null, "The sheet is missing.");
        }

        foreach (var added in workbook.SheetNames.Except(manifest.Sheets.Select(sheet => sheet.Name)))
        {
            return Mismatch(added, null, "The sheet is not part of the pack.");
        }

        // The cover comes last: an edited row changes its totals, and the row is what has to be named.
        foreach (var sheet in manifest.Sheets.OrderBy(sheet => sheet.InContentRoot ? 0 : 1))
        {
            if (Sheet(workbook, sheet, cancellationToken) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private EvidenceVerification? Sheet(WorkbookReader workbook, PackSheet sheet, CancellationToken cancellationToken)
    {
        (_place, _row) = (sheet.Name, null);
        using var expected = new RowHashReader(Full(sheet.RowHashes));
        var next = expected.Next();
        var canonical = new CanonicalRow();
        var sums = new decimal[sheet.Columns.Length];
        var subtotals = new Dictionary<long, decimal[]>();
        var seen = 0L;
        foreach (var row in workbook.Rows(sheet.Name, sheet.Columns.Length))
        {
            _row = row.Number;
            if (row.Number % RowsBetweenCancelChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (row.Number > sheet.HashedRows)
            {
                if (!row.IsBlank)
                {
                    return Mismatch(sheet.Name, row.Number, "The row is not part of the pack.");
                }

                continue;
            }

            seen = row.Number;
            canonical.Reset();
            foreach (var cell in row.Cells)
            {
                canonical.Append(cell.CanonicalField());
            }

            var hash = Convert.ToHexStringLower(canonical.Hash());
            var stated = next;
            next = expected.Next();
            if (hash != stated)
            {
                return Mismatch(
                    sheet.Name,
                    row.Number,
                    hash == next ? "The row is missing: the row after it stands in its place."
                        : row.Number == 1 ? "The header differs from the one that was exported."
                        : "The row differs from the one that was exported."
                );
            }

            if (WrongKind(sheet, row) is { } wrong)
            {
                return wrong;
            }

            Take(sheet, row, sums, subtotals);
        }

        _row = null;
        _sums[sheet.Number] = sums;
        return seen < sheet.HashedRows
            ? Mismatch(sheet.Name, seen + 1, "The row is missing.")
            : Overflow(sheet, subtotals, cancellationToken);
    }

    private void Take(PackSheet sheet, ReadRow row, decimal[] sums, Dictionary<long, decimal[]> subtotals)
    {
        var numbers = row.Cells.Select(cell => cell.Number()).ToArray();
        for (var column = 0; row.Number > 1 && column < sums.Length; column++)
        {
            sums[column] += numbers[column];
        }

        if (sheet.Overflow.Any(file => file.SubtotalRow == row.Number))
        {
            subtotals[row.Number] = numbers;
        }

        if (sheet.Number == Sheets.CoverSheet.Number)
        {
            var value = row.Cells[Sheets.CoverSheet.ValueColumn];
            _cover.Add((value.Formula, value.Number()));
        }
    }

    // Text that reads like a number hashes like it, but no formula adds it up.
    private EvidenceVerification? WrongKind(PackSheet sheet, ReadRow row)
    {
        if (row.HasMore)
        {
            return Mismatch(sheet.Name, row.Number, "There is content to the right of the last column.");
        }

        for (var column = 0; column < row.Cells.Length; column++)
        {
            var cell = row.Cells[column];
            var isRight = cell.Kind switch
            {
                ReadCellKind.Blank => true,
                ReadCellKind.Text => row.Number == 1
                    || sheet.Columns[column].Kind != Sheets.SheetText.NumberKind
                    || IsBeyondNumbers(cell.Value!),
                ReadCellKind.Number => row.Number > 1 && sheet.Columns[column].Kind != Sheets.SheetText.TextKind,
                ReadCellKind.Other => false,
            };
            if (!isRight)
            {
                return Mismatch(
                    sheet.Name,
                    row.Number,
                    $"Column '{sheet.Columns[column].Title}' holds another kind of value than was exported."
                );
            }
        }

        return null;
    }

    private static bool IsBeyondNumbers(string text) =>
        long.TryParse(text.TrimStart('\''), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number is > CellValue.MaxExactInteger or < -CellValue.MaxExactInteger;

    private EvidenceVerification? Overflow(
        PackSheet sheet,
        Dictionary<long, decimal[]> subtotals,
        CancellationToken cancellationToken
    )
    {
        foreach (var overflow in sheet.Overflow)
        {
            var file = new OverflowReader(
                Full(overflow.File),
                Full(overflow.RowHashes),
                sheet.Columns,
                overflow.HashedRows
            );
            if (file.Check(cancellationToken) is { } wrong)
            {
                return Mismatch(overflow.File, wrong.Row, wrong.Reason);
            }

            if (HashOf(overflow.File) != overflow.Sha256)
            {
                return Mismatch(overflow.File, null, "The file is not the one that was exported.");
            }

            for (var column = 0; column < sheet.Columns.Length; column++)
            {
                if (sheet.Columns[column].IsSummed && subtotals[overflow.SubtotalRow][column] != file.Sums[column])
                {
                    return Mismatch(
                        sheet.Name,
                        overflow.SubtotalRow,
                        $"The subtotal of '{sheet.Columns[column].Title}' is not the sum of {overflow.File}."
                    );
                }
            }
        }

        return null;
    }

    private EvidenceVerification? Totals()
    {
        var cover = manifest.Sheets.Single(sheet => sheet.Number == Sheets.CoverSheet.Number);
        foreach (var total in manifest.Totals)
        {
            var sheet = manifest.Sheets.Single(sheet => sheet.Number == total.Sheet);
            var column = sheet.Columns.Select(candidate => candidate.Title).ToList().IndexOf(total.Column);
            var (formula, value) = _cover[(int)total.CoverRow - 1];
            if (formula != sheet.SumFormula(column) || value != total.Value || value != _sums[sheet.Number][column])
            {
                return Mismatch(
                    cover.Name,
                    total.CoverRow,
                    $"The total is not the sum of '{total.Column}' in sheet {sheet.Name}."
                );
            }
        }

        return null;
    }

    private string? Note()
    {
        var known = ManifestShape
            .FilesOf(manifest)
            .Append(PackManifest.FileName)
            .Append(PackManifest.HashFileName)
            .ToHashSet(StringComparer.Ordinal);
        var others = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !known.Contains(file))
            .Order(StringComparer.Ordinal)
            .ToArray();
        string?[] notes =
        [
            HashOf(manifest.Workbook.File) == manifest.Workbook.Sha256
                ? null
                : "The workbook was saved again after the export: its cells are unchanged, how they look is not verified.",
            others.Length == 0 ? null : "Not part of the pack: " + string.Join(", ", others) + ".",
        ];
        return notes.All(note => note is null) ? null : string.Join(" ", notes.Where(note => note is not null));
    }

    private EvidenceVerification Unreadable(string fault) =>
        Mismatch(_place, _row, $"The file cannot be read on: {fault}");

    private EvidenceVerification Mismatch(string place, long? row, string reason) =>
        new(false, place, row, reason, manifest.ContentRoot);

    private string Full(string file) => Path.Combine(folder, file);

    private string HashOf(string file)
    {
        using var stream = File.OpenRead(Full(file));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
