using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>Questions that governance records and single rules answer, without judging the whole estate: what they say and what findings say is the same.</summary>
public sealed partial class RecordQuestions(EstateQuestions questions, ActiveSnapshot active)
{
    /// <summary><inheritdoc cref="EstateQuestions.CoverageAsync"/> With the sensitive tables whose use is not logged now.</summary>
    /// <inheritdoc cref="EstateQuestions.CoverageAsync"/>
    public async Task<CoverageAnswer> CoverageAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken cancellationToken
    )
    {
        var answer = await questions.CoverageAsync(user, picture, scope, from, to, cancellationToken);
        var (view, context) = await ContextAsync(user, picture, cancellationToken);
        return await Task.Run(() => answer with { Unlogged = Unlogged(answer, view, context) }, cancellationToken);
    }

    private static ImmutableArray<UnloggedTableRow> Unlogged(
        CoverageAnswer answer,
        EstateView view,
        RuleContext context
    )
    {
        var rule = new UnloggedSensitive();
        var findings = rule.Run(context, CancellationToken.None)
            .ToDictionary(finding => finding.Subjects[0], finding => finding.Fingerprint);
        var days = answer
            .Rows.Where(row => row.Channel == AccessChannel.Hive)
            .SelectMany(row => row.Tables.Select(table => (table, NotFull: row.Days.Length - row.Of(LoggedState.Full))))
            .ToDictionary(pair => pair.table, pair => pair.NotFull);
        return
        [
            .. from one in UnloggedSensitive.Of(context)
            let name = context.Table(one.Table).Name
            where days.ContainsKey(name)
            let label = context.LabelOf(one.Table)
            orderby label is null ? -1 : -(int)label, days[name] descending, name
            select new UnloggedTableRow(
                name,
                label,
                days[name],
                Why(view, one),
                findings[Subject.Database(name.Database)]
            ),
        ];
    }

    private static string Why(EstateView view, UnloggedTable table) =>
        table.IsDeclared
            ? string.Join(
                "; ",
                table
                    .Gaps.Select(gap =>
                        $"{(gap.Value.State == CoverageState.None ? "not logged" : "partly logged")}{(gap.FromNotBefore is { } from ? $" since {UtcText.Short(from)}" : "")}{(gap.Value.Reason is { } reason ? $": {view.Names.Text(reason)}" : "")}"
                    )
                    .Distinct()
            )
            : "nobody says anything, and the logs' own numbers do not show it";

    // What single rules need: no logs are read for it.
    private async Task<(EstateView View, RuleContext Context)> ContextAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        var view = await questions.ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var records = await active.GovernanceAsync(view.Facts.Snapshot, cancellationToken);
        return (view, new(view.Index, view.Groups, records, []));
    }
}
