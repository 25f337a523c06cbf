using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Who reads the scopes at one instant, by identity: ordinals differ from instant to instant.</summary>
/// <param name="index">Null where no table was there.</param>
internal sealed class AudienceMoment(
    AccessIndex? index,
    ImmutableArray<ImmutableArray<TableOrdinal>> scopes,
    ImmutableArray<AudienceLimit> limits
)
{
    private readonly HashSet<string>?[] _people = new HashSet<string>?[scopes.Length];

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

    private HashSet<string> People(int scope) => _people[scope] ??= Read(scope, new HashSet<TableName>());

    private HashSet<string> Read(int scope, IReadOnlySet<TableName> without)
    {
        if (index is null)
        {
            return [];
        }

        var there = scopes[scope].Where(table => !without.Contains(index.Table(table).Name));
        var readers = limits[scope].Fields is { } fields
            ? fields.Readers(index, there)
            : there
                .DistinctBy(index.Signature)
                .Aggregate(
                    PrincipalSet.Empty(index.Accounts.Length),
                    (all, table) => all.Union(index.ReadingPeople(table))
                );
        return readers
            .Members()
            .Select(person => ReaderChanges.IdentityOf(index.Accounts[person.Value]))
            .ToHashSet(StringComparer.Ordinal);
    }
}
