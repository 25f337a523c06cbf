using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Decides one request of one login, straight from the text of the access semantics: no sets, no indexes, no sharing, and no code in
/// common with the engine. Slow on purpose.
/// </summary>
internal sealed class ReferenceEvaluator(EstateFacts facts)
{
    private readonly Dictionary<string, (HashSet<string> Groups, HashSet<string> Roles)> _containers = [];

    // What would come out the same every time: where policies stand in order, which are out of season, which zones and tags count.
    private readonly Policy[] _ordered =
    [
        .. facts
            .Policies.OrderByDescending(policy => policy.Priority)
            .ThenBy(policy => policy.DenyItems.Length == 0 && !policy.IsDenyAllElse)
            .ThenBy(policy => policy.Name, StringComparer.Ordinal)
            .ThenBy(policy => policy.Id),
    ];
    private readonly Dictionary<Policy, (bool IsOff, bool MayBeOff)> _seasons = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string, string?, string?), (string? Access, List<string?> Visible)> _zones = [];
    private Classification[]? _tags;

    /// <summary>A concrete access: both bounds, highest priority first, deny before allow.</summary>
    internal AccessDecision Decide(string login, string database, string? table, string? column, string privilege)
    {
        var request = new ReferenceRequest(login, database, table, column, OwnerOf(database, table));
        if (IsSuperUser(login))
        {
            return AccessDecision.Allowed;
        }

        return In(Bound.Lower) ? AccessDecision.Allowed
            : In(Bound.Upper) ? AccessDecision.Conditional
            : AccessDecision.Denied;

        bool In(Bound bound) => privilege == "_any" ? Sees(request, bound) : Allowed(request, privilege, bound);
    }

    internal (AccessLevel Lower, AccessLevel Upper) LevelOn(string login, TableResource table) =>
        (LevelOn(login, table, Bound.Lower), LevelOn(login, table, Bound.Upper));

    internal int[] ReadableColumns(string login, TableResource table) =>
        [
            .. Enumerable
                .Range(0, table.Columns.Length)
                .Where(column =>
                    Decide(login, table.Name.Database, table.Name.Table, table.Columns[column].Name, "select")
                    == AccessDecision.Allowed
                ),
        ];

    /// <summary>Persons' keys that read at least one column (or the table, where it has none) through any enabled login.</summary>
    internal IEnumerable<string> Eff(TableResource table) => Eff(table, Bound.Lower);

    /// <summary>The same, should everything that cannot be known turn out well for them.</summary>
    internal IEnumerable<string> PossibleEff(TableResource table) => Eff(table, Bound.Upper);

    internal bool MayRead(string login, TableResource table, int column) =>
        Decide(login, table.Name.Database, table.Name.Table, table.Columns[column].Name, "select")
        != AccessDecision.Denied;

    internal IEnumerable<Principal> Logins() =>
        facts.Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login && principal.IsEnabled);

    internal static string IdentityOf(Principal login) => login.Person?.IdentityKey ?? "login " + login.Id.Name;

    /// <summary>What one policy says on a concrete access, with its priority; null where it has no opinion.</summary>
    internal Effect? OpinionOf(
        Policy policy,
        string login,
        string database,
        string? table,
        string? column,
        string privilege
    )
    {
        var request = new ReferenceRequest(login, database, table, column, OwnerOf(database, table));
        return MatchesOf(policy, request, isAny: false)
            .Select(match => Outcome(policy, request, privilege, Bound.Lower))
            .FirstOrDefault();
    }

    internal (HashSet<string> Groups, HashSet<string> Roles) ContainersOf(string login)
    {
        if (_containers.TryGetValue(login, out var known))
        {
            return known;
        }

        var groups = new HashSet<string> { "public" };
        var roles = new HashSet<string>();
        for (var grew = true; grew; )
        {
            grew = false;
            foreach (var edge in facts.Memberships)
            {
                var isIn = edge.Member.Namespace switch
                {
                    PrincipalNamespace.Login => edge.Member.Name == login,
                    PrincipalNamespace.Group => groups.Contains(edge.Member.Name),
                    PrincipalNamespace.Role => roles.Contains(edge.Member.Name),
                };
                grew |=
                    isIn
                    && (edge.Container.Namespace == PrincipalNamespace.Group ? groups : roles).Add(edge.Container.Name);
            }
        }

        return _containers[login] = (groups, roles);
    }

    private IEnumerable<string> Eff(TableResource table, Bound bound) =>
        Logins()
            .Where(login =>
                login.Kind == PrincipalKind.User && LevelOn(login.Id.Name, table, bound) >= AccessLevel.Partial
            )
            .Select(IdentityOf)
            .Distinct()
            .Order(StringComparer.Ordinal);

    private AccessLevel LevelOn(string login, TableResource table, Bound bound)
    {
        var (database, name) = (table.Name.Database, table.Name.Table);
        var isSuper = IsSuperUser(login);
        var onTable = isSuper || Allowed(new(login, database, name, null, table.Creator), "select", bound);
        var onColumns = table
            .Columns.Select(column =>
                isSuper || Allowed(new(login, database, name, column.Name, table.Creator), "select", bound)
            )
            .ToArray();
        if (onColumns.Length == 0 ? onTable : onColumns.All(allowed => allowed))
        {
            return AccessLevel.Full;
        }

        return onColumns.Any(allowed => allowed) ? AccessLevel.Partial
            : onTable ? AccessLevel.TableOnly
            : isSuper || Sees(new(login, database, name, null, table.Creator), bound) ? AccessLevel.MetadataOnly
            : AccessLevel.None;
    }

    private bool Allowed(ReferenceRequest request, string privilege, Bound bound)
    {
        var opinions = Ordered()
            .SelectMany(policy =>
                MatchesOf(policy, request, isAny: false)
                    .Select(_ => (policy.Priority, Opinion: Outcome(policy, request, privilege, bound)))
            )
            .Where(opinion => opinion.Opinion is not null)
            .ToArray();
        if (opinions.Length == 0)
        {
            return false;
        }

        var top = opinions.Max(opinion => opinion.Priority);
        return opinions.Where(opinion => opinion.Priority == top).All(opinion => opinion.Opinion == Effect.Allow);
    }

    // Section 9, policy after policy. What is believed early can keep worse from being heard, so that both ways are tried.
    private bool Sees(ReferenceRequest request, Bound bound) =>
        ZonesOf(request)
            .Visible.Any(zone =>
                SeesIn(zone, request, bound) is var oneWay
                && SeesIn(zone, request, bound == Bound.Lower ? Bound.Upper : Bound.Lower) is var other
                && (bound == Bound.Lower ? oneWay && other : oneWay || other)
            );

    // The policies of tags speak first; those of resources go on from what was said.
    private bool SeesIn(string? zone, ReferenceRequest request, Bound bound)
    {
        var types = facts.Service?.AccessTypes.Select(type => type.Name).ToArray() ?? [];
        var said = new Dictionary<string, (Effect Effect, int Priority)>();
        (Effect Effect, int Priority)? verdict = null;
        foreach (var policy in Ordered().Where(policy => policy.IsTagPolicy))
        {
            if (Speaks(policy))
            {
                break;
            }
        }

        var byTags = verdict?.Effect;
        foreach (var policy in Ordered().Where(policy => !policy.IsTagPolicy))
        {
            // What tags deny only a higher priority can give back; what is allowed a lower one cannot take.
            var isTooLow =
                byTags == Effect.Deny
                    ? verdict!.Value.Priority >= policy.Priority
                    : verdict is { Effect: Effect.Allow } allowed && allowed.Priority > policy.Priority;
            if (Matches(policy, request, true, zone).Count > 0 && (isTooLow || Speaks(policy)))
            {
                break;
            }
        }

        return verdict is { Effect: Effect.Allow };

        // True where nobody is asked after this policy.
        bool Speaks(Policy policy)
        {
            foreach (var match in Matches(policy, request, true, zone))
            {
                foreach (var type in types)
                {
                    var opinion = Outcome(policy, request, type, bound);
                    if (opinion is null || (opinion == Effect.Deny && match == "below"))
                    {
                        continue;
                    }

                    if (!said.TryGetValue(type, out var before) || before.Priority <= policy.Priority)
                    {
                        said[type] = (opinion.Value, policy.Priority);
                    }

                    if (opinion == Effect.Allow && said[type].Effect == Effect.Allow)
                    {
                        break;
                    }
                }

                var shown = types.Where(type => said.TryGetValue(type, out var last) && last.Effect == Effect.Allow);
                if (shown.FirstOrDefault() is { } first)
                {
                    verdict = said[first];
                }
                else if (types.Length > 0 && types.All(said.ContainsKey))
                {
                    verdict = said[types[0]];
                }

                var isDenying = policy.DenyItems.Length > 0 || policy.IsDenyAllElse;
                var isCertain = bound == Bound.Upper || !MayBeOff(policy);
                if (verdict is { } now && (now.Effect == Effect.Deny || (isCertain && !isDenying)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private IEnumerable<Policy> Ordered() => facts.Service is null ? [] : _ordered;

    private (bool IsOff, bool MayBeOff) SeasonOf(Policy policy)
    {
        if (!_seasons.TryGetValue(policy, out var season))
        {
            season = (ReferenceSchedule.IsOff(policy, facts.At), ReferenceSchedule.MayBeOff(policy, facts.At));
            _seasons.Add(policy, season);
        }

        return season;
    }

    private List<string> MatchesOf(Policy policy, ReferenceRequest request, bool isAny) =>
        [.. Matches(policy, request, isAny, ZonesOf(request).Access).Take(1)];

    // Section 7, step 1, and section 6: the ways in which the policy counts, each "self", "above" or "below".
    private List<string> Matches(Policy policy, ReferenceRequest request, bool isAny, string? zone)
    {
        var policyZone = string.IsNullOrEmpty(policy.ZoneName) ? null : policy.ZoneName;
        var wanted =
            policy.IsTagPolicy && !facts.Zones.Any(known => known.Name == zone && known.HasTagService) ? null : zone;
        if (!policy.IsEnabled || policy.Type != PolicyType.Access || policyZone != wanted || SeasonOf(policy).IsOff)
        {
            return [];
        }

        if (!policy.IsTagPolicy)
        {
            var matches = policy.Resources.Select(resource => ReferenceMatch.Of(resource, request));
            return [.. matches.Where(match => match == "self" || (isAny && match == "below")).Select(match => match!)];
        }

        var counted = new List<string>();
        foreach (var tag in Tags())
        {
            var at = tag.Resource;
            if (
                at.Database != request.Database
                || !policy.Resources.Any(resource => ReferenceMatch.Tag(resource, tag.Class))
            )
            {
                continue;
            }

            var place =
                at.Table is null ? (request.Table is null ? "self" : "above")
                : request.Table is null ? "below"
                : at.Table != request.Table ? "elsewhere"
                : at.Column is null ? (request.Column is null ? "self" : "above")
                : request.Column is null ? "below"
                : at.Column == request.Column ? "self"
                : "elsewhere";
            if (place is "self" || place is "above" || (isAny && place is "below"))
            {
                counted.Add(place);
            }
        }

        return counted;
    }

    /// <summary>Whether the policy's zone is the one that counts for the request (section 11).</summary>
    internal bool CountsInZone(Policy policy, ReferenceRequest request)
    {
        var zone = ZonesOf(request).Access;
        var wanted =
            policy.IsTagPolicy && !facts.Zones.Any(known => known.Name == zone && known.HasTagService) ? null : zone;
        return (string.IsNullOrEmpty(policy.ZoneName) ? null : policy.ZoneName) == wanted;
    }

    /// <summary>The source's tags on exactly what is asked for, or on what lies above it.</summary>
    internal IEnumerable<string> TagsOn(ReferenceRequest request, bool near) =>
        Tags()
            .Where(tag =>
                tag.Resource.Database == request.Database
                && (tag.Resource.Table is null || tag.Resource.Table == request.Table)
                && (tag.Resource.Column is null || tag.Resource.Column == request.Column)
                && near == (tag.Resource.Table == request.Table && tag.Resource.Column == request.Column)
            )
            .Select(tag => tag.Class);

    private Classification[] Tags() => _tags ??= [.. facts.Classifications.Where(IsTag)];

    // Section 10.3: outside its periods a tag drives nothing.
    private bool IsTag(Classification tag) =>
        tag.Basis == ClassificationBasis.Import
        && (
            tag.Instance is null
            || tag.Instance.ValidityPeriods.IsEmpty
            || tag.Instance.ValidityPeriods.Any(period => ReferenceSchedule.IsWithin(period, facts.At))
        );

    // Section 7, steps 2 to 4.
    private Effect? Outcome(Policy policy, ReferenceRequest request, string privilege, Bound bound)
    {
        var (deny, denyExceptions, allow, allowExceptions) = (
            policy.DenyItems,
            policy.DenyExceptions,
            policy.AllowItems,
            policy.AllowExceptions
        );
        if (!facts.Service!.DenyAndExceptionsEnabled)
        {
            (deny, denyExceptions, allowExceptions) = ([], [], []);
        }

        // The lower bound believes whatever takes access away.
        var (hopes, fears) = bound == Bound.Lower ? (false, true) : (true, false);
        var outcome =
            deny.Any(item => Applies(item, fears)) && !denyExceptions.Any(item => Applies(item, hopes)) ? Effect.Deny
            : allow.Any(item => Applies(item, hopes)) && !allowExceptions.Any(item => Applies(item, fears))
                ? Effect.Allow
            : policy.IsDenyAllElse ? Effect.Deny
            : (Effect?)null;
        return MayBeOff(policy) && outcome == (bound == Bound.Lower ? Effect.Allow : Effect.Deny) ? null : outcome;

        bool Applies(PolicyItem item, bool ifUnknown) =>
            Names(item, request.Login, request.Owner)
            && ReferenceMatch.Grants(item, privilege, policy.IsTagPolicy, facts.Service)
            && (item.Conditions.Length == 0 || ifUnknown);
    }

    private bool MayBeOff(Policy policy) => policy.Conditions.Length > 0 || SeasonOf(policy).MayBeOff;

    internal bool Names(PolicyItem item, string login, string? owner)
    {
        var (groups, roles) = ContainersOf(login);
        return item.Users.Contains(login)
            || item.Users.Contains("{USER}")
            || (item.Users.Contains("{OWNER}") && owner == login)
            || item.Groups.Any(groups.Contains)
            || item.Roles.Any(roles.Contains);
    }

    // Section 11.
    private (string? Access, List<string?> Visible) ZonesOf(ReferenceRequest request)
    {
        var key = (request.Database, request.Table, request.Column);
        if (!_zones.TryGetValue(key, out var zones))
        {
            _zones.Add(key, zones = FindZonesOf(request));
        }

        return zones;
    }

    private (string? Access, List<string?> Visible) FindZonesOf(ReferenceRequest request)
    {
        var names = new List<string?>();
        foreach (var zone in facts.Zones)
        {
            foreach (
                var match in zone.Resources.Select(resource =>
                    ReferenceMatch.Of(resource, request with { Owner = null, Login = "{USER}" })
                )
            )
            {
                if (match is not null && !names.Contains(zone.Name))
                {
                    names.Add(zone.Name);
                }

                if (match == "below" && !names.Contains(null))
                {
                    names.Add(null);
                }
            }
        }

        return names.Count == 0 ? (null, [null]) : (names.Count == 1 ? names[0] : null, names);
    }

    private bool IsSuperUser(string login) =>
        facts.Service is { } service
        && (
            service.SuperUsers.Contains(login)
            || service.SuperGroups.Where(group => group != "public").Any(ContainersOf(login).Groups.Contains)
        );

    internal string? OwnerOf(string database, string? table) =>
        table is null
            ? facts.Databases.FirstOrDefault(known => known.Name == database)?.Creator
            : facts.Tables.FirstOrDefault(known => known.Name == new TableName(database, table))?.Creator;

    private enum Bound
    {
        Lower,
        Upper,
    }
}
