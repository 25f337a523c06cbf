using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Planning;

/// <summary>Rows of a change-set file about policies and their items.</summary>
internal static class PolicyRows
{
    internal const string Enabled = "enabled";
    private const string PolicyPrefix = "policy:";
    private const char Divider = ';';

    internal static string Target(long policy) =>
        string.Create(CultureInfo.InvariantCulture, $"{PolicyPrefix}{policy}");

    internal static string Target(long policy, PolicyItemList list, int? index) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{PolicyPrefix}{policy}/{list.ToString().ToLowerInvariant()}/{index}"
        );

    /// <summary>An exception has the effect of the list that it cuts from: it is written in the same column of the file.</summary>
    internal static string EffectOf(PolicyItemList list) =>
        list switch
        {
            PolicyItemList.Allow or PolicyItemList.AllowException => "allow",
            PolicyItemList.Deny or PolicyItemList.DenyException => "deny",
        };

    internal static ItemPrincipalChange ItemPrincipal(ChangeRow.Row row)
    {
        var parts = row.Target.Split('/', ':');
        if (
            parts.Length is < 2 or > 4
            || parts[0] != "policy"
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var policy)
        )
        {
            throw new FormatException("target of an item-principal is not of the form policy:ID/LIST/INDEX.");
        }

        return new(
            row.Operation,
            policy,
            List(parts, row.Effect),
            Index(parts),
            ChangeRow.Principal(row.Principal, "principal"),
            row.Privilege.Length == 0 ? null : row.Privilege
        );
    }

    internal static Change Policy(ChangeRow.Row row)
    {
        if (!row.Target.StartsWith(PolicyPrefix, StringComparison.Ordinal))
        {
            return row.Operation == ChangeOperation.Add
                ? PolicyChange.Put(NewPolicy(row))
                : throw new FormatException("target of a policy to remove is not policy:ID or policy:ID/LIST/INDEX.");
        }

        var parts = row.Target.Split('/', ':');
        if (
            parts.Length > 4
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var policy)
        )
        {
            throw new FormatException("target of a policy is not policy:ID, policy:ID/LIST/INDEX or a resource.");
        }

        if (row.Effect.Equals(Enabled, StringComparison.OrdinalIgnoreCase))
        {
            return parts.Length == 2
                ? new PolicyEnabledChange(row.Operation, policy)
                : throw new FormatException("Only a whole policy can be enabled: target is not policy:ID.");
        }

        return row.Operation == ChangeOperation.Add
                ? new ItemChange(row.Operation, policy, List(parts, row.Effect), Index(parts), Item(row))
            : parts.Length == 2 ? PolicyChange.Delete(policy)
            : new ItemChange(row.Operation, policy, List(parts, row.Effect), Index(parts), null);
    }

    private static Policy NewPolicy(ChangeRow.Row row)
    {
        var (resource, isTag) = Resource(row.Target);
        var isDeny = List([], row.Effect) == PolicyItemList.Deny;
        var item =
            Item(row) is var stated && isTag
                ? stated with
                {
                    Accesses = [.. stated.Accesses.Select(access => access with { Type = OfHive(access.Type) })],
                }
                : stated;
        return new(
            0,
            null,
            $"proposed: {row.Target}",
            "",
            isTag,
            true,
            true,
            PolicyType.Access,
            0,
            [resource],
            isDeny ? [] : [item],
            isDeny ? [item] : [],
            [],
            [],
            false,
            [],
            [],
            null,
            null,
            null,
            null,
            []
        );
    }

    // The tag service writes the component before the access (semantics 2.7).
    private static string OfHive(string access) =>
        access.Contains(':', StringComparison.Ordinal) ? access : "hive:" + access;

    private static (PolicyResource Resource, bool IsTag) Resource(string target) =>
        target.StartsWith(ResourceRows.TagPrefix, StringComparison.OrdinalIgnoreCase)
            ? (
                new PolicyResource(
                    ImmutableSortedDictionary<string, ResourceValues>.Empty.Add(
                        "tag",
                        new([target[ResourceRows.TagPrefix.Length..]])
                    )
                ),
                true
            )
            : (ResourceRows.PolicyResourceOf(target), false);

    private static PolicyItem Item(ChangeRow.Row row)
    {
        PrincipalId[] principals = [.. Parts(row.Principal).Select(text => ChangeRow.Principal(text, "principal"))];
        string[] privileges = [.. Parts(row.Privilege)];
        if (principals.Length == 0 || privileges.Length == 0)
        {
            throw new FormatException("An item to add needs a principal and a privilege.");
        }

        return new(
            [.. privileges.Select(privilege => new ItemAccess(privilege))],
            Names(PrincipalNamespace.Login),
            Names(PrincipalNamespace.Group),
            Names(PrincipalNamespace.Role),
            []
        );

        ImmutableArray<string> Names(PrincipalNamespace space) =>
            [.. principals.Where(principal => principal.Namespace == space).Select(principal => principal.Name)];
    }

    private static string[] Parts(string text) =>
        text.Split(Divider, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static PolicyItemList List(string[] target, string effect)
    {
        var said = effect.ToLowerInvariant() switch
        {
            "" => (Effect?)null,
            "allow" => Effect.Allow,
            "deny" => Effect.Deny,
            _ => throw new FormatException("effect is neither allow nor deny."),
        };
        var list =
            target.Length > 2 ? List(target[2])
            : said == Effect.Deny ? PolicyItemList.Deny
            : PolicyItemList.Allow;
        // An exception to a deny lets in: either word is right for it, and the target has named the list.
        return
            said is null
            || list is PolicyItemList.AllowException or PolicyItemList.DenyException
            || effect.Equals(EffectOf(list), StringComparison.OrdinalIgnoreCase)
            ? list
            : throw new FormatException("effect contradicts the list that target names.");
    }

    private static PolicyItemList List(string name) =>
        name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
        {
            "allow" => PolicyItemList.Allow,
            "deny" => PolicyItemList.Deny,
            "allowexception" => PolicyItemList.AllowException,
            "denyexception" => PolicyItemList.DenyException,
            _ => throw new FormatException(
                "The list in target is none of allow, deny, allow-exception, deny-exception."
            ),
        };

    private static int? Index(string[] target) =>
        target.Length < 4 || target[3].Length == 0 ? null
        : int.TryParse(target[3], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : throw new FormatException("The item's index in target is not a whole number from 0.");
}
