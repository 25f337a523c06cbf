using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Puts what files let in into sentences. Names nobody: people are labels.</summary>
internal static class FilesWording
{
    private const string Unanswerable = "Who can read its files past Hive cannot be answered";

    /// <summary>Why nothing is known; null where something is.</summary>
    public static string? Gap(FileCoverage coverage) =>
        coverage switch
        {
            FileCoverage.NoListing => $"{Unanswerable}: no listing of HDFS was imported.",
            FileCoverage.OtherFileSystem => $"{Unanswerable}: they are in another file system than HDFS.",
            FileCoverage.NotListed => $"{Unanswerable}: the imported listing does not hold its location.",
            FileCoverage.NoFiles or FileCoverage.Listed => null,
        };

    /// <param name="column">The column that was asked about; null for the table.</param>
    public static FileBypass Bypass(EstateView view, FileReaders bypass, string? column = null)
    {
        var people = view.CountPeople(bypass.Readers);
        var services = bypass
            .Readers.Members()
            .Count(account => view.Index.Accounts[account.Value].Kind == PrincipalKind.ServiceAccount);
        var sentence =
            Gap(bypass.Coverage)
            ?? (
                bypass.Coverage == FileCoverage.NoFiles ? "It has no files of its own."
                : view.Index.Authorizer == Authorizer.StorageBased
                    ? "Files are what decides here: whoever can read them reads the table."
                : bypass.Readers.IsEmpty
                    ? column is null ? "Nobody can read its files who cannot read it in Hive."
                        : "Nobody can read its files who cannot read the column in Hive."
                : $"{Count(people, "person", "people")} and {Count(services, "service account", "service accounts")} can read its files without SELECT {(column is null ? "" : "on the column ")}in Hive."
            );
        if (bypass.Coverage == FileCoverage.Listed && !bypass.Conditional.IsEmpty && !bypass.HasGaps)
        {
            sentence += " Access-control lists that were not listed may let in more.";
        }

        return new(
            bypass.Coverage,
            people,
            services,
            bypass.HasGaps
                ? sentence + " Some partitions lie where no listing looked: they may be readable to more."
                : sentence
        );
    }

    public static FilesExplained Explain(EstateView view, FileExplanation files, string who, UnmaskPermit? permit) =>
        new(
            files.Coverage,
            files.Level,
            files.IsBypass,
            Sentence(view, files, who),
            [.. files.Places.Select(place => Place(view, place, permit))]
        );

    /// <summary>What lets the account in, at the first place that it can read.</summary>
    public static string Why(EstateView view, FileExplanation files)
    {
        var place = files.Places.First(place => place.Level != AccessLevel.None);
        var step = place.Way[^1];
        return $"{Class(view, step, null)} on {step.Path}";
    }

    private static string Sentence(EstateView view, FileExplanation files, string who)
    {
        if (Gap(files.Coverage) is { } gap)
        {
            return gap;
        }

        var table = view.Index.Table(files.Table).Name;
        var some = files.Level == AccessLevel.Full ? "the files" : "some of the files";
        return files.Coverage == FileCoverage.NoFiles ? $"{table} has no files of its own."
            : view.Index.Authorizer == Authorizer.StorageBased
                ? files.Level == AccessLevel.None ? $"Files decide here, and {who} cannot read them."
                    : $"Files decide here, and {who} can read {some}."
            : files.IsBypass ? $"Bypass: {who} can read {some} of {table} in HDFS, without SELECT in Hive."
            : files.Level == AccessLevel.None ? $"No bypass: {who} cannot read the files of {table} in HDFS."
            : $"No bypass: {who} reads {table} in Hive, and can read {some} in HDFS as well.";
    }

    private static FilePlaceWay Place(EstateView view, FilePlace place, UnmaskPermit? permit)
    {
        var what = place.IsPartition ? "the partition there" : "what lies there";
        var sentence =
            !place.IsListed ? "Not in the listing: what it allows is not known."
            : place.Level == AccessLevel.Full ? $"Can read {what}."
            : place.Level == AccessLevel.Partial
                ? $"Can read a part of {what}; {Count(place.RefusingCount, "kind of inode", "kinds of inodes")} below refuse."
            : $"Cannot read {what}.";
        return new(
            place.Location,
            place.IsPartition,
            place.Level,
            sentence,
            [.. place.Way.Select(step => Step(view, step, permit))],
            [.. place.Refusing.Select(step => Step(view, step, permit))]
        );
    }

    private static FileStep Step(EstateView view, PathStep step, UnmaskPermit? permit)
    {
        var wanted = step.Wanted switch
        {
            PathBits.Execute => "to pass",
            PathBits.Read => "to read",
            _ => "to list and enter",
        };
        var verdict = step.IsAllowed switch
        {
            true => "allowed",
            false => "refused",
            null => "not known",
        };
        return new(step.Path, $"{wanted}: {verdict}, {Class(view, step, permit)}", step.IsAllowed);
    }

    private static string Class(EstateView view, PathStep step, UnmaskPermit? permit)
    {
        var by = step.By is { } principal
            ? principal.Namespace == PrincipalNamespace.Login
                ? view.Find(principal) is { } found
                    ? view.LabelOf(found, permit).Text
                    : view.LabelOfLogin(principal.Name, null).Text
                : $"group {principal.Name}"
            : "";
        var bits = Bits(step.Bits) + (step.MaskedFrom is { } own ? $", masked from {Bits(own)}" : "");
        return step.Class switch
        {
            PathClass.SuperUser => step.By is { Namespace: PrincipalNamespace.Group }
                ? $"super user through {by}"
                : "super user",
            PathClass.Owner => $"as its owner ({bits})",
            PathClass.NamedUser => $"named in its access-control list ({bits})",
            PathClass.Groups => $"through the {by} ({bits})",
            PathClass.Other => $"as anybody else ({bits})",
            PathClass.UnknownEntries => "its access-control list was not listed",
            PathClass.NotListed => "not in the listing, and taken as passable",
            PathClass.Unchecked => "the file system checks no permissions",
        };
    }

    internal static string Bits(PathBits bits) =>
        string.Concat(
            bits.HasFlag(PathBits.Read) ? 'r' : '-',
            bits.HasFlag(PathBits.Write) ? 'w' : '-',
            bits.HasFlag(PathBits.Execute) ? 'x' : '-'
        );

    private static string Count(int number, string one, string many) =>
        number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number:#,0} {many}");
}
