using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>
/// Takes findings up, gives them to somebody, sets dates, notes, and takes that back. It is done to findings of the newest snapshot and holds from there on. Each
/// act is an entry of the activity log, written first, and an event of each finding, which is never changed.
/// </summary>
public sealed class FindingTriage(
    ActiveSnapshot active,
    FindingQuestions questions,
    FindingEventStore store,
    ActivityLog log,
    TimeProvider clock
)
{
    public const int MostFindings = 5000;

    public const int LongestText = 500;

    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot, or it has no such finding.</exception>
    public async Task<TriageOutcome> TriageAsync(
        CurrentUser user,
        IReadOnlyCollection<string> findings,
        TriageChange change,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Triage);
        var view = await active.ViewAsync(Picture.Newest, cancellationToken);
        var rows = await FoundAsync(view, findings, cancellationToken);
        if (Count(rows.Length) is { } wrong)
        {
            return TriageOutcome.Refused(wrong);
        }

        var (wishes, problem) = Wishes(view, change);
        if (problem is not null)
        {
            return TriageOutcome.Refused(problem);
        }

        var batch = Guid.NewGuid();
        await log.AppendAsync(
            user,
            "triage",
            $"{What(rows)}: {string.Join(", ", wishes.Select(Text))}",
            wishes.FirstOrDefault(wish => wish.Kind == FindingEventKind.Note).Value,
            cancellationToken
        );
        // Logged: what follows is done even if the user cancels now.
        var (moment, at) = (SnapshotMoment.Of(view.Facts.Snapshot), clock.GetUtcNow());
        await store.AddAsync(
            [
                .. from row in rows
                from wish in wishes
                select new FindingEvent(0, batch, row.Id, moment, at, user.Name, wish.Kind, wish.Value).Record(),
            ],
            CancellationToken.None
        );
        return new(null, batch, rows.Length, []);
    }

    /// <summary>Takes back what was done in one go; what was done later stays.</summary>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    /// <exception cref="NoAnswerException">There is no snapshot.</exception>
    public async Task<TriageOutcome> UndoAsync(CurrentUser user, Guid batch, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.Triage);
        var view = await active.ViewAsync(Picture.Newest, cancellationToken);
        var all = (await store.AllAsync(cancellationToken)).Select(FindingEvent.Read).ToArray();
        var undone = all.Where(one => one.Kind == FindingEventKind.Undo).Select(one => one.Of).ToHashSet();
        FindingEvent[] standing =
        [
            .. all.Where(one =>
                one.Batch == batch
                && one.Kind
                    is FindingEventKind.State
                        or FindingEventKind.Owner
                        or FindingEventKind.Due
                        or FindingEventKind.Note
                && !undone.Contains(one.Id)
            ),
        ];
        if (standing.Length == 0)
        {
            return TriageOutcome.Refused("There is nothing to take back: it was taken back already, or never done.");
        }

        string[] findings = [.. standing.Select(one => one.Finding).Distinct(StringComparer.Ordinal)];
        await log.AppendAsync(
            user,
            "triage",
            $"{What(findings)}: taken back what {standing[0].Actor} did at {FindingEvent.Instant(standing[0].At)}",
            reason: null,
            cancellationToken
        );
        var (taking, moment, at) = (Guid.NewGuid(), SnapshotMoment.Of(view.Facts.Snapshot), clock.GetUtcNow());
        await store.AddAsync(
            [
                .. standing.Select(one =>
                    new FindingEvent(
                        0,
                        taking,
                        one.Finding,
                        moment,
                        at,
                        user.Name,
                        FindingEventKind.Undo,
                        null,
                        Of: one.Id
                    ).Record()
                ),
            ],
            CancellationToken.None
        );
        return new(null, null, findings.Length, []);
    }

    /// <summary>The findings of these ids, each once.</summary>
    /// <exception cref="NoAnswerException">The view has no such finding.</exception>
    internal async Task<ImmutableArray<FindingRow>> FoundAsync(
        EstateView view,
        IReadOnlyCollection<string> findings,
        CancellationToken cancellationToken
    )
    {
        var (rows, _) = await questions.LivingAsync(view, null, cancellationToken);
        var byId = rows.GroupBy(row => row.Id).ToDictionary(same => same.Key, same => same.First());
        return
        [
            .. findings
                .Select(id => id.Trim().ToLowerInvariant())
                .Distinct(StringComparer.Ordinal)
                .Select(id =>
                    byId.GetValueOrDefault(id)
                    ?? throw new NoAnswerException(
                        NoAnswer.NotFound,
                        $"There is no finding '{id}' in the newest snapshot, {view.Facts.Snapshot.Id}."
                    )
                ),
        ];
    }

    /// <summary>What is wrong with so many findings; null where nothing is.</summary>
    internal static string? Count(int findings) =>
        findings switch
        {
            0 => "Choose at least one finding.",
            > MostFindings => string.Create(
                CultureInfo.InvariantCulture,
                $"At most {MostFindings:#,0} findings at a time; these are {findings:#,0}."
            ),
            _ => null,
        };

    /// <summary>Findings for the activity log: how many, and the first by name.</summary>
    internal static string What(ImmutableArray<FindingRow> rows) => What([.. rows.Select(row => row.Id)]);

    internal static bool IsText(string text) => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl);

    private static string What(IReadOnlyCollection<string> ids)
    {
        const int named = 10;
        var more = ids.Count > named ? FormattableString.Invariant($" and {ids.Count - named} more") : "";
        return $"{(ids.Count == 1 ? "finding" : FormattableString.Invariant($"{ids.Count} findings"))} {string.Join(' ', ids.Take(named))}{more}";
    }

    private static string Text((FindingEventKind Kind, string? Value) wish) =>
        wish.Kind == FindingEventKind.Note
            ? "a note"
            : $"{wish.Kind.ToString().ToLowerInvariant()} {wish.Value ?? TriageChange.Default}";

    private static (ImmutableArray<(FindingEventKind Kind, string? Value)> Wishes, string? Problem) Wishes(
        EstateView view,
        TriageChange change
    )
    {
        var wishes = ImmutableArray.CreateBuilder<(FindingEventKind, string?)>();
        if (change.Status is { } status)
        {
            if (status is not (FindingStatus.New or FindingStatus.InProgress))
            {
                return ([], NotByHand(status));
            }

            wishes.Add((FindingEventKind.State, status.Word()));
        }

        if (change.Owner?.Trim() is { Length: > 0 } owner)
        {
            var (reference, problem) = Owner(view, owner);
            if (problem is not null)
            {
                return ([], problem);
            }

            wishes.Add((FindingEventKind.Owner, reference));
        }

        if (change.Due?.Trim() is { Length: > 0 } due)
        {
            var (day, problem) = Due(view, due);
            if (problem is not null)
            {
                return ([], problem);
            }

            wishes.Add((FindingEventKind.Due, day));
        }

        if (change.Note?.Trim() is { Length: > 0 } note)
        {
            if (!IsText(note))
            {
                return ([], $"A note is one line of at most {LongestText} characters.");
            }

            wishes.Add((FindingEventKind.Note, view.Names.Text(note)));
        }

        return wishes.Count == 0
            ? ([], "Say what to do: a state, an owner, a due date or a note.")
            : (wishes.ToImmutable(), null);
    }

    private static string NotByHand(FindingStatus status) =>
        status == FindingStatus.Suppressed
            ? "A finding is suppressed by a waiver that somebody else approves: ask for one."
            : $"Nobody can declare a finding {status.Title()}: that is what the next import shows. By hand it is in-progress, or new again.";

    private static (string? Reference, string? Problem) Owner(EstateView view, string owner)
    {
        if (owner.Equals(TriageChange.Default, StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        if (
            PrincipalId.TryParse(owner, out var id)
            && id.Namespace == PrincipalNamespace.Group
            && view.Find(id) is not null
        )
        {
            return (id.ToString(), null);
        }

        return view.Resolve(owner) switch
        {
            [{ Person.Status: EmploymentStatus.Departed }] => (null, "Whoever has left cannot see to a finding."),
            [var account] => (view.LabelOf(account, null).Reference, null),
            [] => (
                null,
                "The snapshot knows nobody of that name: give a pseudonym, a login or group:NAME; the word default gives it back to the owner whom the records name."
            ),
            _ => (null, "That fits more than one account: give the login."),
        };
    }

    private static (string? Day, string? Problem) Due(EstateView view, string due)
    {
        if (due.Equals(TriageChange.Default, StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        return Day(due) is not { } at ? (null, $"'{due}' is no day such as 2026-12-01.")
            : at <= view.Facts.Snapshot.TakenAt
                ? (
                    null,
                    $"{due} is not after the newest snapshot, which is of {FindingEvent.Instant(view.Facts.Snapshot.TakenAt)}."
                )
            : (FindingEvent.Instant(at), null);
    }

    /// <summary>A day at its beginning, or an instant with its zone; null where it is neither.</summary>
    internal static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;
}
