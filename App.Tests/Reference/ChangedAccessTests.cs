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

        Compare(
            AccessDiff.Between(index, whole, TestContext.Current.CancellationToken),
            changed.Diff(TestContext.Current.CancellationToken)
        );
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
            Assert.True(left.Levels.Before.SaysTheSameAs(right.Levels.Before), $"before, {left.Table}");
            Assert.True(left.Levels.After.SaysTheSameAs(right.Levels.After), $"after, {left.Table}");
            Assert.Equal((left.Before, left.After), (right.Before, right.After));
        }
    }
}
