using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Planning;

/// <summary>
/// One change as the columns op, kind, target, principal, privilege, effect (product definitions, "Formats of our own"):
/// <list type="table">
/// <item><term>item-principal</term><description>target <c>policy:ID/LIST/INDEX</c>, the list one of allow, deny, allow-exception, deny-exception; index, or
/// list and index, may be left out, and colons divide as well</description></item>
/// <item><term>membership, nesting</term><description>target the container, principal the member</description></item>
/// <item><term>policy</term><description><c>remove</c> of <c>policy:ID</c>, or of its item <c>policy:ID/LIST/INDEX</c>; <c>add</c> of an item to <c>policy:ID/LIST</c> or of a
/// new policy on <c>db.table.column</c> or <c>tag:CLASS</c>, principals and privileges divided by semicolons, effect allow or deny; with effect
/// <c>enabled</c>, <c>policy:ID</c> is switched on or off</description></item>
/// <item><term>role</term><description>target <c>role:NAME</c>; with a principal, that is put into the role or taken out</description></item>
/// <item><term>tag</term><description>target a database, table or column, principal <c>tag:CLASS</c></description></item>
/// <item><term>zone</term><description>target <c>zone:NAME</c>, principal a resource in it; none means the zone itself</description></item>
/// <item><term>owner</term><description>target <c>table:db.table</c> or <c>db:NAME</c>, principal the login</description></item>
/// <item><term>table</term><description>target <c>table:db.table</c>, its columns after slashes, principal its creator</description></item>
/// </list>
/// </summary>
public static class ChangeRow
{
    /// <summary>The columns of a change-set file.</summary>
    public static ImmutableArray<string> Columns { get; } =
    ["op", "kind", "target", "principal", "privilege", "effect"];

    /// <param name="fields">One per column, trimmed; empty where missing.</param>
    /// <exception cref="FormatException">The row is none of these; the message says why.</exception>
    internal static Change Read(ImmutableArray<string> fields)
    {
        var operation = fields[0].ToLowerInvariant() switch
        {
            "add" => ChangeOperation.Add,
            "remove" => ChangeOperation.Remove,
            _ => throw new FormatException("op is neither add nor remove."),
        };
        var row = new Row(operation, fields[2], fields[3], fields[4], fields[5]);
        return fields[1].ToLowerInvariant() switch
        {
            "item-principal" => PolicyRows.ItemPrincipal(row),
            "policy" => PolicyRows.Policy(row),
            "membership" => Member(row, isNesting: false),
            "nesting" => Member(row, isNesting: true),
            "role" => Role(row),
            "tag" => ResourceRows.Tag(row),
            "zone" => ResourceRows.Zone(row),
            "owner" => ResourceRows.Owner(row),
            "table" => ResourceRows.Table(row),
            _ => throw new FormatException(
                "kind is none of item-principal, membership, nesting, policy, role, tag, zone, owner, table."
            ),
        };
    }

    /// <summary>Reads the columns that most kinds need; false, and why, where they do not make a change.</summary>
    public static bool TryRead(
        ChangeOperation operation,
        string kind,
        string target,
        string principal,
        [NotNullWhen(true)] out Change? change,
        [NotNullWhen(false)] out string? problem
    )
    {
        try
        {
            (change, problem) = (Read([OpOf(operation), kind, target, principal, "", ""]), null);
        }
        catch (FormatException wrong)
        {
            (change, problem) = (null, wrong.Message);
        }

        return change is not null;
    }

    /// <summary>The columns that <see cref="Read"/> makes the change of; null for one that only Ranger JSON can say (a whole policy), or an inverse.</summary>
    public static ImmutableArray<string?>? Write(Change change)
    {
        var op = OpOf(change.Operation);
        return change switch
        {
            { IsRestoration: true } => null,
            ItemPrincipalChange item =>
            [
                op,
                "item-principal",
                PolicyRows.Target(item.PolicyId, item.List, item.ItemIndex),
                item.Principal.ToString(),
                item.Privilege,
                PolicyRows.EffectOf(item.List),
            ],
            ItemChange { Operation: ChangeOperation.Remove } item =>
            [
                op,
                "policy",
                PolicyRows.Target(item.PolicyId, item.List, item.ItemIndex),
                null,
                null,
                null,
            ],
            PolicyChange { Operation: ChangeOperation.Remove } policy => Row(
                "policy",
                PolicyRows.Target(policy.PolicyId)
            ),
            PolicyEnabledChange policy => Row("policy", PolicyRows.Target(policy.PolicyId), effect: PolicyRows.Enabled),
            MembershipChange { Membership: var member } => Row(
                member.IsNesting ? "nesting" : "membership",
                member.Container.ToString(),
                member.Member.ToString()
            ),
            RoleChange role => Row("role", role.Id.ToString()),
            TagChange { Tag: { Basis: ClassificationBasis.Import, MayContain: false } tag } => Row(
                "tag",
                ResourceRows.Target(tag.Resource),
                ResourceRows.TagPrefix + tag.Class
            ),
            ZoneChange { Operation: ChangeOperation.Remove } zone => Row("zone", ResourceRows.ZonePrefix + zone.Name),
            OwnerChange owner => Row(
                "owner",
                ResourceRows.Target(owner.Resource),
                owner.Owner is { } login ? PrincipalId.Login(login).ToString() : null
            ),
            TableChange { Operation: ChangeOperation.Remove } table => Row(
                "table",
                ResourceRows.Target(ResourceName.Of(table.Name))
            ),
            _ => null,
        };

        ImmutableArray<string?> Row(string kind, string target, string? principal = null, string? effect = null) =>
            [op, kind, target, principal, null, effect];
    }

    private static string OpOf(ChangeOperation operation) =>
        operation switch
        {
            ChangeOperation.Add => "add",
            ChangeOperation.Remove => "remove",
        };

    internal static PrincipalId Principal(string text, string column) =>
        PrincipalId.TryParse(text, out var id)
            ? id
            : throw new FormatException($"{column} is not login:NAME, group:NAME or role:NAME.");

    private static MembershipChange Member(Row row, bool isNesting)
    {
        var membership = new Membership(Principal(row.Principal, "principal"), Principal(row.Target, "target"));
        if (membership.Container.Namespace == PrincipalNamespace.Login)
        {
            throw new FormatException("target is a login; members go into a group or a role.");
        }

        if (isNesting && !membership.IsNesting)
        {
            throw new FormatException("principal of a nesting is a login; that is a membership.");
        }

        return new(row.Operation, membership);
    }

    private static Change Role(Row row)
    {
        var role = Principal(row.Target, "target");
        if (role.Namespace != PrincipalNamespace.Role)
        {
            throw new FormatException("target of a role is not role:NAME.");
        }

        return row.Principal.Length == 0
            ? new RoleChange(row.Operation, role.Name)
            : new MembershipChange(row.Operation, new(Principal(row.Principal, "principal"), role));
    }

    /// <summary>The columns after op and kind.</summary>
    internal sealed record Row(
        ChangeOperation Operation,
        string Target,
        string Principal,
        string Privilege,
        string Effect
    );
}
