using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// Who reads the scopes at one instant, by identity: ordinals differ from instant to instant. Made from the index of that instant and keeps nothing of it:
/// many instants are looked at before the last is settled, and each index is a whole estate.
/// </summary>
internal sealed class AudienceMoment
{
    private readonly ImmutableArray<string> _identities;
    private readonly ImmutableArray<ImmutableArray<(PrincipalSet Readers, TableName[] Tables)>> _alike;
    private readonly HashSet<string>?[] _people;

    private AudienceMoment(
        ImmutableArray<string> identities,
        ImmutableArray<ImmutableArray<(PrincipalSet Readers, TableName[] Tables)>> alike
    )
    {
        (_identities, _alike) = (identities, alike);
        _people = new HashSet<string>?[alike.Length];
    }

    /// <summary>An instant at which no table was there.</summary>
    internal static AudienceMoment Empty(ImmutableArray<AudienceLimit> limits) =>
        new([], [.. limits.Select(_ => ImmutableArray<(PrincipalSet, TableName[])>.Empty)]);

    internal static AudienceMoment Of(
        AccessIndex index,
        ImmutableArray<HashSet<TableName>> scopes,
        ImmutableArray<AudienceLimit> limits
    ) =>
        new(
            [.. index.Accounts.Select(ReaderChanges.IdentityOf)],
            [
                .. scopes.Select(
                    (scope, limit) =>
                    {
                        var there = scope.Select(index.FindTable).OfType<TableOrdinal>();
                        return (
                            limits[limit].Fields is { } fields ? fields.Alike(index, there) : Alike(index, there)
                        ).ToImmutableArray();
                    }
                ),
            ]
        );

    internal int Count(int scope) => People(scope).Count;

    /// <summary>People of this moment or the others, and some more.</summary>
    internal int CountWith(int scope, IEnumerable<AudienceMoment> others, IReadOnlySet<string> some)
    {
        var all = new HashSet<string>(People(scope), StringComparer.Ordinal);
        foreach (var other in others)
        {
            all.UnionWith(other.People(scope));
        }

        all.UnionWith(some);
        return all.Count;
    }

    /// <summary>People without some, and without what some tables alone show them.</summary>
    internal int CountWithout(int scope, IReadOnlySet<TableName> tables, IReadOnlySet<string> some)
    {
        var sure = tables.Count == 0 ? new HashSet<string>(People(scope), StringComparer.Ordinal) : Read(scope, tables);
        sure.ExceptWith(some);
        return sure.Count;
    }

    // Tables under the same policies are read alike, but for masks and filters.
    private static IEnumerable<(PrincipalSet Readers, TableName[] Tables)> Alike(
        AccessIndex index,
        IEnumerable<TableOrdinal> tables
    ) =>
        tables
            .GroupBy(table => (index.Signature(table), index.IsRestricted(table) ? table.Value : -1))
            .Select(same =>
                (index.ReadingPeople(same.First()), same.Select(table => index.Table(table).Name).ToArray())
            );

    private HashSet<string> People(int scope) => _people[scope] ??= Read(scope, new HashSet<TableName>());

    private HashSet<string> Read(int scope, IReadOnlySet<TableName> without) =>
        _alike[scope]
            .Where(same => without.Count == 0 || !Array.TrueForAll(same.Tables, without.Contains))
            .Aggregate(PrincipalSet.Empty(_identities.Length), (all, same) => all.Union(same.Readers))
            .Members()
            .Select(person => _identities[person.Value])
            .ToHashSet(StringComparer.Ordinal);
}
