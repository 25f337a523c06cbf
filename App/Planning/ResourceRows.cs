using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Planning;

/// <summary>Rows of a change-set file about tags, zones, owners and tables.</summary>
internal static class ResourceRows
{
    internal const string TagPrefix = "tag:";
    internal const string ZonePrefix = "zone:";
    private static readonly string[] s_levels = ["database", "table", "column"];
    private static readonly string[] s_kinds = ["db:", "database:", "table:", "column:"];

    internal static string Target(ResourceName resource) =>
        resource.Table is null ? $"db:{resource}"
        : resource.Column is null ? $"table:{resource}"
        : $"column:{resource}";

    internal static TagChange Tag(ChangeRow.Row row)
    {
        // Either way round: the class on the resource, or the resource under the class.
        var isTurned = row.Target.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase);
        var (resource, name) = isTurned ? (row.Principal, row.Target) : (row.Target, row.Principal);
        name = name.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? name[TagPrefix.Length..] : name;
        return name.Length == 0
            ? throw new FormatException("principal of a tag is not tag:CLASS.")
            : new(row.Operation, new(Resource(resource), name, ClassificationBasis.Import));
    }

    internal static Change Zone(ChangeRow.Row row)
    {
        var isTurned = row.Principal.StartsWith(ZonePrefix, StringComparison.OrdinalIgnoreCase);
        var (zone, resource) = isTurned ? (row.Principal, row.Target) : (row.Target, row.Principal);
        if (!zone.StartsWith(ZonePrefix, StringComparison.OrdinalIgnoreCase) || zone.Length == ZonePrefix.Length)
        {
            throw new FormatException("target of a zone is not zone:NAME.");
        }

        var name = zone[ZonePrefix.Length..];
        return resource.Length > 0 ? new ZoneResourceChange(row.Operation, name, PolicyResourceOf(resource))
            : row.Operation == ChangeOperation.Add
                ? new ZoneChange(row.Operation, name, new SecurityZone(name, [], HasTagService: false))
            : new ZoneChange(row.Operation, name, null);
    }

    internal static OwnerChange Owner(ChangeRow.Row row)
    {
        var login = row.Principal.Length == 0 ? (PrincipalId?)null : ChangeRow.Principal(row.Principal, "principal");
        if (login is { Namespace: not PrincipalNamespace.Login })
        {
            throw new FormatException("principal of an owner is not login:NAME: only a login creates a table.");
        }

        if (login is null && row.Operation == ChangeOperation.Add)
        {
            throw new FormatException("principal is missing: who is to own it?");
        }

        return new(row.Operation, Resource(row.Target), login?.Name);
    }

    internal static TableChange Table(ChangeRow.Row row)
    {
        var parts = row.Target.Split('/');
        if (Resource(parts[0]) is not { Table: { } table, Column: null } resource)
        {
            throw new FormatException("target of a table is not table:db.table.");
        }

        var name = new TableName(resource.Database, table);
        if (row.Operation == ChangeOperation.Remove)
        {
            return new(row.Operation, name, null);
        }

        var creator = row.Principal.Length == 0 ? null : ChangeRow.Principal(row.Principal, "principal").Name;
        return new(
            row.Operation,
            name,
            new(
                name,
                ResourceKind.Table,
                creator,
                null,
                null,
                null,
                null,
                null,
                null,
                [.. parts.Skip(1).Select(column => new TableColumn(column.Trim().ToLowerInvariant(), "string"))]
            )
        );
    }

    /// <summary><c>db</c>, <c>db.table</c> or <c>db.table.column</c> with wildcards, as a policy or a zone names it.</summary>
    internal static PolicyResource PolicyResourceOf(string text)
    {
        var parts = Bare(text).Split('.', s_levels.Length);
        return parts.Any(part => part.Length == 0)
            ? throw new FormatException($"'{text}' is not db, db.table or db.table.column.")
            : new(
                parts
                    .Select((value, level) => (Level: s_levels[level], Values: new ResourceValues([value])))
                    .ToImmutableSortedDictionary(level => level.Level, level => level.Values, StringComparer.Ordinal)
            );
    }

    private static ResourceName Resource(string text)
    {
        var parts = Bare(text).Split('.', s_levels.Length);
        return parts.Any(part => part.Length == 0)
            ? throw new FormatException($"'{text}' is not db, db.table or db.table.column.")
            : new(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    private static string Bare(string text) =>
        s_kinds.FirstOrDefault(kind => text.StartsWith(kind, StringComparison.OrdinalIgnoreCase)) is { } kind
            ? text[kind.Length..]
            : text;
}
