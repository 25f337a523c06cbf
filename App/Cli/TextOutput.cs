using System.Text;
using Spectre.Console;

namespace GovernanceDashboard.Cli;

/// <summary>
/// Prints answers for people: tables with rules on a terminal, aligned columns divided by two blanks on a pipe, where other programs
/// and diffs read them.
/// </summary>
internal sealed class TextOutput(TextWriter output, bool isTerminal)
{
    /// <summary>A longer table is printed in plain columns on a terminal too: measuring every cell for rules takes seconds.</summary>
    private const int MostRuledRows = 2_000;

    private const string Gap = "  ";

    public void Line(string text = "") => output.Write(PlainText.Of(text) + "\n");

    /// <summary>One row per entry, each with as many cells as there are columns.</summary>
    public void Table(IReadOnlyList<TextColumn> columns, IReadOnlyCollection<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string[][] safe = [.. rows.Select(row => Array.ConvertAll(row, PlainText.Of))];
        if (isTerminal && safe.Length <= MostRuledRows)
        {
            Ruled(columns, safe);
        }
        else
        {
            Plain(columns, safe);
        }
    }

    private void Ruled(IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(new Text(column.Heading, new Style(decoration: Decoration.Bold)))
                {
                    Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                }
            );
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    private void Plain(IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        var widths = columns
            .Select((column, position) => Math.Max(column.Heading.Length, rows.Max(row => row[position].Length)))
            .ToArray();
        var text = new StringBuilder();
        Append([.. columns.Select(column => column.Heading)]);
        foreach (var row in rows)
        {
            Append(row);
        }

        output.Write(text.ToString());

        void Append(string[] cells)
        {
            for (var position = 0; position < cells.Length; position++)
            {
                var isLast = position == cells.Length - 1;
                var cell = cells[position];
                text.Append(
                    columns[position].IsNumber ? cell.PadLeft(widths[position])
                    : isLast ? cell
                    : cell.PadRight(widths[position])
                );
                text.Append(isLast ? "\n" : Gap);
            }
        }
    }
}
