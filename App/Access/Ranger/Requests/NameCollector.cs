using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Gathers whom the policies on a resource name; exceptions of the same policy take names out, denials win over allowances.</summary>
internal sealed class NameCollector
{
    private readonly SortedSet<string> _allowedUsers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _allowedGroups = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _deniedUsers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _deniedGroups = new(StringComparer.Ordinal);

    internal NamedOnResource Names =>
        new(
            [.. _allowedUsers.Except(_deniedUsers)],
            [.. _allowedGroups.Except(_deniedGroups)],
            [.. _deniedUsers],
            [.. _deniedGroups]
        );

    internal void Add(PreparedPolicy policy, MatchKind match, Requester requester)
    {
        if (match == MatchKind.None)
        {
            return;
        }

        Collect(policy.Allow, policy.AllowExceptions, _allowedUsers, _allowedGroups, requester);
        if (match != MatchKind.Descendant)
        {
            Collect(policy.Deny, policy.DenyExceptions, _deniedUsers, _deniedGroups, requester);
        }
    }

    private static void Collect(
        ImmutableArray<PreparedItem> items,
        ImmutableArray<PreparedItem> exceptions,
        SortedSet<string> users,
        SortedSet<string> groups,
        Requester requester
    )
    {
        var (namedUsers, namedGroups) = Named(items, requester);
        var (exceptUsers, exceptGroups) = Named(exceptions, requester);
        users.UnionWith(namedUsers.Except(exceptUsers));
        groups.UnionWith(namedGroups.Except(exceptGroups));
    }

    private static (HashSet<string> Users, HashSet<string> Groups) Named(
        ImmutableArray<PreparedItem> items,
        Requester requester
    )
    {
        var request = requester.Request;
        var speaking = items
            .Where(item =>
                (
                    request.IsAny ? item.Accesses.Count > 0
                    : request.IsDelegatedAdmin ? item.Source.DelegateAdmin
                    : item.Accesses.Contains(request.AccessType.ToLowerInvariant())
                )
                && requester.Conditions.All(item.Source.Conditions, requester.Scope) == Certainty.Yes
            )
            .ToArray();
        return (
            [.. speaking.SelectMany(item => item.Source.Users)],
            [.. speaking.SelectMany(item => item.Source.Groups)]
        );
    }
}
