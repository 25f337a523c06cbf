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
        var engine = EstateEngine.Of(facts);
        foreach (var resource in Some(Resources(), 12))
        {
            foreach (var account in Some(_index.Accounts, 3))
            {
                foreach (var privilege in Some(s_privileges, 1))
                {
                    var asked = Ask(engine, account.Id, resource, privilege);
                    var place = $"{account.Id.Name} {privilege} {resource}";
                    Same(asked, Reference(account.Id.Name, resource, privilege), place + ", reference");
                    Same(asked, _index.Allows(_index.FindAccount(account.Id.Name)!.Value, resource, privilege), place);
                }

                CompareSight(engine, account.Id, resource);
            }
        }
    }

    private void CompareSight(EstateEngine engine, PrincipalId login, ResourceName resource)
    {
        var asked = Ask(engine, login, resource, "_any");
        var place = $"{login} _any {resource}";
        Same(asked, Reference(login.Name, resource, "_any"), place + ", reference");
        if (resource is { Table: { } table, Column: null })
        {
            // Who reads sees as well, whatever the walk comes to.
            var who = _index.WhoCanAccess(_index.FindTable(new(resource.Database, table))!.Value);
            var account = _index.FindAccount(login.Name)!.Value;
            var level = who.LevelOf(account);
            if (level <= AccessLevel.MetadataOnly)
            {
                Same(asked == AccessDecision.Allowed, level == AccessLevel.MetadataOnly, place + ", level");
            }
        }
    }

    private AccessDecision Reference(string login, ResourceName resource, string privilege) =>
        _reference.Decide(login, resource.Database, resource.Table, resource.Column, privilege);

    private static AccessDecision Ask(
        EstateEngine engine,
        PrincipalId login,
        ResourceName resource,
        string privilege
    ) =>
        engine.Decide(login, resource, privilege).Outcome switch
        {
            DecisionOutcome.Denied => AccessDecision.Denied,
            DecisionOutcome.Conditional => AccessDecision.Conditional,
            DecisionOutcome.Allowed => AccessDecision.Allowed,
        };

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
