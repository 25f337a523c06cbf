using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>One reason why somebody reads a table, short enough for a cell. Names no person: whom an item names, the row says.</summary>
internal static class ReasonWording
{
    public static string Of(ReaderReason reason)
    {
        var container = reason.Through.IsEmpty ? "" : Container(reason.Through[^1]);
        var whom = reason.Via switch
        {
            AccessVia.Named => ", by name",
            AccessVia.Everyone or AccessVia.AnyUser => ", to everyone",
            AccessVia.Owner => ", as its owner",
            AccessVia.Group or AccessVia.Role => $", through {container}",
            AccessVia.SuperUser or AccessVia.DenyAllElse => "",
        };
        return reason.Policy is { } policy ? $"policy {policy.Id} “{policy.Name}”{whom}"
            : container.Length == 0 ? "super user"
            : $"super user through {container}";
    }

    private static string Container(PrincipalId id) =>
        $"{(id.Namespace == PrincipalNamespace.Role ? "role" : "group")} {id.Name}";
}
