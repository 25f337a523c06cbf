using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <summary>What an import knows of the time before it: from a change log, and from the version history of policies.</summary>
public sealed record DraftHistory
{
    public static DraftHistory None { get; } = new();

    /// <summary>
    /// From here on the log names every change: what the import found and the log does not name held since then. Null where no log is
    /// declared complete.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first instant from which the text of every policy is known; null where it is known from the import's own instant only.</summary>
    public DateTimeOffset? PoliciesSince { get; init; }

    /// <summary>The first instant from which the metastore's grants are known; null where that is the import's own.</summary>
    public DateTimeOffset? GrantsSince { get; init; }

    public ImmutableArray<ToldFact<Principal>> Principals { get; init; } = [];

    public ImmutableArray<ToldFact<Membership>> Memberships { get; init; } = [];

    public ImmutableArray<ToldFact<Membership>> RoleMemberships { get; init; } = [];

    public ImmutableArray<ToldFact<DatabaseResource>> Databases { get; init; } = [];

    public ImmutableArray<ToldFact<TableResource>> Tables { get; init; } = [];

    public ImmutableArray<ToldFact<Policy>> Policies { get; init; } = [];

    public ImmutableArray<ToldFact<Classification>> Classifications { get; init; } = [];

    public ImmutableArray<ToldFact<PathPermission>> Paths { get; init; } = [];
}
