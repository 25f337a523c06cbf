using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-02, R-20: people read a sensitive table's files, and nothing of the table in Hive.</summary>
public sealed class FilesBypass : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "files-bypass",
            "Files open past Hive",
            "Permissions of HDFS let people read the files of a sensitive or unclassified table that they cannot read in Hive. Amount: such people. Tables that no listing holds are not judged. Since a path of the table, or above it, was last opened further.",
            "people",
            ["R-01", "R-24"],
            ["GDPR 32", "CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        if (context.Facts.Hdfs is null || context.Index.Authorizer == Authorizer.StorageBased)
        {
            yield break;
        }

        var widened = new WidenedPaths(context.Changes, context.Now);
        foreach (var table in context.Tables.Where(context.IsSensitive))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bypass = context.Index.PeopleOf(context.Index.Bypass(table).Readers);
            if (!bypass.IsEmpty)
            {
                var name = context.Table(table).Name;
                yield return new(
                    Info.Id,
                    [Subject.Of(name)],
                    widened.Since(context.Index.LocationsOf(table)),
                    null,
                    bypass.Count,
                    $"{Subject.Count(bypass.Count, "person reads", "people read")} the files of {name} without SELECT in Hive.",
                    new(context.WeightOf(table), bypass.Count)
                );
            }
        }
    }
}
