using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using AccessDecision = GovernanceDashboard.Access.AccessDecision;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Holds the index to the request-level engine: single accesses on databases, tables and columns, and the sight of tables. The two
/// share little, and the slow evaluator shares nothing with either.
/// </summary>
internal sealed class RequestAgreement(EstateFacts facts, Random? random)
{
    private static readonly string[] s_privileges = ["select", "update", "all", "tempudfadmin", "create"];

    private readonly AccessIndex _index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
    private readonly ReferenceEvaluator _reference = new(facts);

    internal void Verify()
    {
        if (facts.Service is not { } service)
        {
            return;
        }

        var engine = new RangerEngine(FactsOf(service));
        foreach (var resource in Some(Resources(), 12))
        {
            foreach (var account in Some(_index.Accounts, 3))
            {
                foreach (var privilege in Some(s_privileges, 1))
                {
                    var asked = Ask(engine, account.Id.Name, resource, privilege);
                    var place = $"{account.Id.Name} {privilege} {resource}";
                    Same(asked, Reference(account.Id.Name, resource, privilege), place + ", reference");
                    Same(asked, _index.Allows(_index.FindAccount(account.Id.Name)!.Value, resource, privilege), place);
                }

                Same(
                    Ask(engine, account.Id.Name, resource, "_any"),
                    Reference(account.Id.Name, resource, "_any"),
                    $"{account.Id.Name} _any {resource}, reference"
                );
            }
        }
    }

    private AccessDecision Reference(string login, ResourceName resource, string privilege) =>
        _reference.Decide(login, resource.Database, resource.Table, resource.Column, privilege);

    private AccessDecision Ask(RangerEngine engine, string login, ResourceName resource, string privilege)
    {
        var outcome = engine
            .Decide(
                new()
                {
                    Resource = AccessResource.Of(resource, _reference.OwnerOf(resource.Database, resource.Table)),
                    AccessType = privilege,
                    User = login,
                    Groups = [.. _reference.ContainersOf(login).Groups.Where(group => group != "public")],
                    AccessTime = facts.At,
                }
            )
            .Outcome;
        return outcome switch
        {
            DecisionOutcome.Denied => AccessDecision.Denied,
            DecisionOutcome.Conditional => AccessDecision.Conditional,
            DecisionOutcome.Allowed => AccessDecision.Allowed,
        };
    }

    private EngineFacts FactsOf(AccessService service) =>
        new()
        {
            Definition = WithAddresses(ServiceDefinition.Hive(service)),
            TagDefinition = WithAddresses(ServiceDefinition.Tag(
                [
                    .. service.AccessTypes.Select(type => new AccessType(
                        "hive:" + type.Name,
                        [.. type.Implied.Select(implied => "hive:" + implied)],
                        type.Category
                    )),
                ],
                service.DenyAndExceptionsEnabled
            )),
            Policies = facts.Policies,
            Zones = facts.Zones,
            Tags =
            [
                .. facts
                    .Classifications.Where(tag => tag.Basis == ClassificationBasis.Import)
                    .Select(tag => new TaggedResource(Levels(tag.Resource), [RequestTag.Plain(tag.Class)])),
            ],
            Roles =
            [
                .. facts
                    .Memberships.Where(edge => edge.Container.Namespace == PrincipalNamespace.Role)
                    .GroupBy(edge => edge.Container.Name, edge => edge.Member)
                    .Select(members => new RoleMembers(
                        members.Key,
                        Of(members, PrincipalNamespace.Login),
                        Of(members, PrincipalNamespace.Group),
                        Of(members, PrincipalNamespace.Role)
                    )),
            ],
            SuperUsers = service.SuperUsers,
            SuperGroups = service.SuperGroups,
        };

    // A condition that the definition does not declare is none to the peer; the index cannot know and leaves it open.
    private static ServiceDefinition WithAddresses(ServiceDefinition definition) =>
        definition with
        {
            Conditions = definition.Conditions.Add(
                new("ip-range", "RangerIpMatcher", ImmutableSortedDictionary<string, string>.Empty)
            ),
        };

    private static ImmutableArray<string> Of(IEnumerable<PrincipalId> members, PrincipalNamespace space) =>
        [.. members.Where(member => member.Namespace == space).Select(member => member.Name)];

    private static PolicyResource Levels(ResourceName resource)
    {
        string?[] names = [resource.Database, resource.Table, resource.Column];
        string[] levels = ["database", "table", "column"];
        return new(
            levels
                .Zip(names)
                .Where(level => level.Second is not null)
                .ToImmutableSortedDictionary(level => level.First, level => new ResourceValues([level.Second!]))
        );
    }

    private List<ResourceName> Resources() =>
        [
            .. facts.Databases.Select(database => new ResourceName(database.Name)),
            .. facts.Tables.Select(table => ResourceName.Of(table.Name)),
            .. facts.Tables.Select(table => ResourceName.Of(table.Name)),
            .. facts.Tables.SelectMany(table =>
                table.Columns.Select(column => ResourceName.Of(table.Name, column.Name))
            ),
        ];

    private IEnumerable<T> Some<T>(IReadOnlyList<T> all, int count) =>
        random is null ? all
        : all.Count == 0 ? []
        : Enumerable.Range(0, count).Select(_ => all[random.Next(all.Count)]);

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: the request-level engine says {expected}, got {actual}"
        );
}
