using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Why each reader of a table reads it.</summary>
public sealed partial class AccessIndex
{
    /// <summary>
    /// One deciding allow for each account at level Full or Partial. About a millisecond for 26,000 readers, where explaining them one by
    /// one takes a second.
    /// </summary>
    public ReaderReasons Reasons(TableOrdinal table)
    {
        var lists = _signatures[_signatureOf[table.Value]].Reading;
        return new ReasonSearch(_accounts, _closure, _catalog.Policies, _sets).Of(
            table,
            Authorizer == Authorizer.Ranger ? lists.Select(list => _lists[list]) : [],
            Readers(table),
            account => Deciding(account, table)
        );
    }

    private ReaderReason Deciding(PrincipalOrdinal account, TableOrdinal table)
    {
        var opinion = Explain(account, table, null).Deciding[0];
        return new(
            opinion.Via,
            Facts.Policies.FirstOrDefault(policy => policy.Id == opinion.PolicyId),
            opinion.ItemIndex,
            [.. opinion.Chain.Skip(1)]
        );
    }
}
