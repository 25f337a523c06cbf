using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// Everything that began or ended between the first instant that is known and the judged one: all that is believed of each such fact meanwhile. What is not
/// named here held all the time. Together with the facts of the judged instant it is the estate's history, without reading what never changed twice.
/// </summary>
public sealed record EstateChanges
{
    /// <summary>Nothing is known of any other instant.</summary>
    public static EstateChanges None { get; } = new();

    /// <summary>The first instant that is known; null where none but the judged one is.</summary>
    public DateTimeOffset? From { get; init; }

    public ImmutableArray<HeldFact<Principal>> Principals { get; init; } = [];

    public ImmutableArray<HeldFact<Membership>> Memberships { get; init; } = [];

    public ImmutableArray<HeldFact<TableResource>> Tables { get; init; } = [];

    public ImmutableArray<HeldFact<Policy>> Policies { get; init; } = [];

    public ImmutableArray<HeldFact<SecurityZone>> Zones { get; init; } = [];

    public ImmutableArray<HeldFact<AccessService>> Services { get; init; } = [];

    /// <summary>Tags of the sources; what is inferred from names is taken as it is now.</summary>
    public ImmutableArray<HeldFact<Classification>> Classifications { get; init; } = [];

    public ImmutableArray<HeldFact<PathPermission>> Paths { get; init; } = [];

    /// <summary>The history of some tables: everybody, the policies that may speak on them, and the memberships that bear on whom these mean.</summary>
    /// <param name="now">The facts of the judged instant.</param>
    /// <param name="also">Groups and roles that somebody else than a policy names.</param>
    internal EstateHistory Told(EstateFacts now, Func<TableName, bool> isWanted, params IEnumerable<PrincipalId> also)
    {
        var from = From ?? now.At;
        var tables = Whole(now.Tables, Tables, table => table.Name)
            .Where(table => isWanted(table.Value.Name))
            .ToArray();
        var databases = tables.Select(table => table.Value.Name.Database).ToHashSet(StringComparer.Ordinal);
        HeldFact<Policy>[] policies =
        [
            .. Whole(now.Policies, Policies, one => (one.Service, one.Id))
                .Where(policy => PolicyScope.MaySpeakOn(policy.Value, databases))
                .OrderBy(policy => policy.Value.Service, StringComparer.Ordinal)
                .ThenBy(policy => policy.Value.Id),
        ];
        HeldFact<AccessService>[] services =
        [
            .. Whole(now.Service is { } service ? [service] : [], Services, one => one.Name),
        ];
        var leading = Leading(now, policies, services, also);
        return new()
        {
            Snapshot = now.Snapshot,
            From = from,
            To = now.At,
            Principals = [.. Whole(now.Principals, Principals, one => one.Id).OrderBy(one => one.Value.Id)],
            Memberships =
            [
                .. leading is null
                    ? Whole(now.Memberships, Memberships, one => one)
                    : Whole([.. now.Memberships.Where(leading.Has)], leading.Of(Memberships), one => one),
            ],
            Databases = [.. now.Databases.Where(one => databases.Contains(one.Name)).Select(Always)],
            Tables = [.. tables.OrderBy(table => table.Value.Name)],
            Policies = [.. policies],
            Zones = [.. Whole(now.Zones, Zones, one => one.Name)],
            Services = [.. services],
            Classifications =
            [
                .. Whole(now.Classifications, Classifications, one => one)
                    .Where(one => databases.Contains(one.Value.Resource.Database)),
            ],
            TableGroups = [.. now.TableGroups.Select(Always)],
            HiveGrants = [.. now.HiveGrants.Select(Always)],
        };

        IEnumerable<HeldFact<T>> Whole<T, TKey>(
            ImmutableArray<T> held,
            ImmutableArray<HeldFact<T>> changed,
            Func<T, TKey> keyOf
        )
        {
            var keys = changed.Select(fact => keyOf(fact.Value)).ToHashSet();
            return held.Where(fact => !keys.Contains(keyOf(fact))).Select(Always).Concat(changed);
        }

        HeldFact<T> Always<T>(T fact) => new(fact, from, null, null, null);
    }

    // Null for all: a condition may ask for any group, and other authorizers than Ranger do not go by policies.
    private LeadingMemberships? Leading(
        EstateFacts now,
        HeldFact<Policy>[] policies,
        HeldFact<AccessService>[] services,
        IEnumerable<PrincipalId> also
    ) =>
        Array.Exists(services, service => service.Value.Authorizer != Authorizer.Ranger)
        || Array.Exists(policies, policy => PolicyTouch.HasConditions(policy.Value))
            ? null
            : new(
                policies
                    .SelectMany(policy => PolicyTouch.NamedIn(policy.Value))
                    .Concat(services.SelectMany(service => service.Value.SuperGroups).Select(PrincipalId.Group))
                    .Concat(also),
                now.Memberships.Concat(Memberships.Select(held => held.Value))
            );
}
