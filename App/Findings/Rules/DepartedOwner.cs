using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-09: everybody who is named as owner has left.</summary>
public sealed class DepartedOwner : IFindingRule
{
    private const string AccountKind = "account";
    private const string Disabled = "disabled";

    public RuleInfo Info { get; } =
        new(
            "departed-owner",
            "Owner has left",
            "All persons named as owners of a database's tables have left: the directory says that they departed, or it says nothing and no account of theirs works. Since the last of their accounts was disabled, where the change log says when. Amount: tables.",
            "tables",
            ["R-09", "R-25"],
            ["ISO 42001 A.3.2"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var (owners, logins) = (TableOwners.Of(context), TableOwners.Logins(context));
        // Whoever has another account that works has not left.
        var live = context
            .Facts.Principals.Where(principal => principal is { IsEnabled: true, Person: not null })
            .Select(principal => principal.Person!.IdentityKey)
            .ToHashSet(StringComparer.Ordinal);
        var disabled = context
            .Records.ChangeEvents.Select(change => change.Value)
            .Where(change => change is { Kind: AccountKind, After: Disabled } && change.At <= context.Now)
            .ToLookup(change => change.Target, change => change.At, StringComparer.Ordinal);
        var orphaned =
            from table in context.Tables
            where owners.ContainsKey(table)
            let accounts = owners[table]
                .Select(owner => TableOwners.Account(logins, owner))
                .OfType<Principal>()
                .ToArray()
            where accounts.Length > 0 && Array.TrueForAll(accounts, account => HasLeft(account, live))
            let left = string.Join(
                '\n',
                accounts.Select(account => account.Id.Name).Distinct().Order(StringComparer.Ordinal)
            )
            group table by (context.Table(table).Name.Database, left);
        foreach (var tables in orphaned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] gone = [.. tables.Key.left.Split('\n').Select(Subject.Login)];
            yield return new(
                Info.Id,
                [Subject.Database(tables.Key.Database), .. gone],
                Array.TrueForAll(gone, login => disabled[login].Any())
                    ? gone.Max(login => disabled[login].Max())
                    : null,
                null,
                tables.Count(),
                $"{string.Join(" and ", gone)}, who {(gone.Length == 1 ? "answers" : "answer")} for {Subject.Count(tables.Count(), "table", "tables")} of {tables.Key.Database}, {(gone.Length == 1 ? "has" : "have")} left.",
                new(context.WeightOf(tables), 0, IsGapOnly: true)
            );
        }
    }

    private static bool HasLeft(Principal account, HashSet<string> live) =>
        account.Person?.Status switch
        {
            EmploymentStatus.Departed => true,
            EmploymentStatus.Active or EmploymentStatus.OnLeave => false,
            EmploymentStatus.Unknown or null => !account.IsEnabled
                && (account.Person is null || !live.Contains(account.Person.IdentityKey)),
        };
}
