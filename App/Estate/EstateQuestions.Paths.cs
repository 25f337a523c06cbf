using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Addresses as resources of their own.</summary>
public sealed partial class EstateQuestions
{
    private const int MostTables = 50;

    /// <summary>Who can read an address: by Ranger's url policies, and by permissions of the files there.</summary>
    /// <param name="url">As policies write it: <c>s3a://bucket/folder</c>, <c>hdfs://name/folder</c> or <c>/folder</c>.</param>
    public async Task<PathAnswer> PathAsync(
        CurrentUser user,
        Picture picture,
        string url,
        string? unmaskReason,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var (urls, files) = await Task.Run(
            () => (view.Index.UrlReaders(url), view.Index.FileReadersAt(url)),
            cancellationToken
        );
        var readers = files.Full.Union(files.Partial);
        var everybody = urls.Classes.Aggregate(readers.Union(files.Conditional), (all, one) => all.Union(one.Accounts));
        var permit = await PermitAsync(
            user,
            unmaskReason,
            $"who url:{url}",
            view.CountPeople(everybody),
            cancellationToken
        );
        return await Task.Run(
            () =>
            {
                var tables = view.Index.TablesAt(url);
                var allowed = urls
                    .Classes.Where(one => !one.IsConditional)
                    .Aggregate(PrincipalSet.Empty(view.Index.Accounts.Length), (all, one) => all.Union(one.Accounts));
                return new PathAnswer(
                    url,
                    view.CountPeople(allowed),
                    PathsWording.Policies(view, urls, allowed),
                    files.Coverage,
                    view.CountPeople(readers),
                    PathsWording.Files(files, view.CountPeople(readers), tables.Length),
                    [
                        .. everybody
                            .Members()
                            .Select(account => PathRow(view, urls, files, account, permit))
                            .OrderBy(row => row.Principal.Reference, StringComparer.Ordinal),
                    ],
                    [.. tables.Take(MostTables).Select(table => view.Index.Table(table).Name)],
                    tables.Length,
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static ImmutableArray<ReadableAddress> Addresses(EstateView view, PrincipalOrdinal account) =>
        [
            .. view
                .Index.AddressesOf(account)
                .Select(one => new ReadableAddress(
                    one.Address,
                    one.IsPattern,
                    one.Reader.IsConditional,
                    PathsWording.Why(view, one.Reader, null)
                )),
        ];

    private static PathReaderRow PathRow(
        EstateView view,
        UrlReaders urls,
        PathReaders files,
        PrincipalOrdinal account,
        UnmaskPermit? permit
    )
    {
        var principal = view.Index.Accounts[account.Value];
        var byPolicy = urls.Classes.FirstOrDefault(one => one.Accounts.Contains(account));
        var level =
            files.Full.Contains(account) ? AccessLevel.Full
            : files.Partial.Contains(account) ? AccessLevel.Partial
            : AccessLevel.None;
        var mayReadFiles = files.Conditional.Contains(account);
        return new(
            view.LabelOf(principal, permit),
            [
                .. byPolicy is null ? Array.Empty<string>() : [AccessChannels.Url],
                .. level == AccessLevel.None && !mayReadFiles ? Array.Empty<string>() : [AccessChannels.Files],
            ],
            byPolicy?.IsConditional == true || (byPolicy is null && level == AccessLevel.None),
            level,
            byPolicy is null ? "" : PathsWording.Why(view, byPolicy, permit),
            principal.Person?.Department,
            principal.Person?.Team,
            principal.Person?.Status
        );
    }
}
