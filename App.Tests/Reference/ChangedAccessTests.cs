using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Access after a change set, decided where the edits reach, against an index built anew from the changed facts.</summary>
public sealed class ChangedAccessTests
{
    private const int Batches = 4;

    private const int Usually = 500;

    public static TheoryData<int> Batch => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Batch))]
    public void Tables_reached_or_not_answer_as_a_whole_index_would(int batch)
    {
        var (reached, tables) = (0, 0);
        foreach (var seed in RandomEstates.Seeds(Usually, batch, Batches))
        {
            var random = new RandomEstate(seed);
            var facts = random.Create();
            facts = seed % 2 == 0 ? facts : RandomConditions.AddTo(facts, random);
            var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            var other = new RandomEstate(seed + RandomEstates.Elsewhere).Create();
            var changes = new RandomChanges(index.Facts, random, other).Fitting(random.Chance(50) ? 1 : 4);
            try
            {
                var trial = index.After(changes, TestContext.Current.CancellationToken);
                Assert.Empty(trial.Problems);
                Compare(index, trial.Access!);
                reached += trial.Access!.MayDiffer().Count();
                tables += facts.Tables.Length;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException(
                    $"seed {seed}: {string.Join("; ", changes.Changes)}: {failure.Message}",
                    failure
                );
            }
        }

        Assert.True(
            reached < tables * 0.8,
            $"{reached} of {tables} tables were decided anew: too many to prove anything"
        );
    }

    private static void Compare(AccessIndex index, ChangedAccess changed)
    {
        var whole = AccessIndex.Build(changed.Facts, TestContext.Current.CancellationToken);
        for (var table = 0; table < changed.Facts.Tables.Length; table++)
        {
            var ordinal = new TableOrdinal(table);
            var name = changed.Facts.Tables[table].Name;
            Assert.True(
                whole.PeopleByLevel(ordinal).SaysTheSameAs(changed.PeopleByLevel(ordinal)),
                $"levels of {name}"
            );
            Assert.True(whole.ReadingPeople(ordinal).Equals(changed.ReadingPeople(ordinal)), $"readers of {name}");
            Assert.True(
                whole.PossiblyReadingPeople(ordinal).Equals(changed.PossiblyReadingPeople(ordinal)),
                $"possible readers of {name}"
            );
            Compare(whole.WhoCanAccess(ordinal), changed.WhoCanAccess(ordinal), name);
        }

        var difference = changed.Diff(TestContext.Current.CancellationToken);
        Compare(AccessDiff.Between(index, whole, TestContext.Current.CancellationToken), difference);
        CompareWithSets(index, whole, difference);
    }

    // The difference is told from rows where it can be: here it is told from the sets of each level.
    private static void CompareWithSets(AccessIndex before, AccessIndex after, AccessDiff difference)
    {
        var told = difference.Tables.ToDictionary(table => table.Table, table => table.Levels);
        foreach (var name in after.Facts.Tables.Select(table => table.Name))
        {
            if (before.FindTable(name) is not { } was || after.FindTable(name) is not { } will)
            {
                continue;
            }

            var expected = LevelDiff.Of(before.PeopleByLevel(was), after.PeopleByLevel(will));
            Assert.True(expected is null != told.ContainsKey(name), $"whether {name} differs");
            if (expected is not null)
            {
                Compare(expected, told[name], name);
            }
        }
    }

    private static void Compare(LevelDiff expected, LevelDiff actual, TableName table)
    {
        Assert.True(expected.Shifts.SequenceEqual(actual.Shifts), $"shifts on {table}");
        Assert.True(expected.IsConditional == actual.IsConditional, $"whether {table} is conditional");
        Assert.True(expected.Gained.Equals(actual.Gained), $"gained on {table}");
        Assert.True(expected.Lost.Equals(actual.Lost), $"lost on {table}");
        Assert.True(expected.FullyGained.Equals(actual.FullyGained), $"fully gained on {table}");
        Assert.True(expected.FullyLost.Equals(actual.FullyLost), $"fully lost on {table}");
        Assert.True(expected.SurelyGained.Equals(actual.SurelyGained), $"surely gained on {table}");
        Assert.True(expected.PossiblyGained.Equals(actual.PossiblyGained), $"possibly gained on {table}");
        Assert.True(expected.SurelyLost.Equals(actual.SurelyLost), $"surely lost on {table}");
        Assert.True(expected.PossiblyLost.Equals(actual.PossiblyLost), $"possibly lost on {table}");
    }

    private static void Compare(TableReaders expected, TableReaders actual, TableName table)
    {
        Assert.True(expected.Table == actual.Table, $"place of {table}");
        Assert.True(expected.Full.Equals(actual.Full), $"full readers of {table}");
        Assert.True(expected.Partial.Equals(actual.Partial), $"partial readers of {table}");
        Assert.True(expected.TableOnly.Equals(actual.TableOnly), $"counters of {table}");
        Assert.True(expected.MetadataOnly.Equals(actual.MetadataOnly), $"who sees {table}");
        Assert.True(expected.Conditional.Equals(actual.Conditional), $"conditional on {table}");
        Assert.True(expected.Flags.Masked.Equals(actual.Flags.Masked), $"masked on {table}");
        Assert.True(expected.Flags.MaskedOnly.Equals(actual.Flags.MaskedOnly), $"masked only on {table}");
        Assert.True(expected.Flags.Filtered.Equals(actual.Flags.Filtered), $"filtered on {table}");
        Assert.Equal(
            expected.ColumnClasses.Select(columns => string.Join(',', columns.Columns)),
            actual.ColumnClasses.Select(columns => string.Join(',', columns.Columns))
        );
    }

    private static void Compare(AccessDiff expected, AccessDiff actual)
    {
        Assert.Equal(expected.Tables.Select(table => table.Table), actual.Tables.Select(table => table.Table));
        Assert.Equal((expected.Gained, expected.Lost), (actual.Gained, actual.Lost));
        foreach (var (left, right) in expected.Tables.Zip(actual.Tables))
        {
            Compare(left.Levels, right.Levels, left.Table);
            Assert.Equal((left.Before, left.After), (right.Before, right.After));
        }
    }
}
