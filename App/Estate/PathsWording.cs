using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Puts who reads an address into sentences. Names nobody: people are labels.</summary>
internal static class PathsWording
{
    public static string Policies(EstateView view, UrlReaders urls, PrincipalSet allowed)
    {
        switch (view.Index.Authorizer)
        {
            case Authorizer.SqlStandard:
                return "SQL-standard authorization has no policies on addresses: it asks the file system.";
            case Authorizer.Legacy:
                return "The legacy authorizer has no policies on addresses.";
            case Authorizer.StorageBased:
                return "Files decide here: there are no policies on addresses.";
            case Authorizer.Ranger:
                break;
        }

        if (urls.Policies == 0)
        {
            return "No enabled policy of the Hive service is about addresses.";
        }

        var conditional = urls.Classes.Where(one => one.IsConditional).Sum(one => one.Accounts.Count);
        var plugin = HdfsPath.Of(urls.Url) is null
            ? ""
            : " Unless it is set up otherwise, the plugin asks the file system for such an address, not these policies.";
        var people = view.CountPeople(allowed);
        var services = allowed
            .Members()
            .Count(account => view.Index.Accounts[account.Value].Kind == PrincipalKind.ServiceAccount);
        return $"Policies on addresses let {Count(people, "person", "people")} and {Count(services, "service account", "service accounts")} read it"
            + (
                conditional == 0
                    ? "."
                    : $", and {Count(conditional, "account", "accounts")} more on a condition that cannot be known."
            )
            + plugin;
    }

    public static string Files(PathReaders files, int people, int tables) =>
        files.Coverage switch
        {
            FileCoverage.NoListing =>
                "Who can read the files there cannot be answered: no listing of HDFS was imported.",
            FileCoverage.OtherFileSystem =>
                "Who can read the files there cannot be answered: it is in another file system than HDFS.",
            FileCoverage.NotListed or FileCoverage.NoFiles =>
                "Who can read the files there cannot be answered: the imported listing does not hold this path."
                    + (
                        tables > 0
                            ? " It lies in or above the data of the tables below, which have answers of their own."
                            : ""
                    ),
            FileCoverage.Listed =>
                $"Permissions in HDFS let {Count(people, "person", "people")} read all or some of what lies there; what belongs to tables below has answers of its own."
                    + (files.Conditional.IsEmpty ? "" : " Access-control lists that were not listed may let in more."),
        };

    public static string Why(EstateView view, UrlReaderClass byPolicy, UnmaskPermit? permit)
    {
        if (byPolicy.IsConditional)
        {
            return "It hangs on a condition that cannot be known.";
        }

        if (byPolicy.Policy is not { } policy)
        {
            return "A super user of the service: policies are not asked.";
        }

        var whom = byPolicy.Through switch
        {
            null => "",
            { IsEveryone: true } => ", to everyone",
            { Namespace: PrincipalNamespace.Login } => ", by name",
            { } through =>
                $", to the {(through.Namespace == PrincipalNamespace.Role ? "role" : "group")} {ExplanationWording.Link(view, through, permit).Text}",
        };
        return $"Policy {policy.Id} “{policy.Name}” allows it{whom}.";
    }

    private static string Count(int number, string one, string many) =>
        number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number:#,0} {many}");
}
