using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <content>What outlives the index: who reads a table, as a rule for any memberships.</content>
public sealed partial class AccessIndex
{
    /// <summary>
    /// Who reads the table, as a rule that answers for one account under any memberships. Null where more than the lists of policies decides:
    /// masks, filters, or another authorizer than Ranger. Not for policies with conditions: they hang on memberships in other ways.
    /// </summary>
    internal ReadingRule? RuleOf(TableOrdinal table) =>
        Authorizer != Authorizer.Ranger || IsRestricted(table)
            ? null
            : _sets.RuleOf(_signatures[Signature(table)].Reading.Distinct().Select(list => _lists[list]));

    /// <summary>The same of one column. Columns of one number within the index have one rule.</summary>
    internal (int Number, Func<ReadingRule> Rule)? RuleOf(TableOrdinal table, int column)
    {
        if (Authorizer != Authorizer.Ranger || IsRestricted(table))
        {
            return null;
        }

        var number = _columnLists[table.Value]?[column] ?? _signatures[Signature(table)].Columns[0];
        return (number, () => _sets.RuleOf([_lists[number]]));
    }

    /// <summary>Who reads by the rule of that number, at least and at most; one set where nothing is uncertain.</summary>
    internal (PrincipalSet Sure, PrincipalSet Possible) ReadersBy(int number)
    {
        var bounds = _sets.Access(_lists[number]);
        return (bounds.Sure, bounds.IsCertain ? bounds.Sure : bounds.Possible);
    }

    /// <summary>Whoever reads one column of the table reads them all, unmasked.</summary>
    internal bool ReadsAllOrNothing(TableOrdinal table) =>
        Authorizer == Authorizer.Ranger && !IsRestricted(table) && _signatures[Signature(table)].Reading.Length == 1;

    /// <summary>The shortest chains from a login up to its groups and roles.</summary>
    internal PrincipalChains ChainsOf(PrincipalId login) => new(login, _closure);

    private PrincipalSet SuperUsers(AccessService? service)
    {
        var members = _accounts.None;
        foreach (
            var principal in (service?.SuperUsers ?? [])
                .Select(PrincipalId.Login)
                .Concat((service?.NamedSuperGroups ?? []).Select(PrincipalId.Group))
        )
        {
            members = members.Union(_closure.Members(principal));
        }

        return members;
    }
}
