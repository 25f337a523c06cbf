using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>What can be discovered and not queried.</summary>
public sealed partial class EstateQuestions
{
    /// <summary>Tables of a scope that people can see and not query, with these people: through the table itself, not its files or views over it.</summary>
    /// <param name="scope">As <see cref="ExposureScope.Parse"/> reads it; of a person the tables that this person alone discovers.</param>
    public async Task<DiscoverableAnswer> DiscoverableAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var asked = ScopeOf(view, scope);
        var tables = ScopeTables.Of(asked, view.Index, view.Groups);
        DemandTables(asked, tables.Length);
        var one = asked.Kind == ScopeKind.Person ? Person(view, asked.Name) : null;
        return await Task.Run(
            () =>
            {
                var found = Discoverability.Of(view.Index, tables, one, cancellationToken);
                return new DiscoverableAnswer(
                    NameOf(view, asked),
                    tables.Length,
                    [
                        .. found
                            .Tables.Select(row => TableRow(view, row))
                            .OrderByDescending(row => DiscoverableAnswer.IsSensitive(row.Label))
                            .ThenByDescending(row => row.People.High)
                            .ThenBy(row => row.Table),
                    ],
                    [
                        .. found.People.Select(row =>
                        {
                            var account = view.Index.Accounts[row.Person.Value];
                            return new DiscovererRow(
                                view.LabelOf(account, null),
                                account.Person?.Department,
                                row.Tables
                            );
                        }),
                    ],
                    found.Distinct,
                    found.Pairs,
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static PrincipalSet Person(EstateView view, string login) =>
        view.Index.FindAccount(login) is { } account
            ? PrincipalSet.Of(view.Index.Accounts.Length, [view.Index.IdentityOf(account)])
            : PrincipalSet.Empty(view.Index.Accounts.Length);

    private static DiscoverableTableRow TableRow(EstateView view, DiscoverableTable row)
    {
        var classes = view.Groups.ClassesOf(row.Table);
        return new(
            view.Index.Table(row.Table).Name,
            ClassTaxonomy.LabelOf(classes, view.Groups.PossibleOf(row.Table)),
            classes,
            [.. view.Groups.GroupsOf(row.Table).Select(group => group.Group.Name)],
            row.People,
            view.Index.ReadingPeople(row.Table).Count
        );
    }
}
