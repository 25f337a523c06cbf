using System.Collections.Immutable;
using Npgsql;

namespace GovernanceDashboard.Import.Hive;

/// <summary>What a table of the metastore at hand looks like: versions differ, and what is unknown is passed over.</summary>
/// <param name="Names">Its columns.</param>
/// <param name="RowEstimate">What PostgreSQL remembers of its size; negative where it knows nothing.</param>
/// <param name="IsTable">False for views, which cannot be held still.</param>
internal sealed record MetastoreColumns(ImmutableHashSet<string> Names, long RowEstimate, bool IsTable)
{
    // The tables stand in the first schema of the search path that has TBLS: public, unless the connection says otherwise.
    private const string Statement = """
        SELECT quote_ident(n.nspname), c.relname, c.relkind IN ('r', 'p'), c.reltuples::bigint,
               has_table_privilege(c.oid, 'SELECT'), array_agg(a.attname::text)
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname = ANY (@names)
          AND n.oid = (SELECT h.relnamespace FROM pg_catalog.pg_class h
                       WHERE h.relname = 'TBLS' AND h.relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_catalog.pg_table_is_visible(h.oid))
        GROUP BY n.nspname, c.relname, c.relkind, c.reltuples, c.oid
        """;

    /// <returns>The quoted schema, and the tables there that are asked for, by name.</returns>
    /// <exception cref="MetastoreException">A needed table is missing, or may not be read.</exception>
    public static async Task<(string Schema, ImmutableDictionary<string, MetastoreColumns> Tables)> ReadAsync(
        MetastoreConnection connection,
        NpgsqlConnection database,
        CancellationToken cancellationToken
    )
    {
        var found = ImmutableDictionary.CreateBuilder<string, MetastoreColumns>(StringComparer.Ordinal);
        var unreadable = new List<string>();
        var schema = "";
        var wanted = MetastoreQueries.Needed.Concat(MetastoreQueries.Optional).Select(query => query.Table).ToArray();
        await using (var command = new NpgsqlCommand(Statement, database))
        {
            command.Parameters.AddWithValue("names", wanted);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                schema = rows.GetString(0);
                var name = rows.GetString(1);
                found.Add(name, new([.. rows.GetFieldValue<string[]>(5)], rows.GetInt64(3), rows.GetBoolean(2)));
                if (!rows.GetBoolean(4))
                {
                    unreadable.Add(name);
                }
            }
        }

        if (found.Count == 0)
        {
            throw new MetastoreException(
                $"The metastore {connection.Server}: there is no table \"TBLS\" that this account can see. Is this the metastore's database, and may the account use its schema (GRANT USAGE ON SCHEMA)?"
            );
        }

        var missing = MetastoreQueries.Needed.Select(query => query.Table).Where(name => !found.ContainsKey(name));
        Refuse(connection, missing, "tables that every Hive metastore has are missing");
        Refuse(connection, unreadable, "the account may not read (GRANT SELECT)");
        return (schema, found.ToImmutable());
    }

    private static void Refuse(MetastoreConnection connection, IEnumerable<string> tables, string why)
    {
        var names = string.Join(", ", tables.Order(StringComparer.Ordinal));
        if (names.Length > 0)
        {
            throw new MetastoreException($"The metastore {connection.Server}: {why}: {names}.");
        }
    }
}
