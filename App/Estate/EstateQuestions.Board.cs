using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>The four questions: who has access, for how long, to which sensitive tables, and is the exception documented.</summary>
public sealed partial class EstateQuestions
{
    private const int ShownIntervals = 5;
    private const int KeptHistories = 32;

    private static readonly ImmutableArray<SensitivityLabel?> s_labels =
    [
        SensitivityLabel.Restricted,
        null,
        SensitivityLabel.Confidential,
        SensitivityLabel.Internal,
        SensitivityLabel.Public,
    ];

    private readonly ConditionalWeakTable<EstateView, DeclaredAudiences> _audiences = [];
    private readonly ConcurrentDictionary<(string Digest, DateTimeOffset At, string Scope), BoardHistory> _histories =
    [];

    /// <summary>What one instant answers of the four questions. A person needs the right to see who has access; of a table a wide audience is told what it is told of a group of one table.</summary>
    /// <inheritdoc cref="ExposureAsync"/>
    public async Task<BoardAnswer> BoardAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var asked = ScopeOf(view, scope);
        if (asked.Kind == ScopeKind.Person)
        {
            RolePermissions.Demand(user, AppAction.ViewAccess);
        }

        var audiences = await AudiencesAsync(view, cancellationToken);
        return await Task.Run(
            () => Board(view, asked, audiences, RolePermissions.Allows(user, AppAction.ViewAccess), cancellationToken),
            cancellationToken
        );
    }

    /// <summary>What the ledger and the logs add to the board, up to the picture's instant. Kept once it is known; null at the first known instant.</summary>
    /// <inheritdoc cref="ExposureAsync"/>
    public async Task<BoardHistory?> BoardHistoryAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var snapshot = view.Facts.Snapshot;
        if (view.Facts.At <= snapshot.FactsFrom)
        {
            return null;
        }

        var key = ($"{snapshot.Id} {snapshot.Digest}", view.Facts.At, ScopeOf(view, scope).ToString());
        if (_histories.TryGetValue(key, out var known))
        {
            return known;
        }

        var answer = await ExposureAsync(user, picture, scope, null, view.Facts.At, progress, cancellationToken);
        known = new(
            answer.From,
            answer.To,
            answer.Gross.Figures,
            answer.Net.Figures,
            answer.Net.Services,
            answer.Net.Proof with
            {
                Groups = [],
            },
            [.. answer.Net.Rows.Take(ShownIntervals)],
            answer.Net.Unlisted == 0 ? answer.Net.Rows.Length : null
        );
        if (_histories.Count >= KeptHistories)
        {
            _histories.Clear();
        }

        return _histories.GetOrAdd(key, known);
    }

    // One set of audiences for each view, as long as the view itself is kept; two that ask at once may both make it.
    private async Task<DeclaredAudiences> AudiencesAsync(EstateView view, CancellationToken cancellationToken)
    {
        if (_audiences.TryGetValue(view, out var known))
        {
            return known;
        }

        var exceptions = await active.AccessExceptionsAsync(view.Facts.Snapshot, cancellationToken);
        return _audiences.GetValue(view, fresh => DeclaredAudiences.Build(fresh.Index, fresh.Groups, exceptions));
    }

    private static BoardAnswer Board(
        EstateView view,
        ExposureScope asked,
        DeclaredAudiences audiences,
        bool mayNamePeople,
        CancellationToken cancellationToken
    )
    {
        var whom = asked.Kind == ScopeKind.Person ? OnlyOne(view, asked.Name) : view.Index.People;
        var tables = ScopeTables.Of(asked, view.Index, view.Groups);
        if (asked.Kind == ScopeKind.Person)
        {
            tables =
            [
                .. tables.Where(table =>
                    view.Index.PossiblyReadingPeople(table).CountIn(whom) > 0
                    || view.Index.Readers(table).CountIn(whom) > 0
                ),
            ];
        }

        DemandTables(asked, tables.Length);
        var standing = ScopeStanding.Of(view.Index, audiences, tables, whom, cancellationToken);
        var departed = PrincipalSet.Of(
            view.Index.Accounts.Length,
            view.Index.People.Members()
                .Where(person => view.Index.Accounts[person.Value].Person?.Status == EmploymentStatus.Departed)
        );
        MeasureRange gone = new(standing.NetSure.CountIn(departed), standing.NetPossible.CountIn(departed));
        return new(
            asked.Kind == ScopeKind.Person
                ? "principal:" + view.LabelOfLogin(asked.Name, null).Reference
                : asked.ToString(),
            asked,
            mayNamePeople
                ? standing
                : standing with
                {
                    Readers = Shown(standing.Readers),
                    Gross = Shown(standing.Gross),
                    Net = NetOf(Shown(standing.Net), SmallCells.Blurred(standing.Documented.Valid)),
                    Documented = SmallCells.Blurred(standing.Documented),
                },
            LabelsOf(view, tables, standing),
            ClassesOf(view, tables, standing),
            mayNamePeople ? ExceptionsOf(view, tables, audiences, asked, whom) : [],
            mayNamePeople ? DepartmentsOf(view, standing) : [],
            mayNamePeople ? gone : SmallCells.Blurred(gone),
            view.Stamp
        );

        // What an access exception covers is gross less net.
        StandingFigures NetOf(StandingFigures net, MeasureRange valid) =>
            valid == standing.Documented.Valid || net != standing.Net
                ? net
                : net with
                {
                    Pairs = new(
                        Math.Max(0, standing.Gross.Pairs.Low - valid.High),
                        Math.Max(0, standing.Gross.Pairs.High - valid.Low)
                    ),
                };

        // Of a wide audience's board a figure of few people says no more than that they are few.
        StandingFigures Shown(StandingFigures figures) =>
            SmallCells.Blurred(figures.People) is var people && people == figures.People
                ? figures
                : figures with
                {
                    People = people,
                    Pairs = new(people.Low, people.High * figures.Tables.High),
                };
    }

    // Nobody, where the person has no enabled account at the instant.
    private static PrincipalSet OnlyOne(EstateView view, string login) =>
        PrincipalSet.Of(
            view.Index.Accounts.Length,
            view.Index.FindAccount(login) is { } account ? [view.Index.IdentityOf(account)] : []
        );

    private static ImmutableArray<BoardLabel> LabelsOf(
        EstateView view,
        ImmutableArray<TableOrdinal> tables,
        ScopeStanding standing
    )
    {
        var byLabel = tables.ToLookup(table =>
            ClassTaxonomy.LabelOf(view.Groups.ClassesOf(table), view.Groups.PossibleOf(table))
        );
        return
        [
            .. s_labels.Select(label => new BoardLabel(
                label,
                byLabel[label].Count(),
                byLabel[label].Count(standing.ExposedTables.Contains)
            )),
        ];
    }

    private static ImmutableArray<BoardClass> ClassesOf(
        EstateView view,
        ImmutableArray<TableOrdinal> tables,
        ScopeStanding standing
    )
    {
        var bases = new Dictionary<string, SortedSet<ClassificationBasis>>(StringComparer.Ordinal);
        foreach (var found in tables.SelectMany(table => view.ClassificationsOf(view.Index.Table(table).Name)))
        {
            Add(found);
        }

        var databases = tables.Select(table => view.Index.Table(table).Name.Database).ToHashSet(StringComparer.Ordinal);
        foreach (
            var found in view.Facts.Classifications.Where(found =>
                found.Resource.Table is null && databases.Contains(found.Resource.Database)
            )
        )
        {
            Add(found);
        }

        return
        [
            .. tables
                .SelectMany(table => view.Groups.ClassesOf(table).Select(name => (name, table)))
                .GroupBy(pair => pair.name, pair => pair.table, StringComparer.Ordinal)
                .Select(same => new BoardClass(
                    same.Key,
                    same.Count(),
                    same.Count(standing.ExposedTables.Contains),
                    [.. bases.GetValueOrDefault(same.Key, [])]
                ))
                .OrderByDescending(one => one.Tables)
                .ThenBy(one => one.Class, StringComparer.Ordinal),
        ];

        void Add(Classification found)
        {
            if (!bases.TryGetValue(found.Class, out var known))
            {
                bases.Add(found.Class, known = []);
            }

            known.Add(found.Basis);
        }
    }

    private static ImmutableArray<BoardException> ExceptionsOf(
        EstateView view,
        ImmutableArray<TableOrdinal> tables,
        DeclaredAudiences audiences,
        ExposureScope asked,
        PrincipalSet whom
    )
    {
        var at = view.Facts.At;
        return
        [
            .. tables
                .Select(audiences.ClassOf)
                .Distinct()
                .SelectMany(number => audiences.ExceptionsOf(number))
                .Distinct()
                .Where(one => asked.Kind != ScopeKind.Person || Names(one.Value))
                .Select(one => new BoardException(
                    view.Names.Text(one.Value.Id),
                    view.Names.Text(one.Value.Scope),
                    view.Names.Text(PrincipalText(one.Value.Principal)),
                    view.Names.Person(one.Value.Approver),
                    one.Value.Document is { } document ? view.Names.Text(document) : null,
                    one.From,
                    one.To,
                    one.HeldAt(at) ? ExceptionState.InForce
                        : one.To <= at ? ExceptionState.Ended
                        : ExceptionState.NotBegun
                ))
                .OrderBy(one => one.State)
                .ThenBy(one => one.To)
                .ThenBy(one => one.Id, StringComparer.Ordinal),
        ];

        bool Names(AccessException one) =>
            DeclaredWords.MembersOf(one.Principal, view.Index.Members) is { } members
            && view.Index.PeopleOf(members).Union(members).CountIn(whom) > 0;

        // A bare login is masked by what stands before it.
        static string PrincipalText(string principal) =>
            principal.Contains(':', StringComparison.Ordinal) || principal is "everyone"
                ? principal
                : "login:" + principal;
    }

    private static ImmutableArray<BoardPopulation> DepartmentsOf(EstateView view, ScopeStanding standing) =>
        [
            .. view
                .Populations.Of(PopulationIndex.Attributes[0])
                .Select(population => new BoardPopulation(
                    population.Name,
                    population.People.Count,
                    new(standing.NetSure.CountIn(population.People), standing.NetPossible.CountIn(population.People))
                ))
                .Where(population => population.Exposed.High > 0)
                .OrderByDescending(population => population.Exposed.High)
                .ThenBy(population => population.Name, StringComparer.Ordinal),
        ];
}
