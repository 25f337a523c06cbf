using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>Says in one sentence why files, which decide here, do not let somebody in. Names paths and groups, never a person.</summary>
internal static class StorageWhyNot
{
    internal static string For(FileExplanation files)
    {
        var subject = files.Level == AccessLevel.None ? "Nothing can be read" : "Some of it cannot be read";
        return files.Coverage switch
        {
            FileCoverage.NoListing =>
                "Files decide here, and no listing of HDFS was imported: this cannot be answered.",
            FileCoverage.NoFiles => "Files decide here, and this has none.",
            FileCoverage.OtherFileSystem =>
                "Files decide here, and these are in another file system than HDFS: this cannot be answered.",
            FileCoverage.NotListed =>
                "Files decide here, and the listing of HDFS does not hold the location, or what the view reads is not known: this cannot be answered.",
            FileCoverage.Listed => files
                .Places.SelectMany(place => place.Way.Concat(place.Refusing))
                .FirstOrDefault(step => step.IsAllowed != true)
                is { } stop
                ? $"{subject}: {Stop(stop)}"
                : $"{subject}: the listing of HDFS does not hold all partitions.",
        };
    }

    private static string Stop(PathStep step)
    {
        var needed =
            step.Wanted == PathBits.Execute ? "passing through"
            : step.Wanted == PathBits.Read ? "reading"
            : "listing";
        var who = step.Class switch
        {
            PathClass.Owner => "its owner",
            PathClass.NamedUser => "this login by name",
            PathClass.Groups => $"the group {step.By?.Name}",
            PathClass.Other => "others",
            PathClass.UnknownEntries => "an access-control list that was not listed",
            PathClass.SuperUser or PathClass.NotListed or PathClass.Unchecked => "nobody",
        };
        return step.IsAllowed is null
            ? $"whether {step.Path} allows {needed} hangs on {who}."
            : $"{step.Path} does not allow {who} {needed}.";
    }
}
