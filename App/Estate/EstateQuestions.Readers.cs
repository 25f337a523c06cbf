using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Who can read a table, what a principal can read, and why.</summary>
public sealed partial class EstateQuestions
{
    private static readonly ImmutableArray<string> s_channels = AccessChannels.Of(hive: true);

    /// <param name="unmaskReason">Null for pseudonyms; otherwise real names, if the user may, with one activity entry.</param>
    public async Task<WhoAnswer> WhoAsync(
        CurrentUser user,
        Picture picture,
        TableName table,
        string? column,
        string? unmaskReason,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var ordinal = FindTable(view, table);
        var position = FindColumn(view.Index.Table(ordinal), column);
        var readers = view.Index.WhoCanAccess(ordinal);
        var accounts = position is { } asked
            ? readers.ColumnClasses.Single(columns => columns.Columns.Contains(asked)).Readers
            : readers.Full.Union(readers.Partial);
        var everybody = view.CountPeople(accounts);
        var (ways, bypass) = await Task.Run(
            () => (new TableWays(view, ordinal), view.Index.Bypass(ordinal, accounts)),
            cancellationToken
        );
        var throughViews = ways.Views.Readers.Except(accounts).Except(bypass.Readers);
        var onDashboards = ways.Dashboards.Readers.Except(accounts).Except(bypass.Readers).Except(ways.Views.Readers);
        var people = position is { } masking
            ? view.CountPeople(accounts.Except(view.Index.MaskedReaders(ordinal, masking, accounts)))
            : view.Index.ReadingPeople(ordinal).Count;
        var permit = await PermitAsync(
            user,
            unmaskReason,
            $"who {table}",
            everybody + view.CountPeople(bypass.Readers.Union(throughViews).Union(onDashboards)),
            cancellationToken
        );
        var reasons = position is null ? view.Index.Reasons(ordinal) : null;
        var texts = new Dictionary<ReaderReason, string>(ReferenceEqualityComparer.Instance);
        foreach (var reason in reasons?.All ?? [])
        {
            texts.Add(reason, ReasonWording.Of(reason));
        }

        return await Task.Run(
            () =>
                new WhoAnswer(
                    table,
                    column,
                    [
                        .. accounts
                            .Members()
                            .Select(account =>
                                ways.Complete(
                                    Row(view, readers, account, position, permit) with
                                    {
                                        OpenedBy = reasons?.Of(account) is { } reason ? texts[reason] : null,
                                    },
                                    account,
                                    hive: true
                                )
                            )
                            .OrderBy(row => row.Principal.Reference, StringComparer.Ordinal),
                    ],
                    people,
                    readers.TableOnly.Count,
                    readers.MetadataOnly.Count,
                    view.Stamp
                )
                {
                    MaskedOnlyPeople = everybody - people,
                    Bypass = FilesWording.Bypass(view, bypass, column),
                    FileReaders =
                    [
                        .. FileReaders(view, bypass, permit)
                            .Select(reader => ways.Complete(reader.Row, reader.Account, hive: false)),
                    ],
                    Through = ViewsWording.Through(view, ways.Views),
                    ViewReaders = Launderers(view, ways, throughViews, permit),
                    OnDashboards = DashboardsWording.Through(view, ways.Dashboards),
                    DashboardReaders = Launderers(view, ways, onDashboards, permit),
                    CanElevate = Elevating(view, ordinal, permit),
                },
            cancellationToken
        );
    }

    /// <param name="principal">A pseudonym or a login.</param>
    public async Task<WhatAnswer> WhatAsync(
        CurrentUser user,
        Picture picture,
        string principal,
        string? unmaskReason,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var found = FindPrincipal(view, principal);
        var permit = await PermitAsync(
            user,
            unmaskReason,
            $"what {view.LabelOf(found, null).Reference}",
            1,
            cancellationToken
        );
        return await Task.Run(
            () =>
            {
                var unclear = view.Index.UnclearViews.Length;
                var knowsFiles = view.Facts.Hdfs is not null;
                if (view.Index.FindAccount(found.Id.Name) is not { } account)
                {
                    return new WhatAnswer(
                        Summarise(view, found, 0, permit),
                        [],
                        view.Index.Containers(found.Id),
                        view.Stamp
                    )
                    {
                        KnowsFiles = knowsFiles,
                        UnclearViews = unclear,
                    };
                }

                ImmutableArray<ReadableTable> tables =
                [
                    .. view
                        .Index.WhatCanAccess(account, AccessLevel.Partial)
                        .Select(access => Readable(view, account, access)),
                ];
                var files = TablesByFiles(view, account);
                var views = TablesThroughViews(view, account, files);
                return new WhatAnswer(
                    Summarise(view, found, tables.Length, permit),
                    tables,
                    view.Index.Containers(found.Id),
                    view.Stamp
                )
                {
                    FileTables = files,
                    ViewTables = views,
                    DashboardTables = TablesOnDashboards(view, account, files.Concat(views)),
                    Addresses = Addresses(view, account),
                    KnowsFiles = knowsFiles,
                    UnclearViews = unclear,
                };
            },
            cancellationToken
        );
    }

    /// <summary>Why a principal can, or cannot, read a table: opinions, paths, cuts, and what is missing.</summary>
    public Task<ExplainAnswer> ExplainAsync(
        CurrentUser user,
        Picture picture,
        string principal,
        TableName table,
        string? column,
        string? unmaskReason,
        CancellationToken cancellationToken
    ) =>
        ExplainAsync(
            user,
            picture,
            principal,
            table,
            column,
            unmaskReason,
            ExplanationScope.Default,
            cancellationToken
        );

    /// <param name="scope">How many paths and cuts to list; the totals are exact all the same.</param>
    public async Task<ExplainAnswer> ExplainAsync(
        CurrentUser user,
        Picture picture,
        string principal,
        TableName table,
        string? column,
        string? unmaskReason,
        ExplanationScope scope,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var ordinal = FindTable(view, table);
        _ = FindColumn(view.Index.Table(ordinal), column);
        var found = FindPrincipal(view, principal);
        var label = view.LabelOf(found, null);
        var permit = await PermitAsync(user, unmaskReason, $"explain {label.Reference} {table}", 1, cancellationToken);
        var person = Summarise(view, found, -1, permit);
        if (view.Index.FindAccount(found.Id.Name) is not { } account)
        {
            const string Disabled = "The account is disabled, so it can read nothing.";
            return new(person, table, column, AccessLevel.None, [], [], [], Disabled, Disabled, view.Stamp);
        }

        return await Task.Run(
            () =>
            {
                var explanation = view.Index.Explain(account, ordinal, column?.ToLowerInvariant(), scope);
                var readers = view.Index.WhoCanAccess(ordinal);
                var isReading = explanation.Level >= AccessLevel.Partial;
                var files = view.Index.ExplainFiles(account, ordinal);
                var views = ViewsWording.Explain(view, account, ordinal, person.Principal.Text, permit);
                var dashboards = DashboardsWording.Explain(view, account, ordinal, person.Principal.Text);
                var restrictions = isReading
                    ? ReaderRestrictions.Of(view, readers, account, FindColumn(view.Index.Table(ordinal), column))
                    : ReaderRestrictions.None;
                return ExplanationWording.Describe(view, person, explanation, permit) with
                {
                    Restrictions = restrictions,
                    Channels = AccessChannels.Of(
                        isReading,
                        isReading ? files.Level != AccessLevel.None : files.IsBypass,
                        views.Total > 0,
                        dashboards.Ways.Length > 0
                    ),
                    Views = views,
                    Dashboards = dashboards,
                    Files = FilesWording.Explain(view, files, person.Principal.Text, permit),
                    IsConditional =
                        restrictions.IsConditional || (column is null && readers.Conditional.Contains(account)),
                };
            },
            cancellationToken
        );
    }

    private async Task<UnmaskPermit?> PermitAsync(
        CurrentUser user,
        string? reason,
        string what,
        int people,
        CancellationToken cancellationToken
    ) =>
        reason is null
            ? null
            : await unmasking.RequestAsync(user, reason, what, people, isExport: false, cancellationToken);

    private static int? FindColumn(TableResource table, string? column)
    {
        if (column is null)
        {
            return null;
        }

        var lower = column.ToLowerInvariant();
        for (var position = 0; position < table.Columns.Length; position++)
        {
            if (table.Columns[position].Name == lower)
            {
                return position;
            }
        }

        throw new NoAnswerException(NoAnswer.NotFound, $"The table {table.Name} has no column {column}.");
    }

    private static ReaderRow Row(
        EstateView view,
        TableReaders readers,
        PrincipalOrdinal account,
        int? column,
        UnmaskPermit? permit
    )
    {
        var principal = view.Index.Accounts[account.Value];
        var level = readers.LevelOf(account);
        var restrictions = ReaderRestrictions.Of(view, readers, account, column);
        return new(
            view.LabelOf(principal, permit),
            level,
            level == AccessLevel.Partial ? ColumnNames(view, readers.Table, readers.ColumnsOf(account)) : [],
            s_channels,
            readers.Conditional.Contains(account) || restrictions.IsConditional,
            principal.Person?.Department,
            principal.Person?.Team,
            principal.Person?.Level,
            principal.Person?.Region,
            principal.Person?.Status
        )
        {
            Restrictions = restrictions,
        };
    }

    private static ReadableTable Readable(EstateView view, PrincipalOrdinal account, TableAccess access)
    {
        var readers =
            access.Level == AccessLevel.Partial || view.Index.IsRestricted(access.Table)
                ? view.Index.WhoCanAccess(access.Table)
                : null;
        var restrictions = readers is null
            ? ReaderRestrictions.None
            : ReaderRestrictions.Of(view, readers, account, null);
        return new(
            view.Tables[access.Table.Value],
            access.Level,
            access.Level == AccessLevel.Partial ? ColumnNames(view, access.Table, readers!.ColumnsOf(account)) : [],
            AccessChannels.Of(
                hive: true,
                view.Facts.Hdfs is not null
                    && view.Index.FileReaders(access.Table).LevelOf(account) != AccessLevel.None,
                view.Index.ViewsOver(access.Table).Any(over => view.Index.Readers(over).Contains(account)),
                view.Index.DashboardsOver(access.Table)
                    .Any(over => view.Index.Audience(over)?.Contains(account) == true)
            ),
            access.IsConditional || restrictions.IsConditional
        )
        {
            Restrictions = restrictions,
        };
    }

    private static ImmutableArray<string> ColumnNames(
        EstateView view,
        TableOrdinal table,
        ImmutableArray<int> positions
    )
    {
        var columns = view.Index.Table(table).Columns;
        return [.. positions.Select(position => columns[position].Name)];
    }
}
