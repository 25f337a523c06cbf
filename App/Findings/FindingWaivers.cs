using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>A waiver made in the product with its finding as it is, or was last seen.</summary>
public sealed record WaiverRow(FindingWaiver Waiver, FindingRow Finding, FindingWaiverState State);

/// <summary>
/// Waivers made in the product: asked for by one user, with a reason and an end, approved by another, ended before their time by either of those who may. A waiver
/// permits exactly one finding. Imported waivers stand beside them and are not changed here.
/// </summary>
public sealed class FindingWaivers(
    ActiveSnapshot active,
    FindingQuestions questions,
    FindingTriage triage,
    FindingRegister register,
    FindingEventStore store,
    ActivityLog log,
    TimeProvider clock
)
{
    public const int ShortestReason = Unmasking.ShortestReason;

    /// <summary>From the asking. Longer is no exception but a change of the rule.</summary>
    public const int LongestDays = 366;

    /// <summary>The columns of <c>governance/waivers.csv</c> (definitions, "Formats of our own").</summary>
    public static ImmutableArray<string> CsvHeader { get; } =
    ["id", "finding_rule", "scope", "reason", "requester", "approver", "from", "to"];

    /// <summary>Asks for a waiver of each finding.</summary>
    /// <param name="until">A day or an instant; mandatory.</param>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot, or it has no such finding.</exception>
    public async Task<TriageOutcome> RequestAsync(
        CurrentUser user,
        IReadOnlyCollection<string> findings,
        string until,
        string reason,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Triage);
        var view = await active.ViewAsync(Picture.Newest, cancellationToken);
        var rows = await triage.FoundAsync(view, findings, cancellationToken);
        var end = FindingTriage.Day(until.Trim());
        if ((FindingTriage.Count(rows.Length) ?? EndProblem(view, end, until) ?? ReasonProblem(reason)) is { } problem)
        {
            return TriageOutcome.Refused(problem);
        }

        if (rows.FirstOrDefault(row => row.Life?.Requested is not null) is { } asked)
        {
            return TriageOutcome.Refused(
                $"{asked.Life!.Requested!.Id} is asked for already for finding {asked.Id}, and waits for its approval."
            );
        }

        var why = view.Names.Text(reason.Trim());
        await log.AppendAsync(
            user,
            "waiver",
            $"{FindingTriage.What(rows)}: waiver asked for until {FindingEvent.Instant(end!.Value)}",
            why,
            cancellationToken
        );
        var batch = Guid.NewGuid();
        var stored = await store.AddAsync(
            [
                .. rows.Select(row =>
                    Event(
                        view,
                        batch,
                        row.Id,
                        user,
                        FindingEventKind.WaiverRequest,
                        FindingEvent.Instant(end.Value),
                        why,
                        null
                    )
                ),
            ],
            CancellationToken.None
        );
        return new(
            null,
            batch,
            rows.Length,
            [.. stored.Select(row => new FindingWaiver(FindingEvent.Read(row), null, null))]
        );
    }

    /// <summary>Grants requests; all or none.</summary>
    /// <param name="waivers">Ids such as <c>W-17</c>.</param>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot or no such waiver.</exception>
    public Task<TriageOutcome> ApproveAsync(
        CurrentUser user,
        IReadOnlyCollection<string> waivers,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ApproveWaivers);
        return AnswerAsync(
            user,
            waivers,
            FindingEventKind.WaiverApproval,
            null,
            (waiver, state) =>
                IsBy(user, waiver) ? $"{waiver.Id} was asked for by {user.Name}: somebody else has to approve it."
                : state != FindingWaiverState.Requested ? $"{waiver.Id} is {Word(state)}, and cannot be approved."
                : null,
            cancellationToken
        );
    }

    /// <summary>Refuses or withdraws requests, or ends waivers before their time; all or none. Whoever asked may, and whoever may approve.</summary>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot or no such waiver.</exception>
    public async Task<TriageOutcome> EndAsync(
        CurrentUser user,
        IReadOnlyCollection<string> waivers,
        string reason,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Triage);
        return ReasonProblem(reason) is { } problem
            ? TriageOutcome.Refused(problem)
            : await AnswerAsync(
                user,
                waivers,
                FindingEventKind.WaiverEnd,
                reason.Trim(),
                (waiver, state) =>
                    !IsBy(user, waiver) && !RolePermissions.Allows(user, AppAction.ApproveWaivers)
                        ? $"{waiver.Id} was asked for by {waiver.Request.Actor}: they, or who may approve it, can end it."
                    : state is FindingWaiverState.Ended or FindingWaiverState.Expired
                        ? $"{waiver.Id} is {Word(state)} already."
                    : null,
                cancellationToken
            );
    }

    /// <summary>Every waiver made in the product that a picture knows, the newest first.</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public async Task<ImmutableArray<WaiverRow>> ListAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        var view = await active.ViewAsync(picture, cancellationToken);
        var (found, lives) = await questions.LivingAsync(view, null, cancellationToken);
        var done = (await store.AllAsync(cancellationToken)).Select(FindingEvent.Read);
        var waived = done.Where(one => one.Kind == FindingEventKind.WaiverRequest)
            .Select(one => one.Finding)
            .ToHashSet(StringComparer.Ordinal);
        var rows = found
            .Concat((await register.KnownAsync(waived, cancellationToken)).Select(lives.Live))
            .Where(row => waived.Contains(row.Id))
            .DistinctBy(row => row.Id);
        return
        [
            .. rows.SelectMany(row =>
                    lives
                        .TrailOf(row.Id)
                        .Waivers.Select(waiver => new WaiverRow(waiver, row, waiver.StateAt(view.Stamp.At)))
                )
                .OrderByDescending(row => row.Waiver.Request.Id),
        ];
    }

    /// <summary>
    /// Those that were approved, as <c>governance/waivers.csv</c> holds them: imported elsewhere they permit the same findings. From is the approval's instant, to
    /// is their end. The scope is the finding's table where no other finding of the rule concerns it, else <c>finding:FINGERPRINT</c>.
    /// </summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        var waivers = await ListAsync(user, picture, cancellationToken);
        var view = await active.ViewAsync(picture, cancellationToken);
        var (found, _) = await questions.LivingAsync(view, null, cancellationToken);
        return
        [
            .. waivers
                .Where(row => row.Waiver.Approval is not null)
                .OrderBy(row => row.Waiver.Request.Id)
                .Select(row =>
                    (string?[])
                        [
                            row.Waiver.Id,
                            row.Finding.Rule.Id,
                            Scope(row.Finding, found),
                            row.Waiver.Request.Reason,
                            row.Waiver.Request.Actor,
                            row.Waiver.Approval!.Actor,
                            FindingEvent.Instant(row.Waiver.From!.Value),
                            FindingEvent.Instant(row.Waiver.To),
                        ]
                )
                // One that was over when it was approved, by whichever clock, never permitted anything.
                .Where(row => string.CompareOrdinal(row[6], row[7]) < 0),
        ];
    }

    private static string Scope(FindingRow row, ImmutableArray<FindingRow> found)
    {
        var tables = row.Subjects.Where(subject => subject.Table is not null).Select(subject => subject.Text).ToArray();
        return
            tables is [var table]
            && found.Count(other =>
                other.Rule.Id == row.Rule.Id && other.Subjects.Any(subject => subject.Text == table)
            ) == 1
            ? table
            : WaiverScope.Of(row.Id);
    }

    private static bool IsBy(CurrentUser user, FindingWaiver waiver) =>
        waiver.Request.Actor.Trim().Equals(user.Name.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Word(FindingWaiverState state) =>
        state switch
        {
            FindingWaiverState.Requested => "asked for",
            FindingWaiverState.InForce => "in force",
            FindingWaiverState.Expired => "expired",
            FindingWaiverState.Ended => "ended",
        };

    private async Task<TriageOutcome> AnswerAsync(
        CurrentUser user,
        IReadOnlyCollection<string> ids,
        FindingEventKind kind,
        string? reason,
        Func<FindingWaiver, FindingWaiverState, string?> problemOf,
        CancellationToken cancellationToken
    )
    {
        var view = await active.ViewAsync(Picture.Newest, cancellationToken);
        var known = (await ListAsync(user, Picture.Newest, cancellationToken)).ToDictionary(
            row => row.Waiver.Id,
            StringComparer.OrdinalIgnoreCase
        );
        var rows = ids.Select(id => id.Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(id =>
                known.GetValueOrDefault(id)
                ?? throw new NoAnswerException(NoAnswer.NotFound, $"There is no waiver '{id}' that was asked for here.")
            )
            .ToArray();
        var problem =
            rows.Length == 0
                ? "Choose at least one waiver."
                : rows.Select(row => problemOf(row.Waiver, Now(row.Waiver, view)))
                    .FirstOrDefault(one => one is not null);
        if (problem is not null)
        {
            return TriageOutcome.Refused(problem);
        }

        await log.AppendAsync(
            user,
            "waiver",
            $"{(kind == FindingEventKind.WaiverApproval ? "approved" : "ended")}: {string.Join(' ', rows.Select(row => $"{row.Waiver.Id} of finding {row.Finding.Id}"))}",
            reason is null ? null : view.Names.Text(reason),
            cancellationToken
        );
        var batch = Guid.NewGuid();
        var stored = await store.AddAsync(
            [
                .. rows.Select(row =>
                    Event(
                        view,
                        batch,
                        row.Finding.Id,
                        user,
                        kind,
                        null,
                        reason is null ? null : view.Names.Text(reason),
                        row.Waiver.Request.Id
                    )
                ),
            ],
            CancellationToken.None
        );
        return new(
            null,
            batch,
            rows.Length,
            [
                .. rows.Zip(stored.Select(FindingEvent.Read))
                    .Select(pair =>
                        kind == FindingEventKind.WaiverApproval
                            ? pair.First.Waiver with
                            {
                                Approval = pair.Second,
                            }
                            : pair.First.Waiver with
                            {
                                End = pair.Second,
                            }
                    ),
            ]
        );
    }

    // The facts may be older than today: what has expired since cannot be approved either.
    private FindingWaiverState Now(FindingWaiver waiver, EstateView view) =>
        waiver.StateAt(view.Stamp.At) is FindingWaiverState.Requested && clock.GetUtcNow() >= waiver.Until
            ? FindingWaiverState.Expired
            : waiver.StateAt(view.Stamp.At);

    private FindingEventRecord Event(
        EstateView view,
        Guid batch,
        string finding,
        CurrentUser user,
        FindingEventKind kind,
        string? value,
        string? reason,
        long? of
    ) =>
        new FindingEvent(
            0,
            batch,
            finding,
            SnapshotMoment.Of(view.Facts.Snapshot),
            clock.GetUtcNow(),
            user.Name,
            kind,
            value,
            reason,
            of
        ).Record();

    private string? EndProblem(EstateView view, DateTimeOffset? end, string text)
    {
        var now = clock.GetUtcNow();
        return text.Trim().Length == 0 ? "A waiver has an end: say until when."
            : end is not { } until ? $"'{text}' is no day such as 2026-12-01."
            : until <= now || until <= view.Facts.Snapshot.TakenAt
                ? $"A waiver ends in the future; {text.Trim()} is over, or not after the newest snapshot."
            : until > now.AddDays(LongestDays)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"A waiver ends within {LongestDays} days; what is to stay open longer needs another rule, not a waiver."
                )
            : null;
    }

    private static string? ReasonProblem(string reason) =>
        reason.Trim().Length < ShortestReason || !FindingTriage.IsText(reason.Trim())
            ? $"Give a reason of {ShortestReason} to {FindingTriage.LongestText} characters on one line."
            : null;
}
