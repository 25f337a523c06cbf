using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Masks and row filters straight from section 15 of the access semantics: every unknown is tried both ways, one whole evaluation each.
/// No code in common with the engine.
/// </summary>
internal sealed class ReferenceMasks(EstateFacts facts, ReferenceEvaluator evaluator)
{
    private const string Clear = "";

    /// <summary>What a login may see of a column: <c>""</c> for the values themselves, else mask type and policy; sorted.</summary>
    internal string[] Masks(string login, TableResource table, string column) =>
        Outcomes(PolicyType.DataMask, login, table, column);

    /// <summary>What filter may stand before a table: <c>""</c> for none, else the expression and policy; sorted.</summary>
    internal string[] Filters(string login, TableResource table) => Outcomes(PolicyType.RowFilter, login, table, null);

    internal bool MustBeMasked(string login, TableResource table, string column) =>
        !Masks(login, table, column).Contains(Clear);

    internal bool MayBeMasked(string login, TableResource table, string column) =>
        Masks(login, table, column).Any(outcome => outcome != Clear);

    /// <summary>Eff(t): whoever reads at least one column unmasked, through any enabled login; surely, or possibly.</summary>
    internal SortedSet<string> Eff(TableResource table, bool possibly) =>
        new(
            evaluator
                .Logins()
                .Where(login => login.Kind == PrincipalKind.User && ReadsClear(login.Id.Name, table, possibly))
                .Select(ReferenceEvaluator.IdentityOf),
            StringComparer.Ordinal
        );

    internal bool ReadsClear(string login, TableResource table, bool possibly)
    {
        if (table.Columns.Length == 0)
        {
            return Reads(login, table, null, possibly);
        }

        return table.Columns.Any(column =>
            Reads(login, table, column.Name, possibly)
            && (possibly ? !MustBeMasked(login, table, column.Name) : !MayBeMasked(login, table, column.Name))
        );
    }

    internal bool Reads(string login, TableResource table, string? column, bool possibly)
    {
        var decision = evaluator.Decide(login, table.Name.Database, table.Name.Table, column, "select");
        return decision == AccessDecision.Allowed || (possibly && decision == AccessDecision.Conditional);
    }

    private string[] Outcomes(PolicyType type, string login, TableResource table, string? column)
    {
        var request = new ReferenceRequest(login, table.Name.Database, table.Name.Table, column, table.Creator);
        var policies = facts
            .Policies.Where(policy =>
                facts.Service is not null
                && policy.IsEnabled
                && policy.Type == type
                && !ReferenceSchedule.IsOff(policy, facts.At)
                && evaluator.CountsInZone(policy, request)
            )
            .OrderByDescending(policy => policy.Priority)
            .ThenBy(policy => policy.DenyItems.Length == 0)
            .ThenBy(policy => policy.Name, StringComparer.Ordinal)
            .ThenBy(policy => policy.Id)
            .ToArray();
        var byTag = new List<Policy>();
        foreach (var near in new[] { true, false })
        {
            byTag.AddRange(
                policies.Where(policy =>
                    policy.IsTagPolicy
                    && evaluator
                        .TagsOn(request, near)
                        .Any(tag => policy.Resources.Any(of => ReferenceMatch.Tag(of, tag)))
                )
            );
        }

        var byResource = policies
            .Where(policy => !policy.IsTagPolicy && policy.Resources.Any(resource => Matches(resource, request, type)))
            .ToArray();

        // Each unknown is one bit: a policy that may be in force, an item whose condition may hold.
        var unknown = byTag
            .Concat(byResource)
            .Distinct()
            .SelectMany(policy =>
                policy
                    .MaskOrFilterItems.Where(item => item.Conditions.Length > 0)
                    .Cast<object>()
                    .Concat(IsUncertain(policy) ? [policy] : [])
            )
            .ToList();
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        for (var truth = 0; truth < 1 << unknown.Count; truth++)
        {
            var held = truth;
            bool Holds(object subject) =>
                unknown.FindIndex(known => ReferenceEquals(known, subject)) is var bit
                && (bit < 0 || ((held >> bit) & 1) != 0);

            var tag = First(byTag, Holds);
            var resource = First(byResource, Holds);
            var wins =
                tag is null ? resource
                : resource is { } found && found.Policy.Priority > tag.Value.Policy.Priority ? resource
                : tag;
            outcomes.Add(
                wins is not { } winner ? Clear
                : type == PolicyType.RowFilter ? Text(winner.Item.RowFilter!, winner.Policy)
                : winner.Item.Mask!.Type is "MASK_NONE" or "hive:MASK_NONE" ? Clear
                : Text(winner.Item.Mask.Type.Replace("hive:", "", StringComparison.Ordinal), winner.Policy)
            );
        }

        return [.. outcomes];

        (Policy Policy, PolicyItem Item)? First(IEnumerable<Policy> ordered, Func<object, bool> holds)
        {
            foreach (var policy in ordered.Where(policy => holds(policy)))
            {
                foreach (var item in policy.MaskOrFilterItems.Where(item => holds(item)))
                {
                    if (
                        (type == PolicyType.RowFilter ? item.RowFilter is not null : IsOfHive(item.Mask))
                        && evaluator.Names(item, login, request.Owner)
                        && ReferenceMatch.Grants(item, "select", policy.IsTagPolicy, facts.Service!)
                    )
                    {
                        return (policy, item);
                    }
                }
            }

            return null;
        }
    }

    private bool IsUncertain(Policy policy) =>
        policy.Conditions.Length > 0 || ReferenceSchedule.MayBeOff(policy, facts.At);

    private static bool IsOfHive(MaskInfo? mask) =>
        mask is not null
        && (
            !mask.Type.Contains(':', StringComparison.Ordinal)
            || mask.Type.StartsWith("hive:", StringComparison.Ordinal)
        );

    private static string Text(string what, Policy policy) => what.Length == 0 ? Clear : $"{what} of {policy.Id}";

    // Levels of masks and filters have no wildcards: a value is what it says (section 2.3).
    private static bool Matches(PolicyResource resource, ReferenceRequest request, PolicyType type)
    {
        string[] levels = type == PolicyType.DataMask ? ["database", "table", "column"] : ["database", "table"];
        string[] asked = [request.Database, request.Table!, request.Column ?? ""];
        return resource.Levels.Count == levels.Length
            && levels.All(resource.Levels.ContainsKey)
            && Enumerable
                .Range(0, levels.Length)
                .All(at =>
                {
                    var level = resource.Levels[levels[at]];
                    var values = level.Values.Where(value => value.Length > 0).ToArray();
                    var isIn =
                        values.Length == 0
                        || values.Any(value =>
                            string.Equals(
                                value
                                    .Replace("{OWNER}", request.Owner ?? "{OWNER}", StringComparison.Ordinal)
                                    .Replace("{USER}", request.Login, StringComparison.Ordinal),
                                asked[at],
                                StringComparison.OrdinalIgnoreCase
                            )
                        );
                    return isIn != level.IsExcludes;
                });
    }
}
