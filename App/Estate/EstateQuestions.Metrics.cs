using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>How bad exposure is: the metrics of a scope at an instant and over a time.</summary>
public sealed partial class EstateQuestions
{
    /// <summary>
    /// The metrics of a scope at the picture's instant, gross and net. Over a time only where the scope is not large or a time is given, and the
    /// role may see people.
    /// </summary>
    /// <inheritdoc cref="ExposureAsync"/>
    public async Task<MetricsAnswer> MetricsAsync(
        CurrentUser user,
        Picture picture,
        MetricsQuestion question,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        DemandAttribute(question.Attribute);
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var asked = ScopeOf(view, question.Scope);
        if (asked.Kind == ScopeKind.Person)
        {
            RolePermissions.Demand(user, AppAction.ViewAccess);
        }

        var members = question.Whom is { } whom ? MembersOf(user, view, asked, whom) : null;
        var maySeePeople = RolePermissions.Allows(user, AppAction.ViewAccess);
        var at = view.Facts.At;
        var (from, to, isShortened) = Stretch(question, view);
        progress.Report(new("Loading the history", 0));
        var begin = from < view.Facts.Snapshot.FactsFrom ? view.Facts.Snapshot.FactsFrom : from;
        var history = await active.HistoryAsync(
            view.Facts.Snapshot,
            begin < at ? begin : at,
            at.AddMilliseconds(1),
            cancellationToken
        );
        var records = await active.GovernanceAsync(view.Facts.Snapshot, cancellationToken);
        progress.Report(new("Deciding access", 0));
        // Of one person too everybody is looked at: what only they reach hangs on what the others do.
        var tables = asked.Kind == ScopeKind.Person ? ExposureScope.Estate : asked;
        var everybody = await Task.Run(
            () => ExposureInstant.Of(history, tables, s_weights, at, cancellationToken),
            cancellationToken
        );
        var now = asked.Kind == ScopeKind.Person ? OnlyOne(everybody, asked.Name) : everybody;
        now = members is null
            ? now
            : everybody.Within(
                PrincipalSet.Of(
                    everybody.People.Universe,
                    members
                        .Value.Select(login => everybody.Find(login))
                        .OfType<PrincipalOrdinal>()
                        .Distinct()
                        .OrderBy(one => one.Value)
                )
            );
        DemandTables(asked, now.Tables.Length);
        progress.Report(new("Reading the logs", 0));
        var channels = await Task.Run(
            () => ChannelSurvey.Of(history, now.Tables.Select(table => table.Name), now.People),
            cancellationToken
        );
        var wanted = now
            .Tables.Select(table => table.Name)
            .Concat(channels.ViewsOver.SelectMany(views => views))
            .ToHashSet();
        var uses = await active.AllowedReadsAsync(view.Facts.Snapshot, wanted.Contains, from, to, cancellationToken);
        progress.Report(new("Adding up", 0));
        var answer = await Task.Run(
            () =>
            {
                // The same coverage as that of the ledger's proof: declared, derived, and not where a policy does not audit.
                var unaudited = UnauditedTime.Of(history, [.. now.Tables.Select(table => table.Name)]);
                var coverages = records.KnownCoverages.AddRange(unaudited);
                var lookBack = LookBack.Of(now, coverages, channels, uses, from, to);
                var survey = new MetricsSurvey(
                    view,
                    now,
                    lookBack,
                    ReachBook.Of(everybody),
                    new(view.Facts, records, unaudited, at)
                );
                var whole = new MetricsAnswer(
                    NameOf(view, asked) + (question.Whom is { } only ? $", only {only.Trim()}" : ""),
                    now.Size,
                    now.Tables.Aggregate(MeasureRange.Zero, (sum, table) => sum + table.Weight),
                    survey.Totals(ExposureBasis.Gross),
                    survey.Totals(ExposureBasis.Net),
                    survey.Tables(),
                    new(from, to, isShortened, survey.Use) { CoverageNote = NoteOf(records, now, from, to) },
                    survey.Reach,
                    question.Attribute,
                    asked.Kind == ScopeKind.Person ? [] : survey.Populations(question.Attribute, cancellationToken),
                    maySeePeople ? survey.Persons() : [],
                    null,
                    view.Stamp
                );
                return maySeePeople ? whole : SmallMetrics.Withheld(whole);
            },
            cancellationToken
        );
        var isWanted =
            question.From is not null
            || question.To is not null
            || now.Tables.Length <= MetricsQuestion.MostTablesInTime;
        // The ledger is of everybody.
        return isWanted && maySeePeople && members is null
            ? answer with
            {
                Time = await ExposureAsync(
                    user,
                    picture,
                    question.Scope,
                    question.From,
                    question.To,
                    progress,
                    cancellationToken
                ),
            }
            : answer;
    }

    // The instant itself counts: who read at it has used what they may read at it.
    private static string? NoteOf(
        GovernanceHistory records,
        ExposureInstant now,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var databases = now.Tables.Select(table => "db:" + table.Name.Database).ToHashSet(StringComparer.Ordinal);
        return NumberedTime.Among(records.DerivedCoverages, databases, from, to).IsEmpty ? null : NumberedTime.Note;
    }

    private static (DateTimeOffset From, DateTimeOffset To, bool IsShortened) Stretch(
        MetricsQuestion question,
        EstateView view
    )
    {
        if (question.LookBack is { } given)
        {
            return given.From < given.To
                ? (given.From, given.To, false)
                : throw new NoAnswerException(NoAnswer.OutsideSnapshot, "A look-back ends after it begins.");
        }

        var to = view.Facts.At.AddMilliseconds(1);
        if (question.LookBackDays is { } days)
        {
            return (view.Facts.At.AddDays(-days), to, false);
        }

        var wanted = view.Facts.At.AddDays(-MetricsQuestion.DefaultLookBackDays);
        var known = view.Facts.Snapshot.FactsFrom;
        return wanted < known ? (known, to, true) : (wanted, to, false);
    }

    // Logins of the people in a group or role, directly or through others.
    private static ImmutableArray<string>? MembersOf(
        CurrentUser user,
        EstateView view,
        ExposureScope asked,
        string whom
    )
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        if (
            !PrincipalId.TryParse(whom.Trim(), out var id)
            || id.Namespace == PrincipalNamespace.Login
            || asked.Kind == ScopeKind.Person
        )
        {
            throw new NoAnswerException(
                NoAnswer.NotFound,
                "That is no group or role; give group:NAME or role:NAME, and a scope that is no person."
            );
        }

        return !id.IsEveryone && view.Find(id) is null
            ? throw new NoAnswerException(NoAnswer.NotFound, $"There is no {id}.")
            : [.. view.Index.Members(id).Members().Select(account => view.Index.Accounts[account.Value].Id.Name)];
    }

    private static ExposureInstant OnlyOne(ExposureInstant everybody, string login) =>
        everybody.Within(
            everybody.Find(login) is { } person
                ? PrincipalSet.Of(everybody.People.Universe, [person])
                : PrincipalSet.Empty(everybody.People.Universe)
        );

    private static string NameOf(EstateView view, ExposureScope scope) =>
        scope.Kind == ScopeKind.Person
            ? "principal:" + view.LabelOfLogin(scope.Name, null).Reference
            : scope.ToString();
}
