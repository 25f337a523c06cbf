using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>
/// The one place where questions are answered, for pages, command line and evidence alike. Every method checks the user's right
/// (<see cref="AccessRefusedException"/>) and throws <see cref="NoAnswerException"/> where there is nothing to answer from.
/// Work that takes more than a few milliseconds runs on the pool, never on the caller's thread.
/// </summary>
public sealed partial class EstateQuestions(ActiveSnapshot active, Unmasking unmasking)
{
    /// <summary>The whole view behind a picture, for rooms that compute on it (what-if, evidence).</summary>
    /// <exception cref="NoAnswerException">Also where the action is about access and the snapshot holds no policies to decide by.</exception>
    public async Task<EstateView> ViewAsync(
        CurrentUser user,
        AppAction action,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, action);
        var view = await active.ViewAsync(picture, cancellationToken);
        return view.Facts.Service is null && s_aboutAccess.Contains(action)
            ? throw new NoAnswerException(
                NoAnswer.NoPolicies,
                $"Snapshot {view.Stamp.Snapshot} holds no access policies, so who can read what cannot be answered. Import those of the Hive service."
            )
            : view;
    }

    private static readonly ImmutableArray<AppAction> s_aboutAccess =
    [
        AppAction.ViewExposure,
        AppAction.ViewAccess,
        AppAction.Simulate,
        AppAction.ExportEvidence,
    ];

    public async Task<AnswerStamp> StampAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken) =>
        (await ViewAsync(user, AppAction.ViewSnapshots, picture, cancellationToken)).Stamp;

    public async Task<ImmutableArray<Snapshot>> SnapshotsAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.ViewSnapshots);
        return await active.SnapshotsAsync(cancellationToken);
    }

    public async Task<ImmutableArray<DatabaseSummary>> DatabasesAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    ) => (await ViewAsync(user, AppAction.BrowseEstate, picture, cancellationToken)).Databases;

    /// <param name="skip">Rows to pass over; more than there are gives an empty page, with the total.</param>
    public async Task<Page<TableSummary>> TablesAsync(
        CurrentUser user,
        Picture picture,
        TableQuery query,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.BrowseEstate, picture, cancellationToken);
        var found = await Task.Run(() => TableSearch.Find(view.Tables, query), cancellationToken);
        return new([.. found.Skip(skip).Take(take)], found.Length, view.Stamp);
    }

    /// <summary>The values that filters offer: classes and group names in use, sorted.</summary>
    public async Task<(ImmutableArray<string> Classes, ImmutableArray<string> Groups)> FiltersAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewExposure);
        var view = await active.ViewAsync(picture, cancellationToken);
        return (
            [.. view.Tables.SelectMany(table => table.Classes).Distinct().Order(StringComparer.Ordinal)],
            [.. view.Groups.Groups.Select(group => group.Group.Name)]
        );
    }

    public async Task<TableDetail> TableAsync(
        CurrentUser user,
        Picture picture,
        TableName table,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.BrowseEstate, picture, cancellationToken);
        var ordinal = FindTable(view, table);
        return await Task.Run(() => Describe(view, ordinal), cancellationToken);
    }

    /// <summary>People and service accounts whose reference, department, team, level or region holds the search text; an exact login finds its owner.</summary>
    public async Task<Page<PersonSummary>> PeopleAsync(
        CurrentUser user,
        Picture picture,
        string? search,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        return await Task.Run(
            () =>
            {
                var words =
                    search?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
                var found = view
                    .Facts.Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login)
                    .Where(principal => Array.TrueForAll(words, word => Mentions(view, principal, word)))
                    .OrderBy(principal => view.LabelOf(principal, null).Reference, StringComparer.Ordinal)
                    .ToList();
                ImmutableArray<PersonSummary> rows =
                [
                    .. found.Skip(skip).Take(take).Select(principal => Summarise(view, principal, -1, null)),
                ];
                return new Page<PersonSummary>(rows, found.Count, view.Stamp);
            },
            cancellationToken
        );
    }

    private static bool Mentions(EstateView view, Principal principal, string word)
    {
        // A part of a real name must find nobody while people are pseudonyms: only the whole login does.
        var person = principal.Person;
        return principal.Id.Name.Equals(word, StringComparison.Ordinal)
            || Holds(view.LabelOf(principal, null).Reference)
            || Holds(person?.Department)
            || Holds(person?.Team)
            || Holds(person?.Level)
            || Holds(person?.Region)
            || Holds(person?.Status.ToString());

        bool Holds(string? text) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
    }

    private static PersonSummary Summarise(EstateView view, Principal principal, int tables, UnmaskPermit? permit)
    {
        var person = principal.Person;
        return new(
            view.LabelOf(principal, permit),
            principal.IsEnabled,
            person?.Department,
            person?.Team,
            person?.Level,
            person?.Region,
            person?.EmploymentType,
            person?.Status,
            person?.ManagerLogin is { } manager ? view.LabelOfLogin(manager, null) : null,
            tables
        );
    }

    private static TableDetail Describe(EstateView view, TableOrdinal ordinal)
    {
        var table = view.Index.Table(ordinal);
        var readers = view.Index.WhoCanAccess(ordinal);
        var classifications = view.ClassificationsOf(table.Name);
        var peopleByColumn = new int[table.Columns.Length];
        var maskedByColumn = new int[table.Columns.Length];
        foreach (var columns in readers.ColumnClasses)
        {
            var people = view.CountPeople(columns.Readers);
            foreach (var column in columns.Columns)
            {
                peopleByColumn[column] = people;
                maskedByColumn[column] = view.CountPeople(view.Index.MaskedReaders(ordinal, column, columns.Readers));
            }
        }

        return new(
            view.Tables[ordinal.Value],
            table.Comment,
            table.Location,
            table.Bytes,
            table.LastAccessAt,
            OwnersOf(view, ordinal),
            [
                .. table.Columns.Select(
                    (column, position) =>
                        new ColumnDetail(
                            column,
                            [
                                .. classifications
                                    .Where(found => found.Resource.Column == column.Name)
                                    .Select(found => found.Class)
                                    .Distinct(),
                            ],
                            peopleByColumn[position],
                            maskedByColumn[position]
                        )
                ),
            ],
            classifications,
            view.CountPeople(readers.Full),
            view.CountPeople(readers.Partial),
            view.CountPeople(readers.TableOnly),
            view.CountPeople(readers.MetadataOnly),
            view.CountPeople(readers.Conditional),
            view.Stamp
        )
        {
            SetAside = [.. view.Facts.SetAsideClassifications.Where(one => IsOn(one.Resource, table.Name))],
            Overrides =
            [
                .. view
                    .Facts.ClassOverrides.Where(one => IsOn(one.Resource, table.Name))
                    .Select(one => one with { Reason = view.Names.Text(one.Reason) }),
            ],
            MaskedPeople = view.CountPeople(readers.Flags.Masked),
            MaskedOnlyPeople =
                view.CountPeople(readers.Full.Union(readers.Partial)) - view.Index.ReadingPeople(ordinal).Count,
            FilteredPeople = view.CountPeople(readers.Flags.Filtered),
            Bypass = FilesWording.Bypass(view, view.Index.Bypass(ordinal)),
            Through = ViewsWording.Through(view, view.Index.ViewReaders(ordinal)),
            OnDashboards = DashboardsWording.Through(view, view.Index.DashboardReaders(ordinal)),
        };
    }

    private static bool IsOn(ResourceName resource, TableName table) =>
        resource.Table is { } name && new TableName(resource.Database, name) == table;

    private static ImmutableArray<DataOwner> OwnersOf(EstateView view, TableOrdinal ordinal)
    {
        var summary = view.Tables[ordinal.Value];
        HashSet<string> scopes =
        [
            $"table:{summary.Name}",
            $"db:{summary.Name.Database}",
            .. summary.Groups.Select(group => $"group:{group}"),
        ];
        return
        [
            .. view
                .Facts.DataOwners.Where(owner => scopes.Contains(owner.Scope))
                .Select(owner => owner with { Identity = view.LabelOfLogin(owner.Identity, null).Reference }),
        ];
    }

    private static TableOrdinal FindTable(EstateView view, TableName table) =>
        view.Index.FindTable(table)
        ?? throw new NoAnswerException(
            NoAnswer.NotFound,
            $"There is no table {table} in snapshot {view.Stamp.Snapshot} at that instant."
        );

    private static Principal FindPrincipal(EstateView view, string reference) =>
        view.Resolve(reference) switch
        {
            [var principal] => principal,
            [] => throw new NoAnswerException(
                NoAnswer.NotFound,
                "No person or service account has this pseudonym or login in the snapshot."
            ),
            _ => throw new NoAnswerException(
                NoAnswer.Ambiguous,
                "Several people share this pseudonym; ask for the login instead."
            ),
        };
}
