using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>Data subjects and those who can see them without being meant to (metrics 6.3).</summary>
/// <param name="Subjects">D: distinct people whose data stand in the tables.</param>
/// <param name="Pairs">Distinct pairs of a subject and an exposed viewer; a viewer of two tables of one subject counts once.</param>
/// <param name="TablesWithout">Tables of which no record says whose data stand in them: nothing of them is in the figures.</param>
public sealed record SubjectViewers(int Subjects, MeasureRange Pairs, int TablesWithout)
{
    /// <param name="subjects">By table: whose data stand in it, distinct.</param>
    public static SubjectViewers Of(
        IReadOnlyCollection<TableStanding> tables,
        ExposureBasis basis,
        IReadOnlyDictionary<TableName, IReadOnlySet<string>> subjects
    )
    {
        var standings = tables.Where(table => subjects.ContainsKey(table.Name)).ToArray();
        // Subjects of the very same tables have the very same viewers.
        var byTables = standings
            .SelectMany((table, at) => subjects[table.Name].Select(subject => (subject, at)))
            .GroupBy(each => each.subject, each => each.at, StringComparer.Ordinal)
            .GroupBy(subject => string.Join(' ', subject), StringComparer.Ordinal);
        var (count, low, high) = (0, 0L, 0L);
        foreach (var same in byTables)
        {
            var (sure, possible) = (default(PrincipalSet), default(PrincipalSet));
            foreach (var at in same.First())
            {
                var exposed = standings[at].Exposed(basis);
                sure = sure?.Union(exposed.Sure) ?? exposed.Sure;
                possible = possible?.Union(exposed.Possible) ?? exposed.Possible;
            }

            var alike = same.Count();
            count += alike;
            low += (long)alike * (sure?.Count ?? 0);
            high += (long)alike * (possible?.Count ?? 0);
        }

        return new(count, new(low, high), tables.Count - standings.Length);
    }
}
