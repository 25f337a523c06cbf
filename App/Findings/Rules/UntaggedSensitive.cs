using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-15, R-18: a table holds a class by its name and columns, and lacks the tag by which a policy would protect it.</summary>
public sealed class UntaggedSensitive : IFindingRule
{
    private const string TagLevel = "tag";

    public RuleInfo Info { get; } =
        new(
            "untagged-sensitive",
            "Protected class without its tag",
            "A tag policy denies, masks or filters a Restricted class. Tables hold the class by their names or columns and do not carry the tag, on themselves, a column or their database, so that the policy does not reach them. Amount: such tables.",
            "tables",
            ["R-15", "R-18", "R-19"],
            ["ISO 27001 A.5.12", "GDPR 32"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var guarded = context
            .Facts.Policies.Where(policy => policy is { IsTagPolicy: true, IsEnabled: true } && Restricts(policy))
            .SelectMany(policy => policy.Resources)
            .SelectMany(resource =>
                resource.Levels.GetValueOrDefault(TagLevel) is { IsExcludes: false } tags ? tags.Values : []
            )
            .Where(name => ClassTaxonomy.LabelOf([name]) is SensitivityLabel.Restricted)
            .ToHashSet(StringComparer.Ordinal);
        if (guarded.Count == 0)
        {
            yield break;
        }

        var tagged = context
            .Facts.Classifications.Where(found =>
                found.Basis == ClassificationBasis.Import && guarded.Contains(found.Class)
            )
            .Select(found => (found.Class, found.Resource.Database, found.Resource.Table))
            .ToHashSet();
        var bare = context
            .Facts.Classifications.Where(found =>
                guarded.Contains(found.Class)
                && found is { MayContain: false, Basis: not ClassificationBasis.Import, Resource.Table: not null }
                && !tagged.Contains((found.Class, found.Resource.Database, found.Resource.Table))
                && !tagged.Contains((found.Class, found.Resource.Database, null))
            )
            .GroupBy(found => found.Class, StringComparer.Ordinal)
            .OrderBy(found => found.Key, StringComparer.Ordinal);
        foreach (var found in bare)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableOrdinal[] tables =
            [
                .. found
                    .Select(one => context.Index.FindTable(new(one.Resource.Database, one.Resource.Table!)))
                    .OfType<TableOrdinal>()
                    .Distinct()
                    .OrderBy(table => table.Value),
            ];
            if (tables.Length > 0)
            {
                var people = context.Readers(tables.DistinctBy(context.Index.Signature));
                yield return new(
                    Info.Id,
                    [$"class:{found.Key}", .. tables.Select(table => Subject.Of(context.Table(table).Name))],
                    null,
                    null,
                    tables.Length,
                    $"{Subject.Count(tables.Length, "table holds", "tables hold")} {found.Key} and {(tables.Length == 1 ? "lacks" : "lack")} the tag that protects it.",
                    new(context.WeightOf(tables), people)
                )
                {
                    Figures = [new("people", people)],
                };
            }
        }
    }

    private static bool Restricts(Policy policy) =>
        policy.Type is PolicyType.DataMask or PolicyType.RowFilter
        || (policy.Type == PolicyType.Access && (!policy.DenyItems.IsEmpty || policy.IsDenyAllElse));
}
