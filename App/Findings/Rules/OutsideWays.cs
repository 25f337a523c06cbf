using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>By which ways people read sensitive tables that are not meant for them; items for everyone are told by another rule.</summary>
internal sealed class OutsideWays
{
    private readonly Dictionary<AccessWay, OutsideWay> _ways = [];

    internal OutsideWays(RuleContext context)
    {
        var ended = context
            .Records.AccessExceptions.Where(exception => exception.To <= context.Now)
            .SelectMany(exception =>
                context.Scopes.Of(exception.Value.Scope).Select(table => (table, Name(exception.Value.Principal)))
            )
            .ToHashSet();
        foreach (
            var alike in context
                .Ways.Sensitive.SelectMany(alike =>
                    alike.GroupBy(table =>
                        (context.Audiences.ClassOf(table), context.Index.IsRestricted(table) ? table.Value : -1)
                    )
                )
                .Where(alike => alike.Key.Item1 is not null)
        )
        {
            var outside = context.Audiences.Outside(alike.First());
            if (outside.IsEmpty)
            {
                continue;
            }

            foreach (
                var (way, policy) in context
                    .Ways.To(alike.First(), outside)
                    .Where(each => !each.Way.Principal.IsEveryone)
            )
            {
                var people = context.Ways.PeopleOf(way.Principal).Intersect(outside);
                var tables = alike.Where(table => !ended.Contains((table, way.Principal))).ToArray();
                if (!people.IsEmpty && tables.Length > 0)
                {
                    if (!_ways.TryGetValue(way, out var known))
                    {
                        _ways.Add(way, known = new(policy, people));
                    }

                    known.Add(people, tables);
                }
            }
        }
    }

    internal IEnumerable<(AccessWay Way, OutsideWay Open)> All =>
        _ways
            .OrderBy(each => each.Key.Policy)
            .ThenBy(each => each.Key.Item)
            .ThenBy(each => each.Key.Principal)
            .Select(each => (each.Key, each.Value));

    private static PrincipalId Name(string principal) =>
        PrincipalId.TryParse(principal, out var id) ? id : PrincipalId.Login(principal);
}

/// <summary>What one way opens to people who are not meant to read it. For one thread.</summary>
internal sealed class OutsideWay(Policy policy, PrincipalSet people)
{
    private readonly List<TableOrdinal> _tables = [];

    internal Policy Policy { get; } = policy;

    internal PrincipalSet People { get; private set; } = people;

    internal IReadOnlyList<TableOrdinal> Tables => _tables;

    internal void Add(PrincipalSet others, IEnumerable<TableOrdinal> tables)
    {
        People = People.Union(others);
        _tables.AddRange(tables);
    }
}
