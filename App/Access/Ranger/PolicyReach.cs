using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Which policies reach which tables by their resource alone: disabled ones and those out of season too, zones and items left aside.
/// For lists of policies, not for decisions.
/// </summary>
internal sealed class PolicyReach(EstateFacts facts, TagIndex tags, AccountDirectory accounts)
{
    private readonly Lazy<ImmutableArray<(Policy Policy, ImmutableArray<ResourceMatcher> Resources)>> _policies = new(
        () =>
            [
                .. facts
                    .Policies.Where(policy => policy.Type == PolicyType.Access)
                    .Select(policy => (policy, Compile(policy, accounts))),
            ]
    );

    private readonly Lazy<ILookup<string, TableResource>> _byDatabase = new(() =>
        facts.Tables.ToLookup(table => table.Name.Database, StringComparer.Ordinal)
    );

    /// <summary>In the facts' order.</summary>
    internal ImmutableArray<Policy> Reaching(TableResource table) =>
        [
            .. _policies
                .Value.Where(policy => Reaches(policy.Policy, policy.Resources, table))
                .Select(policy => policy.Policy),
        ];

    internal int Count(Policy policy) => Tables(policy).Count();

    /// <summary>The tables that the policy's resource matches, itself or in a column.</summary>
    internal IEnumerable<TableResource> Tables(Policy policy)
    {
        var resources = Compile(policy, accounts);

        // Most policies name their databases: only those are looked through.
        var isLiteral = !policy.IsTagPolicy && resources.All(resource => resource.Database.Literals is not null);
        var tables = isLiteral
            ? resources
                .SelectMany(resource => resource.Database.Literals!)
                .Distinct()
                .SelectMany(database => _byDatabase.Value[database])
            : facts.Tables;
        return tables.Where(table => Reaches(policy, resources, table));
    }

    private static ImmutableArray<ResourceMatcher> Compile(Policy policy, AccountDirectory accounts) =>
        policy.IsTagPolicy
            ? []
            :
            [
                .. policy
                    .Resources.Select(resource => ResourceMatcher.Create(resource, accounts))
                    .OfType<ResourceMatcher>(),
            ];

    private bool Reaches(Policy policy, ImmutableArray<ResourceMatcher> resources, TableResource table)
    {
        var requested = ResourceName.Of(table.Name);
        if (policy.IsTagPolicy)
        {
            return tags.Of(requested, withBelow: true).Any(tag => CompiledPolicy.MatchesTag(policy, tag.Name));
        }

        foreach (var resource in resources)
        {
            var match = resource.Match(requested, table.Creator).Type;
            if (
                match.CountsForAccess()
                || (
                    match == MatchKind.Descendant
                    && table.Columns.Any(column => !resource.Column!.Match(column.Name, table.Creator).IsEmpty)
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
