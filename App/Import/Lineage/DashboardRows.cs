using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// Reads <c>governance/dashboards.csv</c> (id, name, reads, audience), for tools that no catalogue describes. <c>reads</c> and <c>audience</c> are
/// lists divided by semicolons; rows of one id are united, unless they give it two names.
/// </summary>
internal static class DashboardRows
{
    private const string Everyone = "everyone";
    private const string Nobody = "nobody";

    /// <returns>How many dashboards read no table, as far as the file says.</returns>
    public static int Read(ImportFile file, LineageCollector lineage)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        var reading = new HashSet<string>(StringComparer.Ordinal);
        file.ReadCsv(
            ["id"],
            ["name", "reads", "audience"],
            row =>
            {
                var id = row.Name(0, "id");
                TableName[] reads =
                [
                    .. List(row.Text(2))
                        .Select(text =>
                            TableName.TryParse(text, out var table) && !text.Any(char.IsControl)
                                ? table
                                : throw new InvalidDataException(
                                    "'reads' is no list of db.table, divided by semicolons"
                                )
                        ),
                ];
                if (names.GetValueOrDefault(id) is { } known && row.Text(1) is { } other && known != other)
                {
                    throw new InvalidDataException("a second name for a dashboard of this id");
                }

                lineage.AddDashboard(id, row.Text(1), Audience(row.Text(3)), file.Name);
                names[id] = row.Text(1) ?? names.GetValueOrDefault(id);
                if (reads.Length > 0)
                {
                    reading.Add(id);
                }

                foreach (var table in reads)
                {
                    lineage.AddEdge(
                        LineageNode.Table(table),
                        LineageNode.Dashboard(id),
                        LineageKind.Serve,
                        null,
                        null,
                        file.Name
                    );
                }

                file.Accept();
            }
        );
        return names.Keys.Count(id => !reading.Contains(id));
    }

    // Empty is unknown; nobody is a word of its own.
    private static PrincipalId[]? Audience(string? text) =>
        text is null
            ? null
            :
            [
                .. List(text)
                    .Where(name => !name.Equals(Nobody, StringComparison.OrdinalIgnoreCase))
                    .Select(name =>
                        name.Equals(Everyone, StringComparison.OrdinalIgnoreCase) ? PrincipalId.Everyone
                        : PrincipalId.TryParse(name, out var principal) && !name.Any(char.IsControl) ? principal
                        : throw new InvalidDataException(
                            "'audience' is no list of login:, group: or role: names, everyone or nobody, divided by semicolons"
                        )
                    ),
            ];

    private static string[] List(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
