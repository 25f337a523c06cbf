using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>
/// What the index answers about a small estate, in lines that a person can check: by table who reads it on which level, through what it
/// stands open and which policies reach it; what masks and filters leave of it to whom; and which addresses an account reads.
/// </summary>
internal static class ScenarioAnswers
{
    internal static List<string> Of(AccessIndex index) =>
        [
            .. Tables(index).SelectMany(table => OfTable(index, table)),
            .. index
                .Facts.Policies.Where(policy => policy.Type == PolicyType.Access)
                .Select(policy => Text($"{policy.Name} reaches {index.TablesReached(policy)}")),
            .. Accounts(index).SelectMany(account => OfAddresses(index, account)),
            .. index
                .Facts.Policies.SelectMany(policy => policy.Resources)
                .SelectMany(resource => resource.Levels.TryGetValue("url", out var level) ? level.Values : [])
                .Distinct()
                .Select(address => OfAddress(index, address)),
        ];

    private static IEnumerable<string> OfTable(AccessIndex index, TableOrdinal table)
    {
        var readers = index.WhoCanAccess(table);
        var resource = index.Table(table);
        foreach (
            var group in Accounts(index)
                .GroupBy(account => readers.LevelOf(account))
                .Where(group => group.Key != AccessLevel.None)
                .OrderBy(group => group.Key)
        )
        {
            yield return Text(
                $"{resource.Name} {group.Key}: {string.Join(' ', group.Select(account => Name(index, account) + Columns(account)))}"
            );
        }

        foreach (
            var (flag, who) in new[]
            {
                ("conditional", readers.Conditional),
                ("masked", readers.Flags.Masked),
                ("maybe masked", readers.Flags.MaybeMasked),
                ("masked only", readers.Flags.MaskedOnly),
                ("maybe masked only", readers.Flags.MaybeMaskedOnly),
                ("filtered", readers.Flags.Filtered),
                ("maybe filtered", readers.Flags.MaybeFiltered),
            }.Where(flag => !flag.Item2.IsEmpty)
        )
        {
            yield return Text($"{resource.Name} {flag}: {Names(index, who)}");
        }

        yield return Text(
            $"{resource.Name} counts {index.ReadingPeople(table).Count} to {index.PossiblyReadingPeople(table).Count}{(index.IsRestricted(table) ? ", restricted" : "")}{(index.IsConditional(table) ? ", conditional" : "")}, reached by {string.Join(',', index.PoliciesReaching(table).Select(policy => policy.Id))}"
        );
        var open = index.OpenersBySignature(CancellationToken.None)[index.Signature(table)];
        yield return Text(
            $"{resource.Name} opens through {string.Join(", ", open.Openers.Select(one => $"{one.Via} {one.Principal} {one.Level}{(one.IsConditional ? "?" : "")}"))} and names {Names(index, open.Named)}"
        );
        foreach (var account in Accounts(index))
        {
            var all = Enumerable.Range(0, resource.Columns.Length);
            var seen = index.Restrictions(account, table, [.. all]);
            foreach (var mask in seen.Masks)
            {
                yield return Text(
                    $"{Name(index, account)} sees {resource.Name}.{resource.Columns[mask.Column].Name} {mask.Type} {mask.Value} by {mask.PolicyId} {mask.PolicyName} {mask.ItemIndex}{State(mask.IsConditional, mask.IsSure)}"
                );
            }

            if (seen.Filter is { } filter)
            {
                yield return Text(
                    $"{Name(index, account)} sees {resource.Name} where {filter.Expression} by {filter.PolicyId} {filter.PolicyName} {filter.ItemIndex}{State(filter.IsConditional, filter.IsSure)}"
                );
            }
        }

        string Columns(PrincipalOrdinal account) =>
            readers.LevelOf(account) == AccessLevel.Partial
                ? $"({string.Join(',', readers.ColumnsOf(account).Select(column => resource.Columns[column].Name))})"
                : "";
    }

    private static IEnumerable<string> OfAddresses(AccessIndex index, PrincipalOrdinal account) =>
        index
            .AddressesOf(account)
            .Select(found =>
                Text(
                    $"{Name(index, account)} reads {found.Address}{(found.IsPattern ? " (pattern)" : "")} by {(found.Reader.IsConditional ? "a condition" : found.Reader.Policy?.Name)} through {found.Reader.Through}"
                )
            );

    private static string OfAddress(AccessIndex index, string address)
    {
        var readers = index.UrlReaders(address);
        var classes = readers
            .Classes.Select(one =>
                $"{Names(index, one.Accounts)} by {(one.IsConditional ? "a condition" : one.Policy?.Name)} through {one.Through}"
            )
            .Order(StringComparer.Ordinal);
        return Text($"{address} of {readers.Policies} policies is read by {string.Join(", ", classes)}");
    }

    private static IEnumerable<TableOrdinal> Tables(AccessIndex index) =>
        Enumerable.Range(0, index.Facts.Tables.Length).Select(table => new TableOrdinal(table));

    // By name: how accounts are numbered is nobody's business.
    private static IEnumerable<PrincipalOrdinal> Accounts(AccessIndex index) =>
        Enumerable
            .Range(0, index.Accounts.Length)
            .Select(account => new PrincipalOrdinal(account))
            .OrderBy(account => Name(index, account), StringComparer.Ordinal);

    private static string Name(AccessIndex index, PrincipalOrdinal account) => index.Accounts[account.Value].Id.Name;

    private static string Names(AccessIndex index, PrincipalSet who) =>
        string.Join(' ', Accounts(index).Where(who.Contains).Select(account => Name(index, account)));

    private static string State(bool isConditional, bool isSure) =>
        (isConditional, isSure) switch
        {
            (false, true) => "",
            (true, true) => ", or another",
            (true, false) => ", or none",
            (false, false) => ", unsure",
        };

    // Parts that are missing leave no gap.
    private static string Text(FormattableString text) =>
        string.Join(' ', text.ToString(CultureInfo.InvariantCulture).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
