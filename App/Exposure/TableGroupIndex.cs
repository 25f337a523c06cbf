using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure;

/// <summary>A table group with its members resolved.</summary>
/// <param name="Tables">Ascending. A table may be in several groups.</param>
/// <param name="Unclassified">How many of the tables have no classification at all, on themselves, a column or their database.</param>
public sealed record ResolvedTableGroup(TableGroup Group, ImmutableArray<TableOrdinal> Tables, int Unclassified);

/// <summary>Resolves the rules of every table group against the catalogue: globs, <c>class:</c> and <c>tag:</c> rules, and pins.</summary>
public sealed class TableGroupIndex
{
    public static TableGroupIndex Build(AccessIndex index, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>By name, ordinal order.</summary>
    public ImmutableArray<ResolvedTableGroup> Groups => throw new NotImplementedException();

    public ResolvedTableGroup? Find(string name) => throw new NotImplementedException();

    public ImmutableArray<ResolvedTableGroup> GroupsOf(TableOrdinal table) => throw new NotImplementedException();

    /// <summary>Classes on the table, its columns and its database, sorted and distinct; empty means unclassified: unknown, never safe.</summary>
    public ImmutableArray<string> ClassesOf(TableOrdinal table) => throw new NotImplementedException();
}
