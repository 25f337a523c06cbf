using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What goes past Hive: files, and roles that have to be taken first.</summary>
public sealed partial class EstateQuestions
{
    private static readonly ImmutableArray<string> s_files = AccessChannels.Of(hive: false, files: true);

    /// <summary>Who can read a table's files without Hive, why, and who may elevate; by pseudonym.</summary>
    public async Task<FilesAnswer> FilesAsync(
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
                var bypass = view.Index.Bypass(ordinal);
                return new FilesAnswer(
                    table,
                    view.Index.Authorizer,
                    FilesWording.Bypass(view, bypass),
                    view.Index.LocationsOf(ordinal),
                    [
                        .. FileReaders(view, bypass, null)
                            .Select(reader => new FileReaderRow(
                                reader.Row,
                                FilesWording.Why(view, view.Index.ExplainFiles(reader.Account, ordinal))
                            )),
                    ],
                    Elevating(view, ordinal, null),
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static IEnumerable<(PrincipalOrdinal Account, ReaderRow Row)> FileReaders(
        EstateView view,
        FileReaders bypass,
        UnmaskPermit? permit
    ) =>
        bypass
            .Readers.Members()
            .Select(account =>
                (
                    account,
                    Row: FileRow(view, account, bypass.LevelOf(account), s_files, permit) with
                    {
                        IsConditional = bypass.Conditional.Contains(account),
                    }
                )
            )
            .OrderBy(reader => reader.Row.Principal.Reference, StringComparer.Ordinal);

    private static ImmutableArray<ReaderRow> Elevating(EstateView view, TableOrdinal table, UnmaskPermit? permit) =>
        [
            .. view
                .Index.CanElevate(table)
                .Members()
                .Select(account => FileRow(view, account, AccessLevel.Full, s_channels, permit))
                .OrderBy(row => row.Principal.Reference, StringComparer.Ordinal),
        ];

    private static ReaderRow FileRow(
        EstateView view,
        PrincipalOrdinal account,
        AccessLevel level,
        ImmutableArray<string> channels,
        UnmaskPermit? permit
    )
    {
        var principal = view.Index.Accounts[account.Value];
        return new(
            view.LabelOf(principal, permit),
            level,
            [],
            channels,
            IsConditional: false,
            principal.Person?.Department,
            principal.Person?.Team,
            principal.Person?.Level,
            principal.Person?.Region,
            principal.Person?.Status
        );
    }
}
