using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>One item of a policy, and whom of those that it names it lets in.</summary>
/// <param name="Principal">A group, a role, a login, or Everyone.</param>
internal readonly record struct AccessWay(long Policy, int Item, PrincipalId Principal)
{
    public string[] Subjects => [$"policy:{Policy}", $"item:allow:{Item}", Principal.ToString()];
}

/// <summary>By which ways tables are read: the deciding items, once for all tables under the same policies. For one thread.</summary>
internal sealed class AccessWays(RuleContext context)
{
    private readonly Dictionary<int, ReaderReasons> _reasons = [];
    private readonly Dictionary<PrincipalId, PrincipalSet> _people = [];

    /// <summary>Sensitive or unclassified tables by the set of their readers' policies.</summary>
    public IReadOnlyList<IGrouping<int, TableOrdinal>> Sensitive { get; } =
    [.. context.Tables.Where(context.IsSensitive).GroupBy(context.Index.Signature)];

    /// <summary>Why the readers of a table read it; tables under the same policies share the answer.</summary>
    public ReaderReasons Reasons(TableOrdinal table)
    {
        var signature = context.Index.Signature(table);
        if (!_reasons.TryGetValue(signature, out var reasons))
        {
            _reasons.Add(signature, reasons = context.Index.Reasons(table));
        }

        return reasons;
    }

    /// <summary>The deciding ways to a table, distinct.</summary>
    /// <param name="among">Of items that name logins only these logins' ways.</param>
    public IEnumerable<(AccessWay Way, Policy Policy)> To(TableOrdinal table, PrincipalSet among) =>
        Reasons(table)
            .All.Where(reason => reason is { Policy: not null, ItemIndex: not null })
            .SelectMany(reason =>
                Named(reason, among)
                    .Select(principal =>
                        (new AccessWay(reason.Policy!.Id, reason.ItemIndex!.Value, principal), reason.Policy)
                    )
            )
            .Distinct();

    /// <summary>The people behind a principal.</summary>
    public PrincipalSet PeopleOf(PrincipalId principal)
    {
        if (!_people.TryGetValue(principal, out var people))
        {
            people = principal.IsEveryone
                ? context.Index.People
                : context.Index.PeopleOf(context.Index.Members(principal));
            _people.Add(principal, people);
        }

        return people;
    }

    /// <summary>
    /// Since when the way that most of some people have to any of the tables has stood, and the way; the beginning is null where it stood when the facts begin.
    /// </summary>
    public (AccessWay Way, DateTimeOffset? Since)? Widest(IEnumerable<TableOrdinal> tables, PrincipalSet people)
    {
        var ways = tables
            .DistinctBy(context.Index.Signature)
            .SelectMany(table => To(table, people))
            .Distinct()
            .Select(each => (each.Way, each.Policy, Count: PeopleOf(each.Way.Principal).CountIn(people)))
            .Where(each => each.Count > 0)
            .OrderByDescending(each => each.Count)
            .ThenBy(each => each.Policy.Id)
            .ThenBy(each => each.Way.Item);
        foreach (var (way, policy, _) in ways)
        {
            return (way, context.Ages.Since(policy, way.Principal));
        }

        return null;
    }

    // An item that names logins opens to each of them apart.
    private IEnumerable<PrincipalId> Named(ReaderReason reason, PrincipalSet among) =>
        reason.Via switch
        {
            AccessVia.Everyone or AccessVia.AnyUser => [PrincipalId.Everyone],
            AccessVia.Group or AccessVia.Role => [reason.Through[^1]],
            AccessVia.Named => reason
                .Policy!.AllowItems[reason.ItemIndex!.Value]
                .Users.Where(login =>
                    context.Index.FindAccount(login) is { } account && among.Contains(context.Index.IdentityOf(account))
                )
                .Select(PrincipalId.Login),
            AccessVia.Owner or AccessVia.SuperUser or AccessVia.DenyAllElse => [],
        };
}
