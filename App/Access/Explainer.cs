using System.Collections.Immutable;
using GovernanceDashboard.Access.Paths;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Explains one account on one table by asking every policy anew, item by item: no shared sets are involved.</summary>
internal sealed class Explainer(
    AccessIndex index,
    AccountDirectory accounts,
    MembershipClosure closure,
    RequestMatcher requests,
    PrincipalSet superUsers,
    NearestMiss nearest,
    NearestSearch search
)
{
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    internal AccessExplanation Explain(
        PrincipalOrdinal account,
        TableOrdinal table,
        string? column,
        ExplanationScope? scope
    )
    {
        var resource = index.Table(table);

        // Where files decide, the way to them is the explanation (ExplainFiles).
        scope = index.Authorizer == Authorizer.StorageBased ? null : scope;
        var chains = new PrincipalChains(accounts.Accounts[account.Value].Id, closure);
        var isSuperUser = superUsers.Contains(account);
        int[] positions = column is null
            ? [.. Enumerable.Range(0, resource.Columns.Length)]
            : [PositionOf(resource, column)];
        var asked = new List<(int? Column, List<Application> Applications)>();
        var onColumns = positions.Select(position => (Position: position, Verdict: Ask(position))).ToArray();
        var readable = onColumns
            .Where(asked => asked.Verdict.IsAllowed)
            .Select(asked => asked.Position)
            .ToImmutableArray();

        // The table request matters only where no column can be read; without columns it is all there is.
        var onTable = column is null && readable.IsEmpty ? Ask(null) : null;
        var level =
            column is not null ? (readable.IsEmpty ? AccessLevel.None : AccessLevel.Full)
            : positions.Length == 0 ? (onTable!.IsAllowed ? AccessLevel.Full : LevelUnread())
            : readable.Length == positions.Length ? AccessLevel.Full
            : !readable.IsEmpty ? AccessLevel.Partial
            : onTable!.IsAllowed ? AccessLevel.TableOnly
            : LevelUnread();

        var merged = new OpinionMerge();
        foreach (var (position, verdict) in onColumns)
        {
            merged.Add(verdict, position);
        }

        if (onTable is not null)
        {
            merged.Add(onTable, null);
        }

        // The claims that decided where access exists, or, failing that, those that refused it.
        var deciding = level >= AccessLevel.TableOnly ? merged.Deciding(Effect.Allow) : merged.Deciding(Effect.Deny);
        var pair = scope is null ? null : new PairSearch(index, accounts, closure, account, table);
        return new(
            account,
            table,
            column is null ? null : resource.Columns[positions[0]].Name,
            level,
            readable,
            isSuperUser && level != AccessLevel.None ? [SuperUserOpinion(readable)] : deciding,
            merged.Losing(),
            level == AccessLevel.Full
                ? null
                : WhyNotSentence.For(
                    level,
                    onColumns,
                    onTable,
                    column is not null,
                    () => nearest.For(account.Value, index.OwnerAccount(resource.Creator), resource)
                ),
            pair?.Paths(asked, scope!.Paths),
            level >= AccessLevel.Partial ? pair?.Cuts(asked, scope!.Cuts) : null,
            scope is null || level == AccessLevel.Full
                ? null
                : search.Find(
                    account.Value,
                    index.OwnerAccount(resource.Creator) == account.Value,
                    resource,
                    readable,
                    [.. positions.Except(readable)]
                )
        );

        Verdict Ask(int? position)
        {
            var requested = ResourceName.Of(resource.Name, position is { } at ? resource.Columns[at].Name : null);
            var applications = requests.For(requested, resource.Creator);
            asked.Add((position, applications));
            return Verdict.On(applications, account.Value, index.OwnerAccount(resource.Creator), isSuperUser, chains);
        }

        AccessLevel LevelUnread() => index.Sees(account, table) ? AccessLevel.MetadataOnly : AccessLevel.None;

        AccessOpinion SuperUserOpinion(ImmutableArray<int> columns) =>
            new(
                Effect.Allow,
                AccessVia.SuperUser,
                null,
                null,
                0,
                null,
                null,
                SuperChain(chains),
                ResourceKind.Catalog,
                "*",
                null,
                columns,
                false
            );
    }

    private ImmutableArray<PrincipalId> SuperChain(PrincipalChains chains)
    {
        var service = index.Facts.Service!;
        return service.SuperUsers.Contains(chains.Account.Name)
            ? [chains.Account]
            : service
                .NamedSuperGroups.Select(PrincipalId.Group)
                .Select(chains.To)
                .OfType<ImmutableArray<PrincipalId>>()
                .MinBy(chain => chain.Length);
    }

    private static int PositionOf(TableResource table, string column)
    {
        for (var position = 0; position < table.Columns.Length; position++)
        {
            if (string.Equals(table.Columns[position].Name, column, StringComparison.OrdinalIgnoreCase))
            {
                return position;
            }
        }

        throw new ArgumentException($"{table.Name} has no column {column}.", nameof(column));
    }
}
