using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What views and dashboards let through.</summary>
public sealed partial class EstateQuestions
{
    private const int MostUnclear = 50;

    /// <summary>Who reads a table's data through views and dashboards over it, and what it shows if it is a view itself; by pseudonym.</summary>
    public async Task<ViewsAnswer> ViewsAsync(
        CurrentUser user,
        Picture picture,
        TableName table,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var ordinal = FindTable(view, table);
        return await Task.Run(
            () =>
            {
                var ways = new TableWays(view, ordinal);
                var (readers, own) = (ways.Views, view.Index.Readers(ordinal));
                return new ViewsAnswer(
                    table,
                    ViewsWording.Through(view, readers),
                    [.. readers.Views.Select(over => Over(view, over, ordinal))],
                    [.. readers.UnclearViews.Take(MostUnclear).Select(unclear => view.Index.Table(unclear).Name)],
                    Launderers(view, ways, readers.Readers.Union(ways.Dashboards.Readers).Except(own), null),
                    view.Index.Table(ordinal).Kind == ResourceKind.View ? Shows(view, ordinal) : null,
                    view.Stamp
                )
                {
                    OnDashboards = DashboardsWording.Through(view, ways.Dashboards),
                    Dashboards =
                    [
                        .. ways.Dashboards.Dashboards.Select(one => DashboardsWording.Over(view, one, ordinal)),
                    ],
                };
            },
            cancellationToken
        );
    }

    // Those whose way in is a view or a dashboard: which columns it shows is not known.
    private static ImmutableArray<ReaderRow> Launderers(
        EstateView view,
        TableWays ways,
        PrincipalSet accounts,
        UnmaskPermit? permit
    ) =>
        [
            .. accounts
                .Members()
                .Select(account =>
                    ways.Complete(FileRow(view, account, ways.LevelByFiles(account), [], permit), account, hive: false)
                )
                .OrderBy(row => row.Principal.Reference, StringComparer.Ordinal),
        ];

    private static ViewOver Over(EstateView view, TableOrdinal over, TableOrdinal table)
    {
        var (nothing, less) = ViewsWording.Beside(view, Unmasked(view, over), table);
        return new(
            [.. view.Index.ViewChain(over, table).Select(one => view.Index.Table(one).Name)],
            view.Index.Table(over).Location is not null,
            view.Index.ContentsOf(over).IsUnderstood,
            view.Index.ReadingPeople(over).Count,
            nothing.Count,
            less.Count
        );
    }

    private static ViewShows Shows(EstateView view, TableOrdinal ordinal)
    {
        var contents = view.Index.ContentsOf(ordinal);
        var viewers = Unmasked(view, ordinal);
        return ViewsWording.Shows(
            contents,
            view.Index.Table(ordinal).Location is not null,
            [
                .. contents.All.Select(table =>
                {
                    var (nothing, less) = ViewsWording.Beside(view, viewers, table);
                    return new ShownTable(
                        view.Index.Table(table).Name,
                        view.Index.Table(table).Kind,
                        contents.Direct.Contains(table),
                        view.Tables[table.Value].Label,
                        nothing.Count,
                        less.Count
                    );
                }),
            ]
        );
    }

    private static PrincipalSet Unmasked(EstateView view, TableOrdinal table)
    {
        var readers = view.Index.WhoCanAccess(table);
        return readers.Full.Union(readers.Partial).Except(readers.Flags.MaskedOnly);
    }

    private static ImmutableArray<ReadableTable> TablesByFiles(EstateView view, PrincipalOrdinal account) =>
        [
            .. view
                .Index.BypassedTables(account)
                .Select(access => new ReadableTable(
                    view.Tables[access.Table.Value],
                    access.Level,
                    [],
                    s_files,
                    access.IsConditional
                )),
        ];

    // Tables of which the account reads nothing but what views show, and those whose files it reads left out: they are listed as such.
    private static ImmutableArray<ReadableTable> TablesThroughViews(
        EstateView view,
        PrincipalOrdinal account,
        ImmutableArray<ReadableTable> byFiles
    )
    {
        var files = byFiles.Select(table => table.Table.Ordinal).ToHashSet();
        return
        [
            .. view
                .Index.TablesThroughViews(account)
                .Where(viewed => !files.Contains(viewed.Table))
                .Select(viewed => new ReadableTable(
                    view.Tables[viewed.Table.Value],
                    AccessLevel.None,
                    [],
                    AccessChannels.Of(hive: false, view: true),
                    IsConditional: false
                )
                {
                    Views = [.. viewed.Views.Select(one => view.Index.Table(one).Name)],
                }),
        ];
    }

    // Tables that no other way opens to the account.
    private static ImmutableArray<ReadableTable> TablesOnDashboards(
        EstateView view,
        PrincipalOrdinal account,
        IEnumerable<ReadableTable> otherwise
    )
    {
        var known = otherwise.Select(table => table.Table.Ordinal).ToHashSet();
        return
        [
            .. view
                .Index.TablesThroughDashboards(account)
                .Where(shown => !known.Contains(shown.Table))
                .Select(shown => new ReadableTable(
                    view.Tables[shown.Table.Value],
                    AccessLevel.None,
                    [],
                    AccessChannels.Of(hive: false, dashboard: true),
                    IsConditional: false
                )
                {
                    Dashboards = [.. shown.Dashboards.Select(view.NameOf)],
                }),
        ];
    }
}
