using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Findings.Rules.Costs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>What the rules find in a picture of the estate, and where each finding stands. A picture is judged once and shared; thread-safe.</summary>
public sealed class FindingQuestions(ActiveSnapshot active, FindingRegister register)
{
    private readonly ConditionalWeakTable<EstateView, Lazy<Task<JudgedPicture>>> _judged = [];

    /// <inheritdoc cref="FindingsAsync(CurrentUser, Picture, FindingFilter, IProgress{WorkProgress}, CancellationToken)"/>
    public Task<FindingsAnswer> FindingsAsync(
        CurrentUser user,
        Picture picture,
        FindingFilter filter,
        CancellationToken cancellationToken
    ) => FindingsAsync(user, picture, filter, progress: null, cancellationToken);

    /// <param name="progress">Told of the judging, where it was begun for this question.</param>
    /// <exception cref="NoAnswerException">There is no such snapshot or rule.</exception>
    public async Task<FindingsAnswer> FindingsAsync(
        CurrentUser user,
        Picture picture,
        FindingFilter filter,
        IProgress<WorkProgress>? progress,
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
        var (rows, lives) = await LivingAsync(view, progress, cancellationToken);
        var fits = FindingSelection.Of(filter, view);
        var asked =
            filter.Status == FindingStatus.Resolved
                ? [.. (await register.KnownAsync(lives.Resolved, cancellationToken)).Select(lives.Live)]
                : rows;
        var byRule = rows.ToLookup(row => row.Rule.Id, StringComparer.Ordinal);
        return new(
            [.. asked.Where(fits)],
            [
                .. FindingRules.All.Select(rule => new RuleCount(
                    rule.Info,
                    byRule[rule.Info.Id].Count(),
                    byRule[rule.Info.Id].Count(row => row.Waiver is not null)
                )),
            ],
            rows.Length,
            rows.Count(row => row.Waiver is not null),
            view.Stamp,
            Enum.GetValues<FindingStatus>()
                .ToImmutableSortedDictionary(
                    status => status,
                    status =>
                        status == FindingStatus.Resolved
                            ? lives.ResolvedCount
                            : rows.Count(row => row.Life?.Status == status)
                ),
            [
                .. rows.Select(row => row.Owner?.Reference)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            rows.Count(row => row.Life?.Requested is not null)
        );
    }

    /// <summary>What happened to a finding, found or resolved.</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot or finding.</exception>
    public async Task<FindingHistory> HistoryAsync(
        CurrentUser user,
        Picture picture,
        string finding,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        var view = await active.ViewAsync(picture, cancellationToken);
        var (rows, lives) = await LivingAsync(view, null, cancellationToken);
        var row =
            rows.FirstOrDefault(row => row.Id == finding)
            ?? (await register.KnownAsync(lives.Resolved.Where(one => one == finding), cancellationToken))
                .Select(lives.Live)
                .FirstOrDefault()
            ?? throw new NoAnswerException(
                NoAnswer.NotFound,
                $"There is no finding '{finding}' in snapshot {view.Facts.Snapshot.Id}, nor was there one before."
            );
        var trail = lives.TrailOf(finding);
        return new(row, FindingHistoryWording.Lines(row, trail), trail.Waivers);
    }

    /// <summary>How every commitment of a privacy review stands, broken ones first.</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public Task<CommitmentsAnswer> CommitmentsAsync(
        CurrentUser user,
        Picture picture,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync<CommitmentsAnswer>(
            user,
            AppAction.ViewAccess,
            picture,
            (judged, stamp) => new(judged.Commitments.Rows, stamp),
            progress,
            cancellationToken
        );

    /// <summary>What is on file about each collection flow, and what is missing, most gaps first (R-39, R-40).</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public Task<FlowsAnswer> FlowsAsync(
        CurrentUser user,
        Picture picture,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync<FlowsAnswer>(
            user,
            AppAction.ViewAccess,
            picture,
            (judged, stamp) => new(judged.Flows.Rows, stamp),
            progress,
            cancellationToken
        );

    /// <summary>What storing each table group costs a month, and what of it is paid for nothing (R-14).</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public Task<CostsAnswer> CostsAsync(
        CurrentUser user,
        Picture picture,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync<CostsAnswer>(
            user,
            AppAction.ViewExposure,
            picture,
            (judged, stamp) => new(judged.Costs, stamp),
            progress,
            cancellationToken
        );

    /// <summary>Every finding of a view with its life, most severe first.</summary>
    internal async Task<(ImmutableArray<FindingRow> Rows, FindingLives Lives)> LivingAsync(
        EstateView view,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var rows = (await JudgedAsync(view, progress).WaitAsync(cancellationToken)).Rows;
        var lives = await register.LivesAsync(view, rows, cancellationToken);
        return ([.. rows.Select(lives.Live)], lives);
    }

    // Judging belongs to nobody's request: an impatient reader does not cancel it for the others. One that failed is begun anew.
    internal Task<JudgedPicture> JudgedAsync(EstateView view, IProgress<WorkProgress>? progress)
    {
        if (_judged.TryGetValue(view, out var known) && known is { IsValueCreated: true, Value.IsFaulted: true })
        {
            _judged.Remove(view);
        }

        return _judged.GetValue(view, key => new(() => Task.Run(() => JudgeAsync(key, progress)))).Value;
    }

    // One way to everything that judging gives beside the findings: the role is asked for first, and nothing is answered that was not made with them.
    private async Task<T> AnswerAsync<T>(
        CurrentUser user,
        AppAction action,
        Picture picture,
        Func<JudgedPicture, AnswerStamp, T> answer,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, action);
        var view = await active.ViewAsync(picture, cancellationToken);
        return answer(await JudgedAsync(view, progress).WaitAsync(cancellationToken), view.Stamp);
    }

    private async Task<JudgedPicture> JudgeAsync(EstateView view, IProgress<WorkProgress>? progress)
    {
        var context = await RuleMaterial.GatherAsync(active, view, CancellationToken.None);
        var waivers = context
            .Records.Waivers.Where(waiver => waiver.HeldAt(context.Now))
            .ToLookup(waiver => waiver.Value.FindingRule, StringComparer.Ordinal);
        var owners = new FindingOwners(view, context);
        var found = new List<(RuleInfo Rule, Finding Finding)>();
        for (var done = 0; done < FindingRules.All.Length; done++)
        {
            var rule = FindingRules.All[done];
            progress?.Report(new($"Judging by the rule {rule.Info.Id}", done, FindingRules.All.Length));
            found.AddRange(rule.Run(context, CancellationToken.None).Select(finding => (rule.Info, finding)));
        }

        ImmutableArray<FindingRow> rows =
        [
            .. found
                .Select(one =>
                    Row(view, context, one.Rule, one.Finding, waivers) with
                    {
                        Owner = owners.Of(one.Finding),
                    }
                )
                .OrderByDescending(row => row.Severity)
                .ThenByDescending(row => row.Terms.People)
                .ThenBy(row => row.Rule.Id, StringComparer.Ordinal)
                .ThenByDescending(row => row.Amount)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ];
        var earlier = await EarlierAsync(view);
        return new(
            rows,
            CommitmentBoard.Of(view, context, rows),
            FlowBoard.Of(view, context, rows),
            CostBook.Of(context, found.Select(one => one.Finding), earlier)
        );
    }

    // Sizes are known as imports found them: the one nearest to a month before tells of growth.
    private async Task<DateTimeOffset?> EarlierAsync(EstateView view)
    {
        var wanted = view.Facts.At.AddDays(-30);
        var snapshot = view.Facts.Snapshot;
        return (await active.SnapshotsAsync(CancellationToken.None))
            .Where(one =>
                one.Id.CompareTo(snapshot.Id) < 0 && one.TakenAt < view.Facts.At && one.TakenAt >= snapshot.FactsFrom
            )
            .Select(one => (DateTimeOffset?)one.TakenAt)
            .MinBy(at => (at!.Value - wanted).Duration());
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
        )
        {
            Statistic = finding.Statistic,
            Figures = finding.Figures,
        };
    }

    // A waiver is about a finding whose subject it names, or all of whose tables lie in its scope.
    private static bool Covers(RuleContext context, string scope, Finding finding)
    {
        if (finding.Subjects.Contains(scope, StringComparer.Ordinal) || scope == WaiverScope.Of(finding.Fingerprint))
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
}
