using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Which roles a user and their groups hold, roles in roles included; cycles end by themselves (semantics, section 12).</summary>
internal sealed class RoleBook
{
    private readonly ILookup<string, string> _ofUser;
    private readonly ILookup<string, string> _ofGroup;
    private readonly ILookup<string, string> _ofRole;

    internal RoleBook(ImmutableArray<RoleMembers> roles)
    {
        _ofUser = Holding(role => role.Users);
        _ofGroup = Holding(role => role.Groups);
        _ofRole = Holding(role => role.Roles);

        ILookup<string, string> Holding(Func<RoleMembers, ImmutableArray<string>> members) =>
            roles
                .SelectMany(role => members(role).Select(member => (Member: member, Role: role.Name)))
                .ToLookup(pair => pair.Member, pair => pair.Role, StringComparer.Ordinal);
    }

    internal ImmutableArray<string> Of(AccessRequest request)
    {
        if (!request.Roles.IsEmpty)
        {
            return request.Roles;
        }

        var held = new SortedSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(
            (string.IsNullOrEmpty(request.User) ? [] : _ofUser[request.User])
                .Concat(request.Groups.SelectMany(group => _ofGroup[group]))
                .Concat(_ofGroup[Domain.PrincipalId.Everyone.Name])
        );
        while (next.TryPop(out var role))
        {
            if (held.Add(role))
            {
                foreach (var outer in _ofRole[role])
                {
                    next.Push(outer);
                }
            }
        }

        return [.. held];
    }
}
