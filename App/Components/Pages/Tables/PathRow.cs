using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>How a path reads in a row of the page and of the CSV file.</summary>
internal static class PathRow
{
    internal static IReadOnlyList<string> CsvHeader { get; } =
    [
        "path",
        "leg",
        "conditional",
        "chain",
        "via",
        "policy",
        "policy_name",
        "priority",
        "list",
        "item",
        "resource",
        "tag",
        "zone",
        "columns",
        "sentence",
        .. StampColumns.Header,
    ];

    internal static string ChainText(ExplainedOpinion leg) => string.Join(" → ", leg.Chain.Select(link => link.Text));

    internal static string SourceText(AccessOpinion opinion) =>
        opinion switch
        {
            { IsGrant: true, PolicyName: { } grants } => grants,
            { PolicyId: { } policy, List: { } list, ItemIndex: { } item } =>
                $"{policy} “{opinion.PolicyName}”, {Figures.List(list).ToLowerInvariant()} item {item}",
            _ => "super users of the service",
        };

    /// <summary>One row for each leg.</summary>
    internal static IEnumerable<IReadOnlyList<string?>> CsvRows(
        ExplainedPath path,
        int number,
        ImmutableArray<string> stamp
    ) =>
        path.Legs.Select(
            (leg, part) =>
                (IReadOnlyList<string?>)
                    [
                        Text(number),
                        Text(part + 1),
                        path.IsConditional ? "yes" : "no",
                        string.Join(" > ", leg.Chain.Select(link => link.Reference ?? link.Text)),
                        leg.Opinion.Via.ToString(),
                        leg.Opinion.PolicyId?.ToString(CultureInfo.InvariantCulture),
                        leg.Opinion.PolicyName,
                        Text(leg.Opinion.Priority),
                        leg.Opinion.List?.ToString(),
                        leg.Opinion.ItemIndex is { } item ? Text(item) : null,
                        leg.Opinion.ResourceText,
                        leg.Opinion.Tag,
                        leg.Opinion.Zone,
                        string.Join(' ', path.Columns),
                        leg.Sentence,
                        .. stamp,
                    ]
        );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
