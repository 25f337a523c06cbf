using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Rows of bits against arrays of booleans, around the boundaries of words, and people behind accounts against a plain look-up.</summary>
public sealed class BitRowTests
{
    private const int Rounds = 40;

    [Fact]
    public void Operations_agree_with_arrays_of_booleans() =>
        ForEachPair(
            (left, right, a, b) =>
            {
                Same(left, right, BitRow.Or, at => a[at] || b[at]);
                Same(left, right, BitRow.And, at => a[at] && b[at]);
                Same(left, right, BitRow.AndNot, at => a[at] && !b[at]);
                Assert.Equal(a.Count(bit => bit), BitRow.Count(left));
                Assert.Equal(a.Where((bit, at) => bit && b[at]).Count(), BitRow.CountCommon(left, right));
                var sum = new ulong[left.Length];
                BitRow.OrAndNot(sum, left, right);
                Assert.Equal(a.Select((bit, at) => bit && !b[at]), Bits(sum));
                BitRow.OrAndNot(sum, right, left);
                Assert.Equal(a.Select((bit, at) => bit != b[at]), Bits(sum));
                BitRow.OrAndNot(sum, right, left);
                Assert.Equal(a.Select((bit, at) => bit != b[at]), Bits(sum)); // what is there stays
            }
        );

    [Fact]
    public void Bits_are_put_and_taken_singly_and_in_ranges()
    {
        foreach (var words in new[] { 1, 2, 3 })
        {
            var length = words * BitRow.WordBits;
            foreach (var from in Boundaries(length))
            {
                var full = new ulong[words];
                BitRow.SetRange(full, 0, length);
                BitRow.ClearFrom(full, from);
                Assert.Equal(Enumerable.Range(0, length).Select(bit => bit < from), Bits(full));
                foreach (var to in Boundaries(length).Where(to => to >= from))
                {
                    var row = new ulong[words];
                    BitRow.SetRange(row, from, to);
                    Assert.Equal(Enumerable.Range(0, length).Select(bit => bit >= from && bit < to), Bits(row));
                }

                if (from < length)
                {
                    var one = new ulong[words];
                    BitRow.Put(one, from, true);
                    Assert.Equal(Enumerable.Range(0, length).Select(bit => bit == from), Bits(one));
                    Assert.True(BitRow.IsSet(one, from));
                    BitRow.Put(one, (from + 1) % length, true);
                    BitRow.Put(one, from, false);
                    Assert.False(BitRow.IsSet(one, from));
                    Assert.Equal(1, BitRow.Count(one));
                }
            }
        }

        Assert.Equal([0, 1, 1, 2], new[] { 0, 1, 64, 65 }.Select(BitRow.WordsFor));
    }

    [Fact]
    public void Sets_answer_as_the_rows_that_they_are()
    {
        var random = new Random(3);
        foreach (var universe in new[] { 1, 64, 65, 300, 5000 })
        {
            for (var round = 0; round < Rounds; round++)
            {
                var (one, other) = (Random(random, universe), Random(random, universe));
                var row = other.ToRow();
                var common = one.Members().Intersect(other.Members()).Count();
                Assert.Equal(common, one.CountIn(row));
                Assert.Equal(common, one.CountIn(other, other.Words()));
                Assert.Equal(one, PrincipalSet.CopyOf(universe, one.ToRow()));
                Assert.Equal(one.Members().Select(member => member.Value), one.Ordinals());
                var (from, to) = one.Words();
                var words = one.Members().Select(member => member.Value / BitRow.WordBits).ToArray();
                Assert.Equal(words.Length == 0 ? (0, 0) : (words.Min(), words.Max() + 1), (from, to));
                var account = random.Next(universe);
                var isIn = one.Contains(new PrincipalOrdinal(account));
                Assert.Same(one, one.With(account, isIn));
                var changed = one.With(account, !isIn);
                Assert.Equal(one.Count + (isIn ? -1 : 1), changed.Count);
                Assert.Equal(!isIn, changed.Contains(new PrincipalOrdinal(account)));
                Assert.Equal(one, changed.With(account, isIn));
                Array.Fill(one.ToRow(), 0UL);
                Assert.Equal(isIn, one.Contains(new PrincipalOrdinal(account)));
                var into = other.ToRow();
                one.OrInto(into);
                Assert.Equal(one.Union(other), PrincipalSet.FromRow(universe, into));
                one.WriteInto(into);
                Assert.Equal(one, PrincipalSet.FromRow(universe, into));
            }
        }
    }

    [Fact]
    public void People_stand_for_their_further_accounts_and_services_for_nobody()
    {
        var random = new Random(5);
        foreach (var count in new[] { 3, 63, 64, 65, 150, 400 })
        {
            var directory = new AccountDirectory([
                .. Enumerable
                    .Range(0, count)
                    .Select(number => new Principal(
                        PrincipalId.Login($"a{number:D4}"),
                        random.Next(6) == 0 ? PrincipalKind.ServiceAccount : PrincipalKind.User,
                        IsEnabled: random.Next(9) > 0,
                        Person: random.Next(7) == 0
                            ? null
                            : new($"p{random.Next(1 + (count / 2))}", $"d{random.Next(3)}")
                    )),
            ]);
            var accounts = directory.Accounts;
            var keys = accounts
                .Select(account =>
                    account.Kind == PrincipalKind.ServiceAccount ? null
                    : account.Person is { } person ? person.IdentityKey
                    : account.Id.Name
                )
                .ToArray();
            Assert.Equal(keys.OfType<string>().Distinct().Count(), directory.People.Count);
            Assert.Equal(keys.OfType<string>().Distinct(), keys.Take(directory.People.Count));
            for (var round = 0; round < 6; round++)
            {
                var some = Random(random, accounts.Length);
                var expected = some.Members().Select(account => keys[account.Value]).OfType<string>().Distinct();
                Assert.Equal(
                    expected.Order(StringComparer.Ordinal),
                    directory
                        .PeopleOf(some)
                        .Members()
                        .Select(person => keys[person.Value]!)
                        .Order(StringComparer.Ordinal)
                );
                Assert.All(
                    directory.PeopleOf(some).Members(),
                    person => Assert.True(directory.People.Contains(person))
                );
            }
        }
    }

    private static void Same(
        ulong[] left,
        ulong[] right,
        Action<Span<ulong>, ReadOnlySpan<ulong>> operation,
        Func<int, bool> expected
    )
    {
        var into = (ulong[])left.Clone();
        operation(into, right);
        Assert.Equal(Enumerable.Range(0, left.Length * BitRow.WordBits).Select(expected), Bits(into));
    }

    private static void ForEachPair(Action<ulong[], ulong[], bool[], bool[]> check)
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            var (left, right) = (Row(random, round % 11), Row(random, round % 11));
            check(left, right, [.. Bits(left)], [.. Bits(right)]);
        }
    }

    private static ulong[] Row(Random random, int words) =>
        [.. Enumerable.Range(0, words).Select(_ => (ulong)random.NextInt64() ^ ((ulong)random.NextInt64() << 32))];

    private static IEnumerable<bool> Bits(ulong[] row) =>
        row.SelectMany(word => Enumerable.Range(0, BitRow.WordBits).Select(bit => (word >> bit & 1) != 0));

    private static int[] Boundaries(int length) =>
        [.. new[] { 0, 1, 63, 64, 65, 127, 128, 129, 191, 192 }.Where(bit => bit <= length)];

    private static PrincipalSet Random(Random random, int universe)
    {
        var share = random.Next(3) switch
        {
            0 => 0.002,
            1 => 0.1,
            _ => 0.7,
        };
        return PrincipalSet.Of(
            universe,
            Enumerable
                .Range(0, universe)
                .Where(_ => random.NextDouble() < share)
                .Select(number => new PrincipalOrdinal(number))
        );
    }
}
