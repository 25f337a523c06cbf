using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>The smallest estate under Hive's own authorizers: ann, bob (of eng) and Bob, sales.orders, and default.log.</summary>
internal static class HiveEstate
{
    internal const string Orders = "sales.orders";

    internal static EstateFacts Make(Authorizer authorizer, params HiveGrant[] grants) =>
        Facts.Of(["ann", "bob", "Bob"], [("eng", ["bob"])], [(Orders, ["id", "ssn"]), ("default.log", ["id"])], []) with
        {
            Service = AccessService.Of(authorizer),
            HiveGrants = [.. grants],
        };

    internal static AccessIndex Sql(params HiveGrant[] grants) => Build(Make(Authorizer.SqlStandard, grants));

    internal static AccessIndex Sql((string Member, string Role)[] roles, params HiveGrant[] grants) =>
        Build(Make(Authorizer.SqlStandard, grants) with { Memberships = Holding(roles) });

    internal static AccessIndex Legacy(params HiveGrant[] grants) => Build(Make(Authorizer.Legacy, grants));

    internal static System.Collections.Immutable.ImmutableArray<Membership> Holding(
        params (string Member, string Role)[] roles
    ) =>
        [
            new(PrincipalId.Login("bob"), PrincipalId.Group("eng")),
            .. roles.Select(edge => new Membership(Facts.Id(edge.Member), PrincipalId.Role(edge.Role))),
        ];

    internal static HiveGrant Grant(
        string principal,
        string? table = Orders,
        string privilege = "select",
        string? column = null,
        string? partition = null,
        string? database = null
    ) =>
        new(
            database ?? (table is null ? null : Facts.Name(table).Database),
            database is not null || table is null ? null : Facts.Name(table).Table,
            column,
            partition,
            Facts.Id(principal),
            privilege,
            false,
            []
        );

    internal static AccessIndex Build(EstateFacts facts) =>
        AccessIndex.Build(facts, TestContext.Current.CancellationToken);
}
