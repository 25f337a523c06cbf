using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Restrictions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Access.Ranger;

public sealed class CatalogueMatcherTests
{
    private const int Usually = 300;

    [Fact]
    public void Small_parts_come_to_the_same_lists_as_one_part()
    {
        var parts = 0;
        foreach (var seed in RandomEstates.Seeds(Usually, 0, 1))
        {
            var facts = new RandomEstate(seed).Create();
            var whole = new Matched(facts, int.MaxValue);
            var split = new Matched(facts, 1);
            parts += facts.Tables.Select(table => table.Name.Database).Distinct().Count() - 1;
            Assert.Equal(whole.Found.SignatureOf, split.Found.SignatureOf);
            Assert.Equal(whole.Found.FirstTableOf, split.Found.FirstTableOf);
            Assert.All(
                Enumerable.Range(0, facts.Tables.Length),
                table => Assert.Equal(whole.On(table), split.On(table))
            );
        }

        Assert.True(
            !RandomEstates.IsUsual || parts > Usually / 2,
            $"The estates had {parts} databases beside their first."
        );
    }

    private sealed class Matched
    {
        private readonly EstateFacts _facts;

        internal Matched(EstateFacts facts, int partLength)
        {
            _facts = facts;
            var people = SharedPeople.Of(facts, CancellationToken.None);
            var (accounts, closure) = people;
            var policies = new DecidedPolicies(facts, accounts, closure);
            var types = new AccessTypes(facts.Service?.AccessTypes ?? []);
            var zones = new ZoneIndex(facts.Zones, accounts);
            var (conditions, tags) = (policies.Conditions, policies.Tags);
            Found = new(
                facts.Tables,
                new(policies, types, accounts, closure),
                conditions,
                zones,
                tags,
                accounts,
                new RestrictionIndex(policies.Facts, conditions, types, zones, tags, accounts, closure),
                CancellationToken.None,
                partLength
            );
        }

        internal CatalogueMatcher Found { get; }

        // Every list that speaks on the table, written out: table, columns in their order, sight.
        internal string On(int table)
        {
            var signature = Found.Signatures[Found.SignatureOf[table]];
            var columns =
                Found.ColumnLists[table] ?? [.. _facts.Tables[table].Columns.Select(_ => signature.Columns[0])];
            return string.Join(
                    " / ",
                    new[] { signature.Table }.Concat(columns).Concat(signature.Visibility).Select(Text)
                ) + $" / {signature.Restriction} {string.Join(',', signature.Columns.Select(Text).Order())}";
        }

        private string Text(int number)
        {
            var list = Found.Lists.Lists[number];
            return $"{list.Owner}: "
                + string.Join(
                    ' ',
                    list.Policies.Select(listed =>
                            $"{listed.Policy}{(listed.IsBelow ? "below" : "")}[{string.Join(',', Found.Lists.Filters[listed.Filter].Members().Select(member => member.Value))}]"
                        )
                        .Order(StringComparer.Ordinal)
                );
        }
    }
}
