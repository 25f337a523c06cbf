using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using AccessDecision = GovernanceDashboard.Access.AccessDecision;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Conditions, tag instances and their validity: the engine against the slow evaluator, on random estates.</summary>
public sealed class ConditionsAgreeTests
{
    private const int Batches = 4;

    private const int Usually = 40;

    public static TheoryData<int> Batch => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Batch))]
    public void On_decisions_and_masks(int batch)
    {
        foreach (var seed in RandomEstates.Seeds(Usually, batch, Batches))
        {
            var random = new RandomEstate(seed);
            RandomEstates.Verify(
                seed,
                RandomConditions.AddTo(RandomRestrictions.AddTo(random.Create(), random), random),
                Verify,
                Verify
            );
        }
    }

    internal static void Verify(EstateFacts facts)
    {
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var engine = EstateEngine.Of(RandomConditions.WithoutHours(facts));
        for (var table = 0; table < facts.Tables.Length; table++)
        {
            Compare(index, engine, facts, new(table));
            CompareSight(index, engine, new(table));
        }

        CompareWays(index);
    }

    // The three ways to ask the index: by table, by account, and why.
    private static void CompareWays(AccessIndex index)
    {
        for (var value = 0; value < index.Accounts.Length; value++)
        {
            var account = new PrincipalOrdinal(value);
            foreach (var access in index.WhatCanAccess(account, AccessLevel.None))
            {
                var who = index.WhoCanAccess(access.Table);
                var place = $"{index.Accounts[value].Id} on {index.Table(access.Table).Name}";
                Same(who.LevelOf(account), access.Level, place + " what");
                Same(who.Conditional.Contains(account), access.IsConditional, place + " what, conditional");
                if ((value + access.Table.Value) % 3 == 0)
                {
                    Same(access.Level, index.Explain(account, access.Table, null).Level, place + " explained");
                }
            }
        }
    }

    private static void Compare(AccessIndex index, EstateEngine engine, EstateFacts facts, TableOrdinal ordinal)
    {
        var table = facts.Tables[ordinal.Value];
        var who = index.WhoCanAccess(ordinal);
        CompareOn(ResourceName.Of(table.Name), null);
        for (var column = 0; column < table.Columns.Length; column++)
        {
            CompareOn(ResourceName.Of(table.Name, table.Columns[column].Name), column);
        }

        void CompareOn(ResourceName requested, int? column)
        {
            var shared = who.ColumnClasses.SingleOrDefault(columns => column is { } at && columns.Columns.Contains(at));
            for (var value = 0; value < index.Accounts.Length; value++)
            {
                var account = new PrincipalOrdinal(value);
                var login = index.Accounts[value].Id.Name;
                var settled = ReferenceConditions.SettledFor(requested, login, facts);
                var evaluator = new ReferenceEvaluator(settled);
                var reference = new ReferenceMasks(settled, evaluator);
                var place = $"{login} on {requested}";
                var expected = evaluator.Decide(login, requested.Database, requested.Table, requested.Column, "select");
                Same(expected, index.Allows(account, requested, "select"), place);
                Same(
                    expected,
                    Decision(engine.Decide(PrincipalId.Login(login), requested, "select")),
                    place + " asked"
                );
                if (column is not { } position || shared is null)
                {
                    continue;
                }

                Same(expected == AccessDecision.Allowed, shared.Readers.Contains(account), place + " reads");
                Same(expected != AccessDecision.Denied, shared.PossibleReaders.Contains(account), place + " may read");
                if (expected == AccessDecision.Allowed)
                {
                    var outcomes = reference.Masks(login, table, requested.Column!);
                    var found = index.Restrictions(account, ordinal, [position]).Masks.SingleOrDefault();
                    Same(outcomes.Any(outcome => outcome != ""), found is not null, place + " mask");
                    Same(!outcomes.Contains(""), found is { IsSure: true }, place + " surely masked");
                }
            }
        }
    }

    // Against the engine for single requests: the slow evaluator's conditions are settled for what is read only.
    private static void CompareSight(AccessIndex index, EstateEngine engine, TableOrdinal table)
    {
        var requested = ResourceName.Of(index.Table(table).Name);
        var who = index.WhoCanAccess(table);
        for (var value = 0; value < index.Accounts.Length; value++)
        {
            var account = new PrincipalOrdinal(value);
            var level = who.LevelOf(account);
            if (level <= AccessLevel.MetadataOnly)
            {
                var login = index.Accounts[value].Id;
                var asked = Decision(engine.Decide(login, requested, "_any"));
                Same(asked == AccessDecision.Allowed, level == AccessLevel.MetadataOnly, $"{login} sees {requested}");
            }
        }
    }

    private static AccessDecision Decision(GovernanceDashboard.Access.Ranger.Requests.AccessDecision decision) =>
        decision.Outcome switch
        {
            DecisionOutcome.Denied => AccessDecision.Denied,
            DecisionOutcome.Conditional => AccessDecision.Conditional,
            DecisionOutcome.Allowed => AccessDecision.Allowed,
        };

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
