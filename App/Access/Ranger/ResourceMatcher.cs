using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>A match, and the accounts for whom it holds (all of them, unless {USER} stands in the policy's resource).</summary>
internal readonly record struct ResourceMatch(MatchKind Type, PrincipalSet Accounts);

/// <summary>One resource of a policy or zone against databases, tables and columns (semantics, section 5).</summary>
internal sealed class ResourceMatcher
{
    private static readonly string[] s_tableLevels = ["database", "table", "column"];
    private static readonly string[] s_functionLevels = ["database", "udf"];

    private readonly AccountDirectory _accounts;

    private ResourceMatcher(PolicyResource source, LevelMatcher[] levels, bool isFunction, AccountDirectory accounts)
    {
        Source = source;
        Levels = levels;
        IsFunction = isFunction;
        _accounts = accounts;
        OnNamedTable =
            isFunction || (levels.Length > 2 && levels[2] is { IsMatchAny: true, IsExcludes: true })
                ? MatchKind.None
                : TypeFor(2);
    }

    internal PolicyResource Source { get; }

    /// <summary>From the database down, without gaps; at least one.</summary>
    internal LevelMatcher[] Levels { get; }

    internal bool IsFunction { get; }

    /// <summary>What a request for a table comes to whose database and table the resource names outright.</summary>
    internal MatchKind OnNamedTable { get; }

    /// <summary>Matches every table, and every column, of the databases that it matches.</summary>
    internal bool IsWholeDatabase =>
        Levels is [_, { MatchesAllValues: true }, { MatchesAllValues: true }] && !IsFunction;

    internal LevelMatcher Database => Levels[0];

    internal LevelMatcher? Table => !IsFunction && Levels.Length > 1 ? Levels[1] : null;

    internal LevelMatcher? Column => !IsFunction && Levels.Length > 2 ? Levels[2] : null;

    /// <summary>Null where the levels do not fill a hierarchy from the database down: such a resource never matches here (semantics 5.1).</summary>
    /// <param name="literalLevels">Levels without wildcards; none for access policies.</param>
    internal static ResourceMatcher? Create(
        PolicyResource resource,
        AccountDirectory accounts,
        IReadOnlyCollection<string>? literalLevels = null
    )
    {
        var isFunction = resource.Levels.ContainsKey("udf");
        var hierarchy = isFunction ? s_functionLevels : s_tableLevels;
        var depth = resource.Levels.Count;
        if (depth == 0 || depth > hierarchy.Length)
        {
            return null;
        }

        var levels = new LevelMatcher[depth];
        for (var level = 0; level < depth; level++)
        {
            if (!resource.Levels.TryGetValue(hierarchy[level], out var values))
            {
                return null;
            }

            levels[level] = accounts.Levels.Of(values, literalLevels?.Contains(hierarchy[level]) != true, level == 1);
        }

        return new(resource, levels, isFunction, accounts);
    }

    /// <summary>The resources that can match at all.</summary>
    internal static ImmutableArray<ResourceMatcher> Usable(
        ImmutableArray<PolicyResource> resources,
        AccountDirectory accounts
    )
    {
        if (resources is [var only])
        {
            return Create(only, accounts) is { } matcher ? [matcher] : [];
        }

        return [.. resources.Select(resource => Create(resource, accounts)).OfType<ResourceMatcher>()];
    }

    internal ResourceMatch Match(ResourceName requested, string? owner)
    {
        var depth =
            requested.Column is not null ? 3
            : requested.Table is not null ? 2
            : 1;
        if (IsFunction && depth > 1)
        {
            return new(MatchKind.None, _accounts.None);
        }

        var accounts = _accounts.All;
        for (var level = 0; level < Levels.Length && !accounts.IsEmpty; level++)
        {
            var value = level switch
            {
                0 => requested.Database,
                1 => depth > 1 ? requested.Table : null,
                _ => requested.Column,
            };
            if (value is not null)
            {
                accounts = Narrow(accounts, Levels[level].Match(value, owner));
            }
            else if (Levels[level].IsMatchAny && Levels[level].IsExcludes)
            {
                accounts = _accounts.None;
            }
        }

        return accounts.IsEmpty ? new(MatchKind.None, accounts) : new(TypeFor(depth), accounts);
    }

    private MatchKind TypeFor(int depth) =>
        depth > Levels.Length ? MatchKind.Ancestor
        : depth == Levels.Length ? MatchKind.Self
        : AreMatchAny(depth) ? MatchKind.SelfAndAllDescendants
        : MatchKind.Descendant;

    private bool AreMatchAny(int from)
    {
        for (var level = from; level < Levels.Length; level++)
        {
            if (!Levels[level].IsMatchAny)
            {
                return false;
            }
        }

        return true;
    }

    private PrincipalSet Narrow(PrincipalSet accounts, PrincipalSet by) =>
        ReferenceEquals(accounts, _accounts.All) ? by
        : ReferenceEquals(by, _accounts.All) ? accounts
        : accounts.Intersect(by);
}
