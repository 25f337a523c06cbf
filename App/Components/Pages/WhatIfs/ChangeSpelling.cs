using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>
/// Spells proposed changes for an address and for a change-set file. In an address: one change after another, divided by
/// semicolons, <c>-item:12:allow:0:group%3Apublic</c> or <c>+member:login%3Aann:group%3Aeng</c>; people stand there by pseudonym.
/// </summary>
public static class ChangeSpelling
{
    private const string Item = "item";
    private const string Member = "member";

    /// <summary>The columns of a change-set file.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } =
    ["op", "kind", "target", "principal", "privilege", "effect"];

    /// <summary>Null for no changes, so that the address stays short.</summary>
    public static string? Write(ImmutableArray<Change> changes) =>
        changes.IsEmpty ? null : string.Join(';', changes.Select(Write));

    /// <summary>Reads what <see cref="Write(ImmutableArray{Change})"/> wrote; parts that cannot be read are left out.</summary>
    public static ImmutableArray<Change> Read(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne).OfType<Change>()];

    /// <summary>One row of a change-set file, as <c>ChangeSetFile</c> reads it.</summary>
    public static IReadOnlyList<string?> CsvRow(Change change) =>
        change switch
        {
            ItemPrincipalChange item =>
            [
                Op(item.Operation),
                "item-principal",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"policy:{item.PolicyId}/{Spell(item.List)}/{item.ItemIndex}"
                ),
                item.Principal.ToString(),
                item.Privilege,
                item.List is PolicyItemList.Allow or PolicyItemList.AllowException ? "allow" : "deny",
            ],
            MembershipChange member =>
            [
                Op(member.Operation),
                member.Membership.IsNesting ? "nesting" : "membership",
                member.Membership.Container.ToString(),
                member.Membership.Member.ToString(),
                null,
                null,
            ],
            _ => throw new ArgumentException(
                $"A change of kind {change.GetType().Name} has no spelling.",
                nameof(change)
            ),
        };

    private static string Write(Change change) =>
        change switch
        {
            ItemPrincipalChange item => string.Create(
                CultureInfo.InvariantCulture,
                $"{Sign(item.Operation)}{Item}:{item.PolicyId}:{Spell(item.List)}:{item.ItemIndex}:{Escape(item.Principal)}"
            ),
            MembershipChange member =>
                $"{Sign(member.Operation)}{Member}:{Escape(member.Membership.Member)}:{Escape(member.Membership.Container)}",
            _ => throw new ArgumentException(
                $"A change of kind {change.GetType().Name} has no spelling.",
                nameof(change)
            ),
        };

    private static Change? ReadOne(string text)
    {
        ChangeOperation? operation = text[0] switch
        {
            '+' => ChangeOperation.Add,
            '-' => ChangeOperation.Remove,
            _ => null,
        };
        return (operation, text[1..].Split(':')) switch
        {
            ({ } op, [Item, var policy, var list, var index, var principal])
                when long.TryParse(policy, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && ReadList(list) is { } found
                    && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                    && ReadPrincipal(principal) is { } named => new ItemPrincipalChange(op, id, found, position, named),
            ({ } op, [Member, var member, var container])
                when ReadPrincipal(member) is { } inner
                    && ReadPrincipal(container) is { Namespace: not PrincipalNamespace.Login } outer =>
                new MembershipChange(op, new Membership(inner, outer)),
            _ => null,
        };
    }

    private static PolicyItemList? ReadList(string text) =>
        Enum.GetValues<PolicyItemList>()
            .Where(list => Spell(list) == text)
            .Select(list => (PolicyItemList?)list)
            .FirstOrDefault();

    private static PrincipalId? ReadPrincipal(string text) =>
        PrincipalId.TryParse(Uri.UnescapeDataString(text), out var id) ? id : null;

    private static string Escape(PrincipalId id) => Uri.EscapeDataString(id.ToString());

    private static string Op(ChangeOperation operation) =>
        operation switch
        {
            ChangeOperation.Add => "add",
            ChangeOperation.Remove => "remove",
        };

    private static char Sign(ChangeOperation operation) =>
        operation switch
        {
            ChangeOperation.Add => '+',
            ChangeOperation.Remove => '-',
        };

    private static string Spell(PolicyItemList list) => list.ToString().ToLowerInvariant();
}
