using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>
/// Databases of fifty tables each, five kinds of name with ten tables of each kind, and the table groups over them: three quarters
/// name whole databases, one quarter pins single tables.
/// </summary>
internal sealed class CatalogDraft
{
    internal const int Kinds = 5;

    private static readonly string[] s_kinds = ["agg", "dim", "fact", "raw", "stg"];

    private static readonly ImmutableArray<TableColumn> s_columns =
    [
        new("id", "bigint"),
        new("name", "string"),
        new("amount", "decimal(18,2)"),
        new("ds", "string", IsPartitionKey: true),
    ];

    internal CatalogDraft(EstateSize size, DirectoryDraft directory, Random random)
    {
        Databases = [.. Enumerable.Range(0, size.Databases).Select(number => new DatabaseResource(Database(number)))];
        Tables =
        [
            .. from database in Enumerable.Range(0, size.Databases)
            from table in Enumerable.Range(0, EstateSize.TablesPerDatabase)
            select new TableResource(
                new(Database(database), Table(table)),
                ResourceKind.Table,
                directory.Logins[random.Next(directory.Logins.Length)],
                null,
                null,
                null,
                null,
                null,
                null,
                s_columns
            ),
        ];
        TableGroups = [.. Enumerable.Range(0, size.TableGroups).Select(number => Group(number, size, random))];
        Classifications =
        [
            .. Databases.Select(database => new Classification(
                new(database.Name),
                "internal",
                ClassificationBasis.Owner
            )),
        ];
    }

    internal ImmutableArray<DatabaseResource> Databases { get; }

    internal ImmutableArray<TableResource> Tables { get; }

    internal ImmutableArray<TableGroup> TableGroups { get; }

    internal ImmutableArray<Classification> Classifications { get; }

    internal static string Database(int number) => DirectoryDraft.Name("db", number, 5);

    /// <summary>Names sort as their numbers do.</summary>
    internal static string Table(int number) =>
        DirectoryDraft.Name(s_kinds[number / (EstateSize.TablesPerDatabase / Kinds)], number, 2);

    internal static string Prefix(int kind) => s_kinds[kind] + "_";

    private static TableGroup Group(int number, EstateSize size, Random random)
    {
        var name = DirectoryDraft.Name("tables", number, 4);
        var whole = size.TableGroups * 3 / 4;
        if (number < whole)
        {
            return new(
                name,
                [
                    .. Enumerable
                        .Range(0, size.Databases)
                        .Where(database => database % whole == number)
                        .Select(database => Database(database) + ".*"),
                ],
                []
            );
        }

        return new(
            name,
            [],
            [
                .. Enumerable
                    .Range(0, 100)
                    .Select(_ => new TableName(
                        Database(random.Next(size.Databases)),
                        Table(random.Next(EstateSize.TablesPerDatabase))
                    ))
                    .Distinct()
                    .Order(),
            ]
        );
    }
}
