using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Planning;

/// <summary>Why a row of a change-set file cannot be used.</summary>
/// <param name="Line">From 1; 0 for the whole file.</param>
public sealed record ChangeSetProblem(long Line, string Reason);

/// <summary>A change set, or what is wrong with its file. The changes are null exactly where there are problems.</summary>
/// <param name="Lines">On which line each change stands, from 1; empty where there are problems.</param>
public sealed record ChangeSetReading(
    ChangeSet? Changes,
    ImmutableArray<long> Lines,
    ImmutableArray<ChangeSetProblem> Problems
)
{
    internal static ChangeSetReading Of(
        ImmutableArray<Change>.Builder changes,
        ImmutableArray<long>.Builder lines,
        ImmutableArray<ChangeSetProblem>.Builder problems
    )
    {
        if (changes.Count == 0 && problems.Count == 0)
        {
            problems.Add(new(0, "The file holds no change."));
        }

        return problems.Count == 0
            ? new(new(changes.ToImmutable()), lines.ToImmutable(), [])
            : new(null, [], problems.ToImmutable());
    }
}

/// <summary>
/// Reads a change set: CSV with the header <c>op,kind,target,principal,privilege,effect</c>, as <see cref="ChangeRow"/> has it, or Ranger JSON, that is
/// policies to add or replace, or a plugin download's deltas.
/// </summary>
public static class ChangeSetFile
{
    private const int MostChanges = 100_000;
    private const long MostBytes = 256L << 20;

    /// <summary>Reads all changes; every problem is listed, not only the first. Which of the two formats it is shows in the first character.</summary>
    public static ChangeSetReading Read(Stream file)
    {
        if (file.CanSeek && file.Length > MostBytes)
        {
            return new(null, [], [new(0, "The file is too large for a change set.")]);
        }

        using var whole = new MemoryStream();
        file.CopyTo(whole);
        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        return First(bytes.Span) is '{' or '['
            ? RangerChanges.Read(bytes)
            : Csv(new MemoryStream(whole.GetBuffer(), 0, bytes.Length));
    }

    private static ChangeSetReading Csv(Stream csv)
    {
        var rows = new CsvRows(csv);
        var changes = ImmutableArray.CreateBuilder<Change>();
        var lines = ImmutableArray.CreateBuilder<long>();
        var problems = ImmutableArray.CreateBuilder<ChangeSetProblem>();
        try
        {
            if (!rows.Read())
            {
                return new(
                    null,
                    [],
                    [new(0, "The file is empty; a header was expected: " + string.Join(',', ChangeRow.Columns))]
                );
            }

            int[] places = [.. ChangeRow.Columns.Select(column => Place(rows, column))];
            if (places.Take(4).Any(place => place < 0))
            {
                return new(null, [], [new(rows.Line, "The header should be " + string.Join(',', ChangeRow.Columns))]);
            }

            while (rows.Read() && changes.Count < MostChanges)
            {
                Read(rows, places, changes, lines, problems);
            }

            if (changes.Count == MostChanges)
            {
                problems.Add(new(rows.Line, $"More than {MostChanges} changes in one file."));
            }
        }
        catch (InvalidDataException broken)
        {
            problems.Add(new(rows.Line, $"The rest of the file cannot be read: {broken.Message}."));
        }

        return ChangeSetReading.Of(changes, lines, problems);
    }

    private static char First(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            // Blanks and the three bytes of a byte order mark.
            if (letter is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF))
            {
                return (char)letter;
            }
        }

        return '\0';
    }

    private static int Place(CsvRows header, string column)
    {
        for (var place = 0; place < header.Count; place++)
        {
            if (column.Equals(header.Text(place)?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        return -1;
    }

    private static void Read(
        CsvRows rows,
        int[] places,
        ImmutableArray<Change>.Builder changes,
        ImmutableArray<long>.Builder lines,
        ImmutableArray<ChangeSetProblem>.Builder problems
    )
    {
        try
        {
            if (!rows.IsUtf8())
            {
                throw new FormatException("The row is not valid UTF-8.");
            }

            changes.Add(
                ChangeRow.Read([.. places.Select(place => (place < 0 ? null : rows.Text(place))?.Trim() ?? "")])
            );
            lines.Add(rows.Line);
        }
        catch (FormatException problem)
        {
            problems.Add(new(rows.Line, problem.Message));
        }
    }
}
