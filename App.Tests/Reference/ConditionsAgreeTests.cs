using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Conditions, tag instances and their validity: the engine against the slow evaluator, on random estates.</summary>
public sealed class ConditionsAgreeTests
{
    private const int Batches = 4;

    // A whole run of 1,000 takes minutes: CONDITION_ESTATES=1000 asks for it.
    private static readonly int s_estates = int.TryParse(
        Environment.GetEnvironmentVariable("CONDITION_ESTATES"),
        out var estates
    )
        ? estates
        : 100;

    public static TheoryData<int> Batch => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Batch))]
    public void On_decisions_and_masks(int batch)
    {
        for (var seed = batch * (s_estates / Batches); seed < (batch + 1) * (s_estates / Batches); seed++)
        {
            var random = new RandomEstate(seed);
            var facts = RandomConditions.AddTo(RandomRestrictions.AddTo(random.Create(), random), random);
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            for (var table = 0; table < facts.Tables.Length; table++)
            {
                Compare(index, facts, new(table), $"seed {seed}");
            }
        }
    }

    private static void Compare(AccessIndex index, EstateFacts facts, TableOrdinal ordinal, string seed)
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
            var settled = ReferenceConditions.SettledFor(requested, facts);
            var evaluator = new ReferenceEvaluator(settled);
            var reference = new ReferenceMasks(settled, evaluator);
            var shared = who.ColumnClasses.SingleOrDefault(columns => column is { } at && columns.Columns.Contains(at));
            for (var value = 0; value < index.Accounts.Length; value++)
            {
                var account = new PrincipalOrdinal(value);
                var login = index.Accounts[value].Id.Name;
                var place = $"{seed}: {login} on {requested}";
                var expected = evaluator.Decide(login, requested.Database, requested.Table, requested.Column, "select");
                Same(expected, index.Allows(account, requested, "select"), place);
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

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
