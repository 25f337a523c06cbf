using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>The smallest estate: ann (of eng) and bob, and one table sales.orders with the columns id and ssn.</summary>
internal static class OneTable
{
    internal const string Table = "sales.orders";

    internal static PolicyItem Everyone() => Facts.Item(groups: ["public"]);

    internal static EstateFacts Make(params Policy[] policies) =>
        Facts.Of(["ann", "bob"], [("eng", ["ann"])], [(Table, ["id", "ssn"])], policies);

    internal static AccessIndex With(params Policy[] policies) => Build(Make(policies));

    internal static AccessIndex Tagged(ResourceName at, params Policy[] policies) =>
        Build(Make(policies) with { Classifications = [new(at, "PII", ClassificationBasis.Import)] });

    internal static AccessIndex Build(EstateFacts facts) =>
        AccessIndex.Build(facts, TestContext.Current.CancellationToken);

    internal static PrincipalOrdinal Ann(AccessIndex index) => index.FindAccount("ann")!.Value;

    internal static AccessDecision Select(AccessIndex index, string login, string privilege = "select") =>
        index.Allows(index.FindAccount(login)!.Value, new("sales", "orders", "id"), privilege);

    // Forward, inverse and explained answers are asserted together.
    internal static void Reads(AccessIndex index, string login, AccessLevel level)
    {
        var account = index.FindAccount(login)!.Value;
        Assert.Equal(level, Facts.Level(index, login, Table));
        Assert.Equal(level, Facts.Explain(index, login, Table).Level);
        Assert.Equal(
            level,
            index
                .WhatCanAccess(account, AccessLevel.None)
                .Single(access => index.Table(access.Table).Name == Facts.Name(Table))
                .Level
        );
    }
}
