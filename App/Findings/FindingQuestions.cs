using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>What the rules find in a picture of the estate. A picture is judged once and shared; thread-safe.</summary>
public sealed class FindingQuestions(ActiveSnapshot active)
{
    private readonly ConditionalWeakTable<EstateView, Lazy<Task<Judgement>>> _judged = [];

    /// <exception cref="NoAnswerException">There is no such snapshot or rule.</exception>
    public async Task<FindingsAnswer> FindingsAsync(
        CurrentUser user,
        Picture picture,
        FindingFilter filter,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        if (filter.Rule is { } id && FindingRules.Find(id) is null)
        {
            throw new NoAnswerException(
                NoAnswer.NotFound,
                $"There is no rule '{id}'. There are: {string.Join(", ", FindingRules.All.Select(rule => rule.Info.Id))}."
            );
        }

        var view = await active.ViewAsync(picture, cancellationToken);
        var rows = (await JudgedAsync(view).WaitAsync(cancellationToken)).Rows;
        var words = filter.Search?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var byRule = rows.ToLookup(row => row.Rule.Id, StringComparer.Ordinal);
        return new(
            [
                .. rows.Where(row =>
                    (filter.Rule is null || row.Rule.Id == filter.Rule)
                    && row.Severity >= filter.AtLeast
                    && Array.TrueForAll(words, word => Holds(row, word))
                ),
            ],
            [
                .. FindingRules.All.Select(rule => new RuleCount(
                    rule.Info,
                    byRule[rule.Info.Id].Count(),
                    byRule[rule.Info.Id].Count(row => row.Waiver is not null)
                )),
            ],
            rows.Length,
            rows.Count(row => row.Waiver is not null),
            view.Stamp
        );
    }

    /// <summary>How every commitment of a privacy review stands, broken ones first.</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public async Task<CommitmentsAnswer> CommitmentsAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        var view = await active.ViewAsync(picture, cancellationToken);
        return new((await JudgedAsync(view).WaitAsync(cancellationToken)).Commitments, view.Stamp);
    }

    // Judging belongs to nobody's request: an impatient reader does not cancel it for the others. One that failed is begun anew.
    private Task<Judgement> JudgedAsync(EstateView view)
    {
        if (_judged.TryGetValue(view, out var known) && known is { IsValueCreated: true, Value.IsFaulted: true })
        {
            _judged.Remove(view);
        }

        return _judged.GetValue(view, key => new(() => Task.Run(() => JudgeAsync(key)))).Value;
    }

    private async Task<Judgement> JudgeAsync(EstateView view)
    {
        var snapshot = view.Facts.Snapshot;
        var records = await active.GovernanceAsync(snapshot, CancellationToken.None);
        var lineage = await active.LineageAsync(snapshot, CancellationToken.None);
        var changed = await active.ChangedAsync(snapshot, snapshot.FactsFrom, view.Facts.At, CancellationToken.None);
        var context = new RuleContext(
            view.Index,
            view.Groups,
            records,
            lineage,
            ChangesBefore.Of(snapshot, changed)
        );
        var waivers = records
            .Waivers.Where(waiver => waiver.HeldAt(context.Now))
            .ToLookup(waiver => waiver.Value.FindingRule, StringComparer.Ordinal);
        ImmutableArray<FindingRow> rows =
        [
            .. FindingRules
                .All.SelectMany(rule =>
                    rule.Run(context, CancellationToken.None)
                        .Select(finding => Row(view, context, rule.Info, finding, waivers))
                )
                .OrderByDescending(row => row.Severity)
                .ThenByDescending(row => row.Terms.People)
                .ThenBy(row => row.Rule.Id, StringComparer.Ordinal)
                .ThenByDescending(row => row.Amount)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ];
        return new(rows, CommitmentRows.Of(view, context, rows));
    }

    private static FindingRow Row(
        EstateView view,
        RuleContext context,
        RuleInfo rule,
        Finding finding,
        ILookup<string, HeldFact<Waiver>> waivers
    )
    {
        var waiver = waivers[rule.Id]
            .Where(waiver => Covers(context, waiver.Value.Scope, finding))
            .OrderByDescending(waiver => waiver.To)
            .FirstOrDefault();
        return new(
            finding.Fingerprint,
            rule,
            finding.Severity,
            [.. finding.Subjects.Select(subject => Shown(view, subject))],
            finding.From,
            finding.To,
            finding.Amount,
            view.Names.Text(finding.Statement).Replace("login:", "", StringComparison.Ordinal),
            finding.Terms,
            waiver is { Value.Id: var id, To: { } until } ? (id, until) : null
        );
    }

    // A waiver is about a finding whose subject it names, or all of whose tables lie in its scope.
    private static bool Covers(RuleContext context, string scope, Finding finding)
    {
        if (finding.Subjects.Contains(scope, StringComparer.Ordinal))
        {
            return true;
        }

        var tables = finding
            .Subjects.Where(subject => subject.StartsWith("table:", StringComparison.Ordinal))
            .Select(subject => context.Scopes.Of(subject))
            .ToArray();
        var covered = context.Scopes.Of(scope);
        return tables.Length > 0 && Array.TrueForAll(tables, table => table.All(covered.Contains));
    }

    internal static FindingSubject Shown(EstateView view, string subject)
    {
        var name = subject[(subject.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return subject[..(subject.Length - name.Length)] switch
        {
            "table:" => new(subject, TableName.TryParse(name, out var table) ? table : null),
            "login:" => Person(view.LabelOfLogin(name, null)),
            "dashboard:" => new(
                $"dashboard:{view.Facts.Dashboards.Where(one => one.Id == name).Select(view.NameOf).FirstOrDefault() ?? view.Names.Text(name)}"
            ),
            _ => new(view.Names.Text(subject)),
        };
    }

    private static FindingSubject Person(PrincipalLabel label) => new($"login:{label.Text}", Person: label);

    private static bool Holds(FindingRow row, string word) =>
        row.Statement.Contains(word, StringComparison.OrdinalIgnoreCase)
        || row.Rule.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || row.Subjects.Any(subject => subject.Text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private sealed record Judgement(ImmutableArray<FindingRow> Rows, ImmutableArray<CommitmentRow> Commitments);
}
