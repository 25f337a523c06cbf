using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>What a login is in, or would be in with one membership more; by what an item then applies to it.</summary>
internal sealed class Standing
{
    private readonly HashSet<PrincipalId> _containers;
    private readonly bool _isOwner;
    private readonly int _account;

    internal Standing(PrincipalId login, int account, bool isOwner, MembershipClosure closure)
        : this(login, account, isOwner, [.. closure.ContainersWithOrigin(login).Keys]) { }

    private Standing(PrincipalId login, int account, bool isOwner, HashSet<PrincipalId> containers)
    {
        Login = login;
        _account = account;
        _isOwner = isOwner;
        _containers = containers;
    }

    internal PrincipalId Login { get; }

    internal Standing In(PrincipalId container, MembershipClosure closure) =>
        new(Login, _account, _isOwner, [.. _containers, container, .. closure.ContainersWithOrigin(container).Keys]);

    internal bool Holds(PrincipalId principal) =>
        principal.Namespace == PrincipalNamespace.Login
            ? principal == Login
                || principal.Name == CompiledItem.AnyUser
                || (_isOwner && principal.Name == CompiledItem.Owner)
            : _containers.Contains(principal);

    /// <summary>The principals of the item through which it applies; none where a condition keeps it from doing so.</summary>
    internal IEnumerable<PrincipalId> Holding(CompiledItem item) => item.IsFor(_account) ? Holding(item.Source) : [];

    private IEnumerable<PrincipalId> Holding(PolicyItem item) => Named(item).Where(Holds);

    /// <summary>The groups and roles that the item names.</summary>
    internal static IEnumerable<PrincipalId> Containers(PolicyItem item) =>
        item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role)).Distinct();

    private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
        item.Users.Select(PrincipalId.Login).Distinct().Concat(Containers(item));
}
