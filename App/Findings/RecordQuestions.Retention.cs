using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>Which tables hold data past their deadline, and which soon will.</summary>
public sealed partial class RecordQuestions
{
    /// <summary>Every table of a scope with its retention deadline, the most urgent first. Whoever may not see people gets no figure of one to four.</summary>
    /// <param name="scope">As scopes are read, but no person.</param>
    /// <exception cref="NoAnswerException">There is no such scope.</exception>
    public async Task<RetentionAnswer> RetentionAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var (view, context) = await ContextAsync(user, picture, cancellationToken);
        var (name, asked) = EstateQuestions.TablesOf(view, scope);
        var seesPeople = RolePermissions.Allows(user, AppAction.ViewAccess);
        return await Task.Run(
            () =>
            {
                var tables = asked.ToHashSet();
                var missing = new RetentionMissing()
                    .Run(context, cancellationToken)
                    .ToDictionary(finding => finding.Subjects[0], finding => finding.Fingerprint);
                var overdue = new RetentionOverdue()
                    .Run(context, cancellationToken)
                    .ToDictionary(finding => finding.Subjects[0], finding => finding.Fingerprint);
                RetentionStanding[] standings =
                [
                    .. RetentionBook.Of(context).Where(standing => tables.Contains(standing.Table)),
                ];
                ImmutableArray<RetentionRow> rows =
                [
                    .. standings
                        .Select(Row)
                        .OrderBy(row => row.State)
                        .ThenByDescending(row => row.State == RetentionState.Overdue ? row.Days : null)
                        .ThenBy(row => row.Deadline)
                        .ThenByDescending(row => row.IsSensitive)
                        .ThenByDescending(row => row.Label)
                        .ThenBy(row => row.Table),
                ];
                var shown = seesPeople ? rows : [.. rows.Select(Withheld)];
                MeasureRange late = standings
                    .SelectMany(standing => Late(standing, context.Now))
                    .Select(one => one.Subject)
                    .Distinct(StringComparer.Ordinal)
                    .Count();
                // Where a table's few are withheld, the sum must not tell of them.
                var isTold = !rows.SequenceEqual(shown);
                return new RetentionAnswer(
                    name,
                    shown,
                    isTold ? null
                        : seesPeople ? late
                        : SmallCells.Blurred(late),
                    view.Stamp
                );

                RetentionRow Row(RetentionStanding standing)
                {
                    var table = context.Table(standing.Table);
                    SubjectPresence[] past = [.. Late(standing, context.Now)];
                    var state = StateOf(standing, context.Now);
                    return new(
                        table.Name,
                        context.LabelOf(standing.Table),
                        state,
                        standing.Deadline,
                        standing.Deadline is { } deadline ? (int)(context.Now - deadline).Duration().TotalDays : null,
                        standing.Rule?.Scope,
                        standing.Rule?.Days,
                        standing.Rule?.LegalGround is { } ground ? view.Names.Text(ground) : null,
                        standing.Oldest,
                        table.Rows,
                        standing.Subjects.IsEmpty ? null : People(standing.Subjects),
                        standing.Deadline is null ? null : People(past),
                        standing.Deadline is null ? null : RowsOf(past, standing.Rule!.Days, context.Now),
                        state switch
                        {
                            RetentionState.Overdue => overdue.GetValueOrDefault(Subject.Of(table.Name)),
                            RetentionState.NoRule when context.IsSensitive(standing.Table) => missing.GetValueOrDefault(
                                Subject.Database(table.Name.Database)
                            ),
                            RetentionState.NoRule
                            or RetentionState.Within30
                            or RetentionState.Within60
                            or RetentionState.Within90
                            or RetentionState.AgeUnknown
                            or RetentionState.Later => null,
                        }
                    );
                }
            },
            cancellationToken
        );
    }

    private static RetentionState StateOf(RetentionStanding standing, DateTimeOffset now) =>
        standing switch
        {
            { Rule: null } => RetentionState.NoRule,
            { Deadline: null } => RetentionState.AgeUnknown,
            { Deadline: { } deadline } when deadline <= now => RetentionState.Overdue,
            { Deadline: { } deadline } when deadline <= now.AddDays(30) => RetentionState.Within30,
            { Deadline: { } deadline } when deadline <= now.AddDays(60) => RetentionState.Within60,
            { Deadline: { } deadline } when deadline <= now.AddDays(90) => RetentionState.Within90,
            _ => RetentionState.Later,
        };

    private static IEnumerable<SubjectPresence> Late(RetentionStanding standing, DateTimeOffset now) =>
        standing.Rule is { } rule
            ? standing.Subjects.Where(one =>
                one.FirstAt is { } first && RetentionRule.Deadline(first, rule.Days) <= now
            )
            : [];

    private static MeasureRange People(IEnumerable<SubjectPresence> subjects) =>
        subjects.Select(one => one.Subject).Distinct(StringComparer.Ordinal).Count();

    // All rows of somebody whose newest is past the deadline; of others one at least, and not the newest.
    private static MeasureRange? RowsOf(SubjectPresence[] late, int days, DateTimeOffset now)
    {
        var (low, high) = (0.0, 0.0);
        foreach (var one in late)
        {
            if (one.Rows is not { } rows)
            {
                return null;
            }

            var isWhole = one.LastAt is { } last && RetentionRule.Deadline(last, days) <= now;
            low += isWhole ? rows : Math.Min(rows, 1);
            high += rows;
        }

        return new(low, high);
    }

    private static RetentionRow Withheld(RetentionRow row)
    {
        var (subjects, late) = (Blurred(row.Subjects), Blurred(row.Late));
        return late == row.Late
            ? row with
            {
                Subjects = subjects,
            }
            : row with
            {
                Subjects = subjects,
                Late = late,
                // As few as one row each would count them.
                LateRows = row.LateRows is { } rows ? new(Math.Min(rows.Low, 1), rows.High) : null,
            };
    }

    private static MeasureRange? Blurred(MeasureRange? people) =>
        people is { } known ? SmallCells.Blurred(known) : null;
}
