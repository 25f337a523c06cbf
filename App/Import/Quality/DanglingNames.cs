using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>Names that lead nowhere: of tables and databases that the catalogue does not have, of groups that nobody declared.</summary>
internal sealed class DanglingNames
{
    private readonly HashSet<TableName> _tables;
    private readonly HashSet<string> _databases;
    private readonly HashSet<string> _groups;
    private readonly HashSet<PrincipalId> _principals;
    private readonly List<string> _rows = [];
    private readonly List<string> _scopes = [];
    private long _faults;
    private long _all;

    private DanglingNames(QualityFacts facts)
    {
        _tables = [.. facts.Tables.Select(table => table.Name)];
        _databases =
        [
            .. facts.Databases.Select(database => database.Name),
            .. facts.Tables.Select(table => table.Name.Database),
        ];
        _groups = facts.TableGroups.Select(group => group.Name).ToHashSet(StringComparer.Ordinal);
        _principals = [.. facts.Principals.Concat(facts.Roles).Select(principal => principal.Id)];
    }

    /// <summary>The part, and a line for each scope of a governance record that names nothing.</summary>
    public static (QualityPart Part, ImmutableArray<string> Scopes) Of(QualityFacts facts)
    {
        var names = new DanglingNames(facts);
        if (!facts.Tables.IsEmpty)
        {
            names.AddResources(facts);
            names.AddPolicies(facts.Policies);
            names.AddScopes(facts);
        }

        return (
            Parts.Faults(
                "Names that lead nowhere",
                2,
                names._faults,
                names._all,
                "classes, lineage, views, policies and governance records that name a table, database, group or person that is not there",
                "Import the missing source, or correct the name where it stands: an answer leaves out what it names.",
                names._rows
            ),
            [.. names._scopes.Distinct(StringComparer.Ordinal)]
        );
    }

    private void AddResources(QualityFacts facts)
    {
        // Our own rules and what lineage carries follow from tables that are there.
        foreach (
            var resource in facts
                .Classifications.Where(one => one.Basis is ClassificationBasis.Import or ClassificationBasis.Catalogue)
                .Select(one => new ResourceName(one.Resource.Database, one.Resource.Table))
                .Distinct()
        )
        {
            Add(Knows(resource.Database, resource.Table), $"class on {resource}");
        }

        foreach (var edge in facts.Lineage)
        {
            AddEnd(edge.From);
            AddEnd(edge.To);
        }

        foreach (var view in facts.Views)
        {
            foreach (var table in view.Tables)
            {
                Add(_tables.Contains(table), $"view {view.View}: reads {table}");
            }
        }

        void AddEnd(LineageNode node)
        {
            if (node.AsTable is { } table)
            {
                Add(_tables.Contains(table), $"lineage: {table}");
            }
        }
    }

    private void AddPolicies(ImmutableArray<Policy> policies)
    {
        foreach (var policy in policies.Where(policy => policy is { IsEnabled: true, IsTagPolicy: false }))
        {
            foreach (var resource in policy.Resources)
            {
                foreach (var database in Exact(resource, "database"))
                {
                    var tables = Exact(resource, "table").ToArray();
                    if (tables.Length == 0)
                    {
                        Add(_databases.Contains(database), $"policy {policy.Id}: database {database}");
                    }

                    foreach (var table in tables)
                    {
                        Add(Knows(database, table), $"policy {policy.Id}: table {database}.{table}");
                    }
                }
            }
        }

        static IEnumerable<string> Exact(PolicyResource resource, string level) =>
            resource.Levels.TryGetValue(level, out var values) && !values.IsExcludes
                ? values
                    .Values.Where(value => value.AsSpan().IndexOfAny("*?{$") < 0)
                    .Select(value => value.ToLowerInvariant())
                : [];
    }

    private void AddScopes(QualityFacts facts)
    {
        var scopes = facts
            .IntendedAccess.Select(one => ("intended access", one.Value.Scope))
            .Concat(facts.Exceptions.Select(one => ("access exception", one.Value.Scope)))
            .Concat(facts.Coverages.Select(one => ("log coverage", one.Value.Scope)))
            .Concat(facts.Owners.Select(one => ("data owner", one.Scope)))
            .Concat(facts.OtherScopes);
        foreach (var (kind, scope) in scopes)
        {
            var colon = scope.IndexOf(':', StringComparison.Ordinal);
            var (what, name) = (scope[..colon], scope[(colon + 1)..]);
            bool? isThere = what switch
            {
                "table" => TableName.TryParse(name, out var table) && _tables.Contains(table),
                "db" => _databases.Contains(name.ToLowerInvariant()),
                "group" => _groups.Contains(name),
                "principal" => _principals.Contains(
                    PrincipalId.TryParse(name, out var id) ? id : PrincipalId.Login(name)
                ),
                _ => null, // a search may well find nothing today
            };
            if (isThere is { } known)
            {
                var row = what == "principal" ? $"{kind}: a principal" : $"{kind}: {scope}";
                Add(known, row);
                if (!known)
                {
                    _scopes.Add(row);
                }
            }
        }
    }

    private bool Knows(string database, string? table) =>
        table is null ? _databases.Contains(database) : _tables.Contains(new(database, table));

    private void Add(bool isThere, string row)
    {
        _all++;
        if (!isThere)
        {
            _faults++;
            _rows.Add(row + " is not there");
        }
    }
}
