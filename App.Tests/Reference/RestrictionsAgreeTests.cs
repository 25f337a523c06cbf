using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Masks and row filters of the engine against the slow evaluator, on random estates. A failure names the seed.</summary>
public sealed class RestrictionsAgreeTests
{
    private const int Usually = 600;
    private const int Batches = 4;

    public static TheoryData<int> Batch => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Batch))]
    public void On_flags_masks_filters_and_people(int batch)
    {
        foreach (var seed in RandomEstates.Seeds(Usually, batch, Batches))
        {
            var random = new RandomEstate(seed);
            var facts = RandomRestrictions.AddTo(random.Create(), random);
            Compare(facts, AccessIndex.Build(facts, TestContext.Current.CancellationToken), $"seed {seed}");
        }
    }

    internal static void Compare(EstateFacts facts, AccessIndex index, string place)
    {
        var reference = new ReferenceMasks(facts, new ReferenceEvaluator(facts));
        for (var table = 0; table < facts.Tables.Length; table++)
        {
            CompareAccounts(index, reference, new(table), place);
            ComparePeople(index, reference, new(table), place);
        }
    }

    private static void CompareAccounts(AccessIndex index, ReferenceMasks reference, TableOrdinal ordinal, string seed)
    {
        var table = index.Table(ordinal);
        var who = index.WhoCanAccess(ordinal);
        for (var value = 0; value < index.Accounts.Length; value++)
        {
            var account = new PrincipalOrdinal(value);
            var login = index.Accounts[value].Id.Name;
            var place = $"{seed}: {login} on {table.Name}";
            var columns = who.ColumnsOf(account);
            var actual = index.Restrictions(account, ordinal, columns);
            foreach (var column in columns)
            {
                var name = table.Columns[column].Name;
                var outcomes = reference.Masks(login, table, name);
                var found = actual.Masks.SingleOrDefault(mask => mask.Column == column);
                Same(outcomes.Any(outcome => outcome != ""), found is not null, $"{place}.{name} masked");
                Same(
                    IsOpen(outcomes) && found is not null,
                    found is { IsConditional: true },
                    $"{place}.{name} conditional"
                );
                Same(
                    true,
                    found is null || outcomes.Contains($"{found.Type} of {found.PolicyId}"),
                    $"{place}.{name} mask"
                );
            }

            Same(actual.Masks.Any(mask => mask.IsSure), who.Flags.Masked.Contains(account), place + " surely masked");
            Same(
                actual.Filter is { IsSure: true },
                table.Columns.IsEmpty ? actual.Filter is { IsSure: true } : who.Flags.Filtered.Contains(account),
                place + " surely filtered"
            );
            var names = columns.Select(column => table.Columns[column].Name).ToArray();
            var reads = names.Length > 0;
            var masked = names.Any(name => reference.MustBeMasked(login, table, name));
            Same(masked, who.Flags.Masked.Contains(account), place + " masked");
            Same(
                !masked && names.Any(name => reference.MayBeMasked(login, table, name)),
                who.Flags.MaybeMasked.Contains(account),
                place + " maybe masked"
            );
            var maskedOnly = reads && !reference.ReadsClear(login, table, possibly: true);
            Same(maskedOnly, who.Flags.MaskedOnly.Contains(account), place + " masked only");
            Same(
                reads && !maskedOnly && !reference.ReadsClear(login, table, possibly: false),
                who.Flags.MaybeMaskedOnly.Contains(account),
                place + " maybe masked only"
            );
            var filters = reference.Filters(login, table);
            var isReader = who.LevelOf(account) >= AccessLevel.Partial;
            Same(isReader && !filters.Contains(""), who.Flags.Filtered.Contains(account), place + " filtered");
            Same(
                isReader && filters.Contains("") && filters.Length > 1,
                who.Flags.MaybeFiltered.Contains(account),
                place + " maybe filtered"
            );
            Same(
                (reads || table.Columns.IsEmpty) && filters.Any(filter => filter != ""),
                actual.Filter is { } filter && filters.Contains($"{filter.Expression} of {filter.PolicyId}"),
                place + " filter"
            );
        }
    }

    private static bool IsOpen(string[] outcomes) =>
        outcomes.Select(outcome => outcome.Split(" of ")[0]).Distinct().Count() > 1;

    private static void ComparePeople(AccessIndex index, ReferenceMasks reference, TableOrdinal ordinal, string seed)
    {
        var table = index.Table(ordinal);
        Same(
            Names(reference.Eff(table, possibly: false)),
            People(index.ReadingPeople(ordinal)),
            $"{seed}: Eff {table.Name}"
        );
        Same(
            Names(reference.Eff(table, possibly: true)),
            People(index.PossiblyReadingPeople(ordinal)),
            $"{seed}: possible Eff {table.Name}"
        );

        string People(PrincipalSet people) =>
            Names(people.Members().Select(person => ReferenceEvaluator.IdentityOf(index.Accounts[person.Value])));

        static string Names(IEnumerable<string> names) => string.Join(',', names.Order(StringComparer.Ordinal));
    }

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
