using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>The engine against the slow evaluator, on random estates. A failure names the seed.</summary>
public sealed class EngineAgreesTests
{
    private const int Estates = 1000;
    private const int Batches = 4;

    public static TheoryData<int> Batch => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Batch))]
    public void On_who_what_and_single_checks(int batch) => ForEachEstate(batch, Compare);

    [Theory]
    [MemberData(nameof(Batch))]
    public void On_explanations(int batch) => ForEachEstate(batch, CompareExplanations);

    private static void ForEachEstate(int batch, Action<EstateFacts, RandomEstate> check)
    {
        for (var seed = batch * (Estates / Batches); seed < (batch + 1) * (Estates / Batches); seed++)
        {
            var random = new RandomEstate(seed);
            var facts = random.Create();
            try
            {
                check(facts, random);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private static void Compare(EstateFacts facts, RandomEstate random)
    {
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var reference = new ReferenceEvaluator(facts);
        Assert.Equal(
            reference.Logins().Select(login => login.Id).Order(),
            index.Accounts.Select(account => account.Id).Order()
        );
        var expectedByAccount = index.Accounts.ToDictionary(account => account.Id.Name, _ => new List<TableAccess>());
        for (var table = 0; table < facts.Tables.Length; table++)
        {
            var resource = facts.Tables[table];
            var who = index.WhoCanAccess(new(table));
            for (var account = 0; account < index.Accounts.Length; account++)
            {
                var login = index.Accounts[account].Id.Name;
                var (lower, upper) = reference.LevelOn(login, resource);
                var place = $"{login} on {resource.Name}";
                Same(lower, who.LevelOf(new(account)), place);
                Same(upper > lower, who.Conditional.Contains(new PrincipalOrdinal(account)), place + ", conditional");
                Same(
                    string.Join(',', reference.ReadableColumns(login, resource)),
                    string.Join(',', who.ColumnsOf(new(account))),
                    place
                );
                Same(
                    lower >= AccessLevel.Partial,
                    index.Readers(new(table)).Contains(new PrincipalOrdinal(account)),
                    place + ", readers"
                );
                expectedByAccount[login].Add(new(new(table), lower, upper > lower));
            }

            var people = index
                .ReadingPeople(new(table))
                .Members()
                .Select(person => ReferenceEvaluator.IdentityOf(index.Accounts[person.Value]))
                .Order(StringComparer.Ordinal);
            Same(
                string.Join(',', reference.Eff(resource).Order(StringComparer.Ordinal)),
                string.Join(',', people),
                $"people of {resource.Name}"
            );
        }

        var atLeast = random.Pick(Enum.GetValues<AccessLevel>());
        foreach (var (login, expected) in expectedByAccount)
        {
            var what = index.WhatCanAccess(index.FindAccount(login)!.Value, atLeast);
            Same(
                string.Join(',', expected.Where(access => access.Level >= atLeast)),
                string.Join(',', what),
                $"what {login} at least {atLeast}"
            );
        }

        CompareSingleChecks(facts, index, reference, random);
    }

    private static void CompareSingleChecks(
        EstateFacts facts,
        AccessIndex index,
        ReferenceEvaluator reference,
        RandomEstate random
    )
    {
        for (var question = 0; question < 30 && index.Accounts.Length > 0; question++)
        {
            var account = random.Pick(index.Accounts);
            var database = random.Pick(new[] { "sales", "hr", "ann", "nowhere" });
            var table = random.Chance(80) ? random.Pick(new[] { "orders", "tmp_ann", "pay", "gone" }) : null;
            var column = table is not null && random.Chance(60) ? random.Pick(new[] { "id", "ssn", "gone" }) : null;
            var privilege = random.Pick(new[] { "select", "update", "ALL", "tempudfadmin", "create" });
            var expected = reference.Decide(account.Id.Name, database, table, column, privilege);
            var actual = index.Allows(
                index.FindAccount(account.Id.Name)!.Value,
                new(database, table, column),
                privilege
            );
            Same(expected, actual, $"{account.Id.Name} {privilege} {database}.{table}.{column}");
        }
    }

    private static void CompareExplanations(EstateFacts facts, RandomEstate random)
    {
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
        var reference = new ReferenceEvaluator(facts);
        for (var question = 0; question < 12 && index.Accounts.Length > 0 && facts.Tables.Length > 0; question++)
        {
            var account = index.FindAccount(random.Pick(index.Accounts).Id.Name)!.Value;
            var table = index.FindTable(random.Pick(facts.Tables).Name)!.Value;
            var columns = index.Table(table).Columns;
            var column = columns.Length > 0 && random.Chance(40) ? random.Pick(columns).Name : null;
            new ExplanationCheck(facts, reference, index).Verify(account, table, column);
        }
    }

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
