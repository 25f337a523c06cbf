using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>What a scope names.</summary>
public enum ScopeKind
{
    Estate,
    Table,
    Database,
    TableGroup,
    Person,
    Query,
}

/// <summary>
/// Whose exposure is asked about, and of which tables: <c>table:db.t</c>, <c>db:NAME</c>, <c>group:NAME</c> (a table group),
/// <c>principal:LOGIN</c>, <c>query:GLOB</c> on <c>db.table</c> (without a wildcard: every table whose name holds the text), or
/// <c>estate</c> for all. A table's scopes in governance records are read alike.
/// </summary>
public sealed record ExposureScope(ScopeKind Kind, string Name)
{
    public static ExposureScope Estate { get; } = new(ScopeKind.Estate, "");

    /// <summary>Reads what <see cref="ToString"/> writes; <c>db.table</c> alone is a table. Null where it is no scope.</summary>
    public static ExposureScope? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed is "estate" or "*")
        {
            return Estate;
        }

        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return TableName.TryParse(trimmed, out var table) ? new(ScopeKind.Table, table.ToString()) : null;
        }

        var name = trimmed[(colon + 1)..];
        return name.Length == 0
            ? null
            : trimmed[..colon] switch
            {
                "table" => TableName.TryParse(name, out var table) ? new(ScopeKind.Table, table.ToString()) : null,
                "db" => new(ScopeKind.Database, name.ToLowerInvariant()),
                "group" => new(ScopeKind.TableGroup, name),
                "principal" => new(ScopeKind.Person, name),
                "query" => new(ScopeKind.Query, name.ToLowerInvariant()),
                _ => null,
            };
    }

    /// <summary>Whether the table may be in it at some time: of a table group that cannot be told from the name.</summary>
    public bool MayHold(TableName table) => Kind is ScopeKind.TableGroup or ScopeKind.Person || Holds(table, []);

    /// <param name="groups">The table groups that the table is in.</param>
    public bool Holds(TableName table, IEnumerable<string> groups) =>
        Kind switch
        {
            ScopeKind.Estate => true,
            ScopeKind.Table => TableName.TryParse(Name, out var one) && one == table,
            ScopeKind.Database => table.Database == Name,
            ScopeKind.TableGroup => groups.Contains(Name, StringComparer.Ordinal),
            ScopeKind.Query => Name.AsSpan().ContainsAny('*', '?')
                ? Wildcard.Matches(Name, table.ToString())
                : table.ToString().Contains(Name, StringComparison.Ordinal),
            ScopeKind.Person => false,
        };

    public override string ToString() =>
        Kind switch
        {
            ScopeKind.Estate => "estate",
            ScopeKind.Table => "table:" + Name,
            ScopeKind.Database => "db:" + Name,
            ScopeKind.TableGroup => "group:" + Name,
            ScopeKind.Person => "principal:" + Name,
            ScopeKind.Query => "query:" + Name,
        };
}
