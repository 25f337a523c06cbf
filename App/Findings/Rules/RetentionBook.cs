using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>How long a table may hold its data, and how old they are.</summary>
/// <param name="Rule">The narrowest about it (table, database, group, search; the shortest where several are alike); null where none reaches it.</param>
/// <param name="Oldest">The oldest data of a person known to stand in it; null where it is not recorded how old they are.</param>
/// <param name="Subjects">What is recorded of whose data stand in it.</param>
internal sealed record RetentionStanding(
    TableOrdinal Table,
    RetentionRule? Rule,
    DateTimeOffset? Oldest,
    ImmutableArray<SubjectPresence> Subjects
)
{
    /// <summary>When the oldest have to be deleted; null where nobody says for how long they may be kept, or how old they are.</summary>
    public DateTimeOffset? Deadline =>
        Rule is { Days: var days } && Oldest is { } oldest ? RetentionRule.Deadline(oldest, days) : null;

    /// <summary>People of whose data it is recorded since when they stand there.</summary>
    public int People =>
        Subjects
            .Where(one => one.FirstAt is not null)
            .Select(one => one.Subject)
            .Distinct(StringComparer.Ordinal)
            .Count();
}

/// <summary>The retention of every table at the judged instant: what findings, and the list of deadlines, are made from.</summary>
internal static class RetentionBook
{
    /// <summary>By name.</summary>
    public static IEnumerable<RetentionStanding> Of(RuleContext context)
    {
        var rules = context.Scopes.Narrowest(context.Held(context.Records.RetentionRules), rule => rule.Scope);
        var subjects = context.Held(context.Records.Subjects).ToLookup(subject => subject.Table);
        return context.Tables.Select(table =>
        {
            ImmutableArray<SubjectPresence> present = [.. subjects[context.Table(table).Name]];
            return new RetentionStanding(
                table,
                rules.TryGetValue(table, out var narrowest) ? narrowest.MinBy(rule => rule.Days) : null,
                // A record of data that are yet to come says nothing of how old those are that stand there.
                present.Where(one => one.FirstAt <= context.Now).Min(one => one.FirstAt),
                present
            );
        });
    }
}
