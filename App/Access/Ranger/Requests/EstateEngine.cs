using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>
/// The request-level engine over an imported estate: the same facts as the index, one question at a time. What a plugin would know of a
/// query and the estate does not (addresses, the other columns asked for) stays unknown, so that what hangs on it is conditional.
/// </summary>
public sealed class EstateEngine
{
    private readonly RangerEngine? _engine;
    private readonly DateTimeOffset _at;
    private readonly HashSet<PrincipalId> _disabled;
    private readonly ILookup<PrincipalId, PrincipalId> _containers;
    private readonly Dictionary<string, string?> _databaseOwners;
    private readonly Dictionary<TableName, string?> _tableOwners;
    private readonly UserAttributes _attributes;

    private EstateEngine(EstateFacts facts, RangerEngine? engine)
    {
        _engine = engine;
        _at = facts.At;
        _disabled = [.. facts.Principals.Where(principal => !principal.IsEnabled).Select(principal => principal.Id)];
        _attributes = new(facts.Service);
        _containers = facts.Memberships.ToLookup(membership => membership.Member, membership => membership.Container);
        _databaseOwners = facts
            .Databases.GroupBy(database => database.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Creator, StringComparer.Ordinal);
        _tableOwners = facts
            .Tables.GroupBy(table => table.Name)
            .ToDictionary(same => same.Key, same => same.First().Creator);
    }

    /// <summary>Where no policies were imported, everything is denied.</summary>
    public static EstateEngine Of(EstateFacts facts) =>
        new(facts, facts.Service is { } service ? new RangerEngine(EngineFactsOf(facts, service)) : null);

    /// <summary>What the plugin would answer the account. A disabled account asks nothing any more, and is denied.</summary>
    public AccessDecision Decide(PrincipalId login, ResourceName resource, string accessType) =>
        _engine is null || _disabled.Contains(login)
            ? new(DecisionOutcome.Denied, false, false, null, null, [])
            : _engine.Decide(RequestOf(login, resource, accessType));

    /// <summary>The same of an address; nobody is known to own one.</summary>
    public AccessDecision DecideUrl(PrincipalId login, string url, string accessType) =>
        _engine is null || _disabled.Contains(login)
            ? new(DecisionOutcome.Denied, false, false, null, null, [])
            : _engine.Decide(
                RequestOf(
                    login,
                    new AccessResource(AccessResource.Empty.Levels.Add("url", AccessResource.One(url))),
                    accessType
                )
            );

    /// <summary>How the column is shown to the account; only meaningful where it may read it.</summary>
    public ShownAs MaskOf(PrincipalId login, ResourceName column, string accessType) =>
        _engine?.MaskOf(RequestOf(login, column, accessType)) ?? ShownAs.Whole;

    /// <summary>Which rows of the table are shown to the account; only meaningful where it may read it.</summary>
    public ShownAs RowFilterOf(PrincipalId login, ResourceName table, string accessType) =>
        _engine?.RowFilterOf(RequestOf(login, table, accessType)) ?? ShownAs.Whole;

    private AccessRequest RequestOf(PrincipalId login, ResourceName resource, string accessType)
    {
        var owner = resource.Table is null
            ? _databaseOwners.GetValueOrDefault(resource.Database)
            : _tableOwners.GetValueOrDefault(new(resource.Database, resource.Table));
        return RequestOf(login, AccessResource.Of(resource, owner), accessType);
    }

    private AccessRequest RequestOf(PrincipalId login, AccessResource resource, string accessType)
    {
        var held = Held(login);
        return _attributes.AddTo(
            new()
            {
                Resource = resource,
                AccessType = accessType,
                User = login.Name,
                Groups = Named(PrincipalNamespace.Group),
                Roles = Named(PrincipalNamespace.Role),
                AccessTime = _at,
            }
        );

        ImmutableArray<string> Named(PrincipalNamespace space) =>
            [.. held.Where(id => id.Namespace == space).Select(id => id.Name)];
    }

    // Groups and roles, nested ones included; everybody is in "public" without saying so.
    private SortedSet<PrincipalId> Held(PrincipalId login)
    {
        var held = new SortedSet<PrincipalId>();
        var next = new Stack<PrincipalId>([login, PrincipalId.Everyone]);
        while (next.TryPop(out var member))
        {
            foreach (var container in _containers[member])
            {
                if (held.Add(container))
                {
                    next.Push(container);
                }
            }
        }

        return held;
    }

    private static EngineFacts EngineFactsOf(EstateFacts facts, AccessService service)
    {
        // Only tags of the source drive policies; classes that rules or people gave do not.
        var tags = facts.Classifications.Where(tag => tag.Basis == ClassificationBasis.Import).ToArray();
        return new()
        {
            Definition = Declaring(ServiceDefinition.Hive(service), service.Conditions, facts),
            TagDefinition = Declaring(
                ServiceDefinition.Tag(service.AccessTypes, service.DenyAndExceptionsEnabled),
                service.TagConditions,
                facts
            ),
            Policies = facts.Policies,
            Zones = facts.Zones,
            Tags =
            [
                .. tags.GroupBy(tag => tag.Resource)
                    .Select(same => new TaggedResource(ResourceOf(same.Key), [.. same.Select(TagOf)])),
            ],
            AllTags = [.. tags.Select(TagOf)],
            SuperUsers = service.SuperUsers,
            SuperGroups = service.SuperGroups,
        };
    }

    // The peer passes over conditions that its definition does not declare. Where no definition was imported, a condition that the shipped
    // one lacks is taken for declared, and what hangs on it stays open.
    private static ServiceDefinition Declaring(
        ServiceDefinition definition,
        ImmutableArray<ConditionKind>? declared,
        EstateFacts facts
    ) =>
        definition with
        {
            Conditions = declared is { } kinds
                ? [.. kinds.Select(ConditionDefinition.Of)]
                :
                [
                    .. definition.Conditions,
                    .. facts
                        .Policies.SelectMany(policy =>
                            policy
                                .AllowItems.Concat(policy.DenyItems)
                                .Concat(policy.AllowExceptions)
                                .Concat(policy.DenyExceptions)
                                .Concat(policy.MaskOrFilterItems)
                                .SelectMany(item => item.Conditions)
                                .Concat(policy.Conditions)
                        )
                        .Select(condition => condition.Type)
                        .Except(definition.Conditions.Select(known => known.Name))
                        .Select(type => new ConditionDefinition(
                            type,
                            type,
                            ImmutableSortedDictionary<string, string>.Empty
                        )),
                ],
        };

    private static RequestTag TagOf(Classification tag) =>
        tag.Instance is not { } instance
            ? RequestTag.Plain(tag.Class)
            : new(
                tag.Class,
                instance.Attributes.ToImmutableSortedDictionary(
                    attribute => attribute.Name,
                    attribute => attribute.Value,
                    StringComparer.Ordinal
                ),
                instance.ValidityPeriods
            );

    private static PolicyResource ResourceOf(ResourceName name)
    {
        var levels = ImmutableSortedDictionary
            .Create<string, ResourceValues>(StringComparer.Ordinal)
            .Add("database", new([name.Database]));
        levels = name.Table is null ? levels : levels.Add("table", new([name.Table]));
        return new(name.Column is null ? levels : levels.Add("column", new([name.Column])));
    }
}
