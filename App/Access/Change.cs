using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

public enum ChangeOperation
{
    Add,
    Remove,
}

/// <summary>
/// One proposed edit of the facts. Closed: <see cref="PolicyChange"/>, <see cref="PolicyEnabledChange"/>, <see cref="ItemChange"/>,
/// <see cref="ItemPrincipalChange"/>, <see cref="MembershipChange"/>, <see cref="RoleChange"/>, <see cref="TagChange"/>,
/// <see cref="ZoneChange"/>, <see cref="ZoneResourceChange"/>, <see cref="OwnerChange"/>, <see cref="TableChange"/>.
/// </summary>
public abstract record Change(ChangeOperation Operation)
{
    /// <summary>Where in its list an addition goes; null for the list's natural place. An inverse sets it: lists stand afterwards as before.</summary>
    public int? Place { get; init; }

    /// <summary>
    /// An inverse puts back what its change took away: it is not asked whether the fact is there already, or whether all that it names
    /// is known.
    /// </summary>
    public bool IsRestoration { get; init; }
}

/// <summary>Adds a policy, replacing one of the same id, or removes it.</summary>
/// <param name="PolicyId">0 in an addition: the next free id.</param>
/// <param name="Policy">
/// Set exactly in additions. An empty service name stands for the estate's own service (for a tag policy: that of the other tag policies).
/// </param>
public sealed record PolicyChange(ChangeOperation Operation, long PolicyId, Policy? Policy) : Change(Operation)
{
    public static PolicyChange Put(Policy policy) => new(ChangeOperation.Add, policy.Id, policy);

    public static PolicyChange Delete(long policyId) => new(ChangeOperation.Remove, policyId, null);
}

/// <summary>Switches a policy on (add) or off (remove).</summary>
public sealed record PolicyEnabledChange(ChangeOperation Operation, long PolicyId) : Change(Operation);

/// <summary>Adds an item to one of a policy's lists, or removes it.</summary>
/// <param name="ItemIndex">Which item to remove; where to add one, null for the end.</param>
/// <param name="Item">Set exactly in additions.</param>
public sealed record ItemChange(
    ChangeOperation Operation,
    long PolicyId,
    PolicyItemList List,
    int? ItemIndex,
    PolicyItem? Item
) : Change(Operation);

/// <summary>Adds a principal to, or removes it from, a policy item.</summary>
/// <param name="ItemIndex">Position in the list; null for every item of the list that grants <paramref name="Privilege"/> (or any, if null).</param>
public sealed record ItemPrincipalChange(
    ChangeOperation Operation,
    long PolicyId,
    PolicyItemList List,
    int? ItemIndex,
    PrincipalId Principal,
    string? Privilege = null
) : Change(Operation);

/// <summary>Adds or removes a membership (a login in a group or role) or a nesting (a group or role in another).</summary>
public sealed record MembershipChange(ChangeOperation Operation, Membership Membership) : Change(Operation);

/// <summary>Adds a role that nobody holds yet, or removes one with everything that is in it and every role that it is in.</summary>
public sealed record RoleChange(
    ChangeOperation Operation,
    string Name,
    string? DisplayName = null,
    bool IsEnabled = true
) : Change(Operation)
{
    public PrincipalId Id => PrincipalId.Role(Name);
}

/// <summary>Puts a class on a database, table or column, or takes it off; resource, class and basis say which.</summary>
public sealed record TagChange(ChangeOperation Operation, Classification Tag) : Change(Operation);

/// <summary>Adds a security zone, replacing one of the same name, or removes it. Policies that name it stay as they are.</summary>
/// <param name="Zone">Set exactly in additions.</param>
public sealed record ZoneChange(ChangeOperation Operation, string Name, SecurityZone? Zone) : Change(Operation);

/// <summary>Puts a resource into a security zone that exists, or takes it out.</summary>
public sealed record ZoneResourceChange(ChangeOperation Operation, string Zone, PolicyResource Resource)
    : Change(Operation);

/// <summary>Makes a login the creator of a table or database (what <c>{OWNER}</c> stands for), or leaves it with none.</summary>
/// <param name="Owner">In a removal: whose ownership ends; null for whoever owns it.</param>
public sealed record OwnerChange(ChangeOperation Operation, ResourceName Resource, string? Owner) : Change(Operation);

/// <summary>Adds a table with its columns, replacing one of the same name, or removes it. Classes on it are facts of their own and stay.</summary>
/// <param name="Table">Set exactly in additions.</param>
public sealed record TableChange(ChangeOperation Operation, TableName Name, TableResource? Table) : Change(Operation);
