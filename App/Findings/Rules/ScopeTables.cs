using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// The tables that a record's scope names: <c>table:</c>, <c>db:</c>, <c>group:</c>, or <c>query:</c> with a glob on <c>db.table</c> or a part of it. A record about a
/// narrower scope stands before one about a wider.
/// </summary>
public sealed class ScopeTables
{
    private readonly AccessIndex _index;
    private readonly TableGroupIndex _groups;
    private readonly Lazy<ILookup<string, TableOrdinal>> _byDatabase;
    private readonly Dictionary<string, ImmutableArray<TableOrdinal>> _known = new(StringComparer.Ordinal);

    internal ScopeTables(AccessIndex index, TableGroupIndex groups)
    {
        (_index, _groups) = (index, groups);
        _byDatabase = new(() => All().ToLookup(table => index.Table(table).Name.Database, StringComparer.Ordinal));
    }

    /// <summary>Ascending; empty where it names nothing that there is, and for <c>principal:</c>.</summary>
    public ImmutableArray<TableOrdinal> Of(string scope)
    {
        if (!_known.TryGetValue(scope, out var tables))
        {
            _known.Add(scope, tables = Find(scope));
        }

        return tables;
    }

    /// <summary>
    /// For each table the records of the narrowest scope that speaks of it, of those that <paramref name="records"/> hold: a table's before its
    /// database's, before its groups', before a search's.
    /// </summary>
    public Dictionary<TableOrdinal, List<T>> Narrowest<T>(IEnumerable<T> records, Func<T, string> scope)
    {
        var found = new Dictionary<TableOrdinal, List<T>>();
        foreach (var rank in records.GroupBy(record => Rank(scope(record))).OrderBy(rank => rank.Key))
        {
            var ofRank = new Dictionary<TableOrdinal, List<T>>();
            foreach (var record in rank)
            {
                foreach (var table in Of(scope(record)).Where(table => !found.ContainsKey(table)))
                {
                    if (!ofRank.TryGetValue(table, out var list))
                    {
                        ofRank.Add(table, list = []);
                    }

                    list.Add(record);
                }
            }

            foreach (var (table, list) in ofRank)
            {
                found.Add(table, list);
            }
        }

        return found;
    }

    private static int Rank(string scope) =>
        scope[..(scope.IndexOf(':', StringComparison.Ordinal) + 1)] switch
        {
            "table:" => 0,
            "db:" => 1,
            "group:" => 2,
            _ => 3,
        };

    private ImmutableArray<TableOrdinal> Find(string scope)
    {
        var name = scope[(scope.IndexOf(':', StringComparison.Ordinal) + 1)..];
        switch (Rank(scope))
        {
            case 0:
                return TableName.TryParse(name, out var table) && _index.FindTable(table) is { } ordinal
                    ? [ordinal]
                    : [];
            case 1:
                return [.. _byDatabase.Value[name.ToLowerInvariant()]];
            case 2:
                return _groups.Find(name)?.Tables ?? [];
            default:
                return scope.StartsWith("query:", StringComparison.Ordinal) ? Search(name.ToLowerInvariant()) : [];
        }
    }

    private ImmutableArray<TableOrdinal> Search(string text) =>
        text.AsSpan().ContainsAny('*', '?')
            ? [.. All().Where(table => Wildcard.Matches(text, _index.Table(table).Name.ToString()))]
            : [.. All().Where(table => _index.Table(table).Name.ToString().Contains(text, StringComparison.Ordinal))];

    private IEnumerable<TableOrdinal> All() =>
        Enumerable.Range(0, _index.Facts.Tables.Length).Select(table => new TableOrdinal(table));
}
