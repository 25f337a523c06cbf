using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What views let through.</summary>
public sealed partial class EstateQuestions
{
    private const int MostUnclear = 50;

    /// <summary>Who reads a table's data through views over it, and what it shows if it is a view itself; by pseudonym.</summary>
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
                var readers = view.Index.ViewReaders(ordinal);
                return new ViewsAnswer(
                    table,
                    ViewsWording.Through(view, readers),
                    [.. readers.Views.Select(over => Over(view, over, ordinal))],
                    [.. readers.UnclearViews.Take(MostUnclear).Select(unclear => view.Index.Table(unclear).Name)],
                    ViewReaders(view, readers, readers.Readers.Except(view.Index.Readers(ordinal)), null),
                    view.Index.Table(ordinal).Kind == ResourceKind.View ? Shows(view, ordinal) : null,
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static ImmutableArray<ReaderRow> ViewReaders(
        EstateView view,
        ViewReaders readers,
        PrincipalSet accounts,
        UnmaskPermit? permit
    )
    {
        var files = view.Index.FileReaders(readers.Table);
        return
        [
            .. accounts
                .Members()
                .Select(account =>
                    FileRow(
                        view,
                        account,
                        files.LevelOf(account),
                        AccessChannels.Of(hive: false, files.LevelOf(account) != AccessLevel.None, view: true),
                        permit
                    ) with
                    {
                        Views = ViewsReadBy(view, readers, account),
                    }
                )
                .OrderBy(row => row.Principal.Reference, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<TableName> ViewsReadBy(
        EstateView view,
        ViewReaders readers,
        PrincipalOrdinal account
    ) =>
        readers.Readers.Contains(account)
            ?
            [
                .. readers
                    .Views.Where(one => view.Index.Readers(one).Contains(account))
                    .Select(one => view.Index.Table(one).Name),
            ]
            : [];

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
                    AccessChannels.Of(hive: false, files: false, view: true),
                    IsConditional: false
                )
                {
                    Views = [.. viewed.Views.Select(one => view.Index.Table(one).Name)],
                }),
        ];
    }
}
