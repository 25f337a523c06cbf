using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>The policies after a change set that may speak on some tables: a superset, found through the index before.</summary>
internal sealed class RelevantPolicies(ChangeGround ground, FactsEditor after, HashSet<long> edited)
{
    /// <summary>Beyond this share of all tables, sorting policies out costs more than it saves.</summary>
    private const int MostShare = 4;

    internal ImmutableArray<Policy> For(ImmutableArray<TableResource> tables)
    {
        if (tables.Length > ground.Facts.Tables.Length / MostShare)
        {
            return after.Facts.Policies;
        }

        var found = new HashSet<Policy>(ReferenceEqualityComparer.Instance);
        var policies = ImmutableArray.CreateBuilder<Policy>();
        string? database = null;
        foreach (var table in tables)
        {
            AddCandidates(ground.Catalog.ForTable(table.Name.Database, table.Name.Table));
            if (database != table.Name.Database)
            {
                database = table.Name.Database;
                AddCandidates(ground.Catalog.ForDatabase(database));
            }
        }

        if (ground.Catalog.HasTagPolicies)
        {
            foreach (var policy in ground.Facts.Policies.Where(policy => policy.IsTagPolicy))
            {
                Add(policy);
            }
        }

        foreach (var policy in ground.Restricting)
        {
            Add(policy);
        }

        foreach (var id in edited)
        {
            if (after.FindPolicy(id) is { } policy && found.Add(policy))
            {
                policies.Add(policy);
            }
        }

        return policies.ToImmutable();

        void AddCandidates(IEnumerable<PolicyCandidate> candidates)
        {
            foreach (var candidate in candidates)
            {
                // The index holds what its conditions left of a policy: the facts hold the policy.
                if (ground.FindPolicy(candidate.Policy.Source.Id) is { } policy)
                {
                    Add(policy);
                }
            }
        }

        // Edited ones come in as they are after.
        void Add(Policy policy)
        {
            if (!edited.Contains(policy.Id) && found.Add(policy))
            {
                policies.Add(policy);
            }
        }
    }
}
