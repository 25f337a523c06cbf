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
    }

    internal PolicyResource Source { get; }

    /// <summary>From the database down, without gaps; at least one.</summary>
    internal LevelMatcher[] Levels { get; }

    internal bool IsFunction { get; }

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
        return depth > 0 && depth <= hierarchy.Length && hierarchy.Take(depth).All(resource.Levels.ContainsKey)
            ? new(
                resource,
                [
                    .. hierarchy
                        .Take(depth)
                        .Select(level => new LevelMatcher(
                            resource.Levels[level],
                            accounts,
                            literalLevels?.Contains(level) != true
                        )),
                ],
                isFunction,
                accounts
            )
            : null;
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
        : Array.TrueForAll(Levels[depth..], level => level.IsMatchAny) ? MatchKind.SelfAndAllDescendants
        : MatchKind.Descendant;

    private PrincipalSet Narrow(PrincipalSet accounts, PrincipalSet by) =>
        ReferenceEquals(accounts, _accounts.All) ? by
        : ReferenceEquals(by, _accounts.All) ? accounts
        : accounts.Intersect(by);
}
