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

    /// <summary>Whoever reads one column of the table reads them all, unmasked.</summary>
    internal bool ReadsAllOrNothing(TableOrdinal table) =>
        Authorizer == Authorizer.Ranger && !IsRestricted(table) && _signatures[Signature(table)].Reading.Length == 1;
}
