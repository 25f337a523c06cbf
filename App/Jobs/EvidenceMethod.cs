using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence;

namespace GovernanceDashboard.Jobs;

/// <summary>What sheet 24 says of this pack beyond the writer's own notes: definitions used, and what the snapshot could not tell.</summary>
public static class EvidenceMethod
{
    public static ImmutableArray<MethodNote> Notes(EstateView view, string scope)
    {
        var facts = view.Facts;
        var masks = facts.Policies.Count(policy =>
            policy is { IsEnabled: true, Type: PolicyType.DataMask or PolicyType.RowFilter }
        );
        var notes = ImmutableArray.CreateBuilder<MethodNote>();
        Add(
            "Scope",
            "Scope",
            $"{scope}, at {facts.At:yyyy-MM-ddTHH:mm:ss.fffZ}, from snapshot {facts.Snapshot.Id} (digest {facts.Snapshot.Digest})."
        );
        Add(
            "Definitions",
            "Reader",
            "A principal at level Full (every column, partition keys included) or Partial (some columns). Access granted is not access used."
        );
        Add(
            "Definitions",
            "People",
            "Identities with at least one enabled account; the accounts of one person count once. Service accounts are counted apart and are in no ratio."
        );
        Add("Definitions", "Breadth %", "100 x people who can read the table / people of the snapshot. Unit: percent.");
        Add(
            "Definitions",
            "Signature",
            "Tables with the same readers at the same levels share one signature; a row about a reader stands for all its tables. Paths are those of the signature's first table by name."
        );
        Add(
            "Definitions",
            "Decision",
            "Apache Ranger: the highest priority with an opinion wins; inside it a deny beats an allow; no opinion means no access. Groups and roles are resolved through every nesting."
        );
        Add("Data quality", "Score", Percent(facts.Snapshot.Quality.Score));
        foreach (var part in facts.Snapshot.Quality.Parts)
        {
            Add(
                "Data quality",
                part.Name,
                part.Weight == 0
                    ? $"Not counted: {part.Explanation}"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Percent(part.Shown)}, weight {part.Weight}: {part.Explanation}"
                    )
            );
        }

        foreach (var set in facts.ClassOverrides)
        {
            Add(
                "Classes set by hand",
                string.Create(CultureInfo.InvariantCulture, $"Override {set.Id}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set.Resource} is set to {set.Class} by {set.SetBy} on {set.SetAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {set.Reason}. It sets aside what rules and lineage infer there, and is not in the digest of the imported facts."
                )
            );
        }

        Add(
            "Definitions",
            "Channels",
            "Channel hive is SELECT on the table, as its authorizer decides. Whoever gets at the data without it is listed by channel (files in HDFS, a view or a dashboard that shows the table) and counts in the pairs past SELECT alone."
        );
        Add(
            "Known gaps",
            "Channels",
            (
                facts.Hdfs is null
                    ? "No listing of HDFS was imported: who reads files past Hive is not known. "
                    : "Files that the imported listing of HDFS does not hold are not known. "
            )
                + (
                    facts.Dashboards.IsEmpty
                        ? "No dashboards were imported: what they show is not known. "
                        : $"Of {facts.Dashboards.Length} dashboards {facts.Dashboards.Count(one => one.Audience is null)} have no known audience. "
                )
                + $"{view.Index.UnclearViews.Length} views were not understood and may show these tables. Which columns a view or a dashboard shows is not known."
        );
        Add(
            "Definitions",
            "Masks and row filters",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{masks} enabled mask or row-filter policies are in the snapshot, and are evaluated. Whoever sees every readable column through a mask is listed and counted apart (masked_only); whoever sees filtered rows is a reader. The text of a filter is not evaluated."
            )
        );
        Add(
            "Known gaps",
            "Time",
            "The pack answers for one instant. It says neither how long access had stood nor whether it was used."
        );
        Add(
            "Known gaps",
            "Conditional",
            "Where a policy hangs on a condition that a snapshot cannot decide, readers are the lower bound and the row is marked conditional."
        );
        return notes.ToImmutable();

        void Add(string section, string topic, string text) => notes.Add(new(section, topic, text));
    }

    private static string Percent(double score) => score.ToString("F2", CultureInfo.InvariantCulture) + " of 100";
}
