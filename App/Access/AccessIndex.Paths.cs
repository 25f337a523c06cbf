using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <content>Addresses as resources of their own: whom Ranger's url policies let read one, and who can read what lies there.</content>
public sealed partial class AccessIndex
{
    private readonly Lazy<UrlReach> _urls;

    /// <summary>Whom the url policies let read the address, as its text stands. Some milliseconds, whatever the number of accounts.</summary>
    public UrlReaders UrlReaders(string url) => _urls.Value.Readers(url);

    /// <summary>Addresses that url policies name and let the account read, by their text. One request for each.</summary>
    public ImmutableArray<ReadableUrl> AddressesOf(PrincipalOrdinal account) => _urls.Value.Addresses(account);

    /// <summary>Who can read what lies at the address in HDFS.</summary>
    public PathReaders FileReadersAt(string url) => _files.Value.ReadersAt(url);

    /// <summary>Tables whose data lies at the address, below it, or around it; ascending. One look at every table.</summary>
    public ImmutableArray<TableOrdinal> TablesAt(string url)
    {
        var asked = PathOf(url);
        return
        [
            .. Enumerable
                .Range(0, Facts.Tables.Length)
                .Select(table => new TableOrdinal(table))
                .Where(table =>
                    LocationsOf(table)
                        .Select(PathOf)
                        .Any(location => HdfsPath.IsWithin(location, asked) || HdfsPath.IsWithin(asked, location))
                ),
        ];
    }

    // Other file systems compare by the whole address.
    private static string PathOf(string url) => HdfsPath.Of(url) ?? url.TrimEnd(HdfsPath.Separator);
}
