using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Edits of classes, creators and tables.</summary>
internal static class CatalogueEdits
{
    internal static Edit Apply(EstateFacts facts, TagChange change)
    {
        var tag = change.Tag;
        var places = Enumerable
            .Range(0, facts.Classifications.Length)
            .Where(at => IsMeant(facts.Classifications[at], change))
            .ToArray();
        if (change.Operation == ChangeOperation.Remove)
        {
            return places.Length == 0
                ? Edit.Refused($"{tag.Class} is not on {tag.Resource}.")
                : Edit.Done(
                    facts with
                    {
                        Classifications = facts.Classifications.RemoveAll(known => IsMeant(known, change)),
                    },
                    [
                        .. places.Select(place => new TagChange(ChangeOperation.Add, facts.Classifications[place])
                        {
                            Place = place,
                            IsRestoration = true,
                        }),
                    ]
                );
        }

        var problem =
            change.IsRestoration ? null
            : places.Length > 0 ? $"{tag.Class} is on {tag.Resource} already."
            : Missing(facts, tag.Resource);
        return problem is not null
            ? Edit.Refused(problem)
            : Edit.Done(
                facts with
                {
                    Classifications = NaturalOrder.With(facts.Classifications, tag, change.Place, NaturalOrder.Of),
                },
                new TagChange(ChangeOperation.Remove, tag) { IsRestoration = true }
            );
    }

    // A class may stand on one resource several times, each with attributes of its own: taking it off means all of them, unless it is
    // said which. An addition, and an inverse, mean just the one.
    private static bool IsMeant(Classification known, TagChange change) =>
        change is { Operation: ChangeOperation.Remove, IsRestoration: false, Tag.Instance: null }
            ? NaturalOrder.Of(known with { Instance = null }, change.Tag) == 0
            : NaturalOrder.Of(known, change.Tag) == 0;

    internal static Edit Apply(EstateFacts facts, FactsLookup lookup, OwnerChange change)
    {
        var resource = change.Resource;
        if (resource.Column is not null)
        {
            return Edit.Refused($"{resource} is a column: its table has a creator, it has none.");
        }

        var table = resource.Table is null ? -1 : Find(facts.Tables, new(resource.Database, resource.Table));
        var database = resource.Table is null
            ? facts
                .Databases.Select((found, at) => (found, at))
                .FirstOrDefault(pair => pair.found.Name == resource.Database, (null!, -1))
                .at
            : -1;
        if (table < 0 && database < 0)
        {
            return Edit.Refused($"There is no {resource}.");
        }

        var before = table >= 0 ? facts.Tables[table].Creator : facts.Databases[database].Creator;
        var isAddition = change.Operation == ChangeOperation.Add;
        var problem = isAddition
            ? change.Owner is not { } owner
                ? "The login that is to own it is missing."
                : before == owner
                    ? $"{resource} was created by {PrincipalId.Login(owner)} already."
                    : change.IsRestoration
                        ? null
                        : KnownPrincipals.Missing(facts, lookup, PrincipalId.Login(owner))
            : before is null
                ? $"{resource} has no creator."
                : change.Owner is { } named && named != before
                    ? $"{resource} was not created by {PrincipalId.Login(named)}."
                    : null;
        if (problem is not null)
        {
            return Edit.Refused(problem);
        }

        var after = isAddition ? change.Owner : null;
        return Edit.Done(
            table >= 0
                ? facts with
                {
                    Tables = facts.Tables.SetItem(table, facts.Tables[table] with { Creator = after }),
                }
                : facts with
                {
                    Databases = facts.Databases.SetItem(database, facts.Databases[database] with { Creator = after }),
                },
            before is null
                ? new OwnerChange(ChangeOperation.Remove, resource, null)
                : new OwnerChange(ChangeOperation.Add, resource, before) { IsRestoration = true }
        );
    }

    internal static Edit Apply(EstateFacts facts, TableChange change)
    {
        var at = Find(facts.Tables, change.Name);
        if (change.Operation == ChangeOperation.Remove)
        {
            return at < 0
                ? Edit.Refused($"There is no table {change.Name}.")
                : Edit.Done(facts with { Tables = facts.Tables.RemoveAt(at) }, Restored(facts.Tables[at], at));
        }

        if (change.Table is not { } table || table.Name != change.Name)
        {
            return Edit.Refused("The table to add is missing.");
        }

        if (at < 0)
        {
            return Edit.Done(
                facts with
                {
                    Tables = NaturalOrder.With(facts.Tables, table, change.Place, NaturalOrder.Of),
                },
                new TableChange(ChangeOperation.Remove, change.Name, null)
            );
        }

        return FactsDigest.AreSame(facts.Tables[at], table)
            ? Edit.Refused($"There is such a table {change.Name} already.")
            : Edit.Done(facts with { Tables = facts.Tables.SetItem(at, table) }, Restored(facts.Tables[at], at));
    }

    private static TableChange Restored(TableResource table, int place) =>
        new(ChangeOperation.Add, table.Name, table) { Place = place, IsRestoration = true };

    private static string? Missing(EstateFacts facts, ResourceName resource)
    {
        if (resource.Table is null)
        {
            return
                facts.Databases.Any(database => database.Name == resource.Database)
                || facts.Tables.Any(table => table.Name.Database == resource.Database)
                ? null
                : $"There is no database {resource.Database}.";
        }

        var name = new TableName(resource.Database, resource.Table);
        var at = Find(facts.Tables, name);
        return at < 0 ? $"There is no table {name}."
            : resource.Column is null || facts.Tables[at].Columns.Any(column => column.Name == resource.Column) ? null
            : $"Table {name} has no column {resource.Column}.";
    }

    // Halving first; lists that are not sorted are looked through.
    private static int Find(ImmutableArray<TableResource> tables, TableName name)
    {
        var (low, high) = (0, tables.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) >> 1);
            var order = tables[middle].Name.CompareTo(name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        for (var at = 0; at < tables.Length; at++)
        {
            if (tables[at].Name == name)
            {
                return at;
            }
        }

        return -1;
    }
}
