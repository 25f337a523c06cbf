using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Planning;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>
/// Spells proposed changes for an address: one change after another, divided by semicolons,
/// <c>-item:12:allow:0:group%3Apublic</c> or <c>+member:login%3Aann:group%3Aeng</c>, the other kinds as a row of a change-set file,
/// <c>+row:tag:table%3Asales.orders:tag%3APII::</c>. People stand there by pseudonym.
/// </summary>
public static class ChangeSpelling
{
    private const string Item = "item";
    private const string Member = "member";
    private const string Row = "row";
    private const int RowFields = 5; // a change-set file's, without op

    /// <summary>Null for no changes, so that the address stays short.</summary>
    public static string? Write(ImmutableArray<Change> changes) =>
        changes.IsEmpty ? null : string.Join(';', changes.Select(Write));

    /// <summary>Reads what <see cref="Write(ImmutableArray{Change})"/> wrote; parts that cannot be read are left out.</summary>
    public static ImmutableArray<Change> Read(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne).OfType<Change>()];

    /// <summary>Whether the change can stand in an address; a whole policy cannot.</summary>
    public static bool CanWrite(Change change) => ChangeRow.Write(change) is not null;

    private static string Write(Change change) =>
        change switch
        {
            ItemPrincipalChange item => string.Create(
                CultureInfo.InvariantCulture,
                $"{Sign(item.Operation)}{Item}:{item.PolicyId}:{Spell(item.List)}:{item.ItemIndex}:{Escape(item.Principal)}"
            ),
            MembershipChange member =>
                $"{Sign(member.Operation)}{Member}:{Escape(member.Membership.Member)}:{Escape(member.Membership.Container)}",
            _ => Sign(change.Operation) + Row + ":" + string.Join(':', RowOf(change)[1..].Select(Uri.EscapeDataString)),
        };

    private static ImmutableArray<string> RowOf(Change change) =>
        ChangeRow.Write(change) is { } row
            ? [.. row.Select(field => field ?? "")]
            : throw new ArgumentException($"This {change.GetType().Name} has no spelling.", nameof(change));

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
            ({ } op, [Row, .. { Length: RowFields } fields]) => ReadRow(op, fields),
            _ => null,
        };
    }

    private static Change? ReadRow(ChangeOperation operation, string[] fields)
    {
        try
        {
            return ChangeRow.Read([Op(operation), .. fields.Select(Uri.UnescapeDataString)]);
        }
        catch (FormatException)
        {
            return null;
        }
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
