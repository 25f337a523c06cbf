using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Tests.Reference;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

public sealed class PatternIndexTests
{
    private static readonly CancellationToken s_token = TestContext.Current.CancellationToken;

    [Fact]
    public void Tables_under_the_same_group_are_one_pattern_and_people_named_outright_are_its_residue()
    {
        var index = Build(
            Facts.Policy(1, "a.*.*", allow: [Facts.Item(groups: ["eng"])]),
            Facts.Policy(2, "a.two.*", allow: [Facts.Item(users: ["bob"])])
        );
        var patterns = PatternIndex.Build(index, s_token);

        var pattern = patterns.Of(Facts.Find(index, "a.one"));
        Assert.Same(pattern, patterns.Of(Facts.Find(index, "a.two")));
        Assert.Equal(
            [new AccessOpener(AccessVia.Group, PrincipalId.Group("eng"), AccessLevel.Full, false)],
            pattern.Openers
        );
        Assert.Equal(["bob"], Logins(index, pattern.Residue));
        Assert.Equal(["ann", "bob"], Logins(index, pattern.People));
        Assert.Equal(3, pattern.Pairs);
        Assert.Empty(patterns.Of(Facts.Find(index, "b.one")).Openers);
        Assert.Equal(2, patterns.Decisions);
    }

    [Fact]
    public void A_group_that_a_deny_or_a_higher_priority_silences_opens_nothing()
    {
        var index = Build(
            Facts.Policy(
                1,
                "a.one.*",
                allow: [Facts.Item(groups: ["eng", "ops"])],
                deny: [Facts.Item(groups: ["eng"])]
            ),
            Facts.Policy(2, "a.two.*", allow: [Facts.Item(groups: ["eng"])]),
            Facts.Policy(3, "a.two.*", allow: [Facts.Item(groups: ["public"])], priority: 1)
        );
        var patterns = PatternIndex.Build(index, s_token);

        Assert.Equal(["group:ops"], Names(patterns.Of(Facts.Find(index, "a.one"))));
        Assert.Equal(["group:public"], Names(patterns.Of(Facts.Find(index, "a.two"))));
    }

    [Fact]
    public void The_level_tells_tables_apart_that_the_same_group_opens()
    {
        var index = Build(
            Facts.Policy(1, "a.one.*", allow: [Facts.Item(groups: ["eng"])]),
            Facts.Policy(2, "a.two.id", allow: [Facts.Item(groups: ["eng"])]),
            Facts.Policy(3, "b.one", allow: [Facts.Item(groups: ["eng"])])
        );
        var patterns = PatternIndex.Build(index, s_token);

        Assert.Equal(AccessLevel.Full, Assert.Single(patterns.Of(Facts.Find(index, "a.one")).Openers).Level);
        Assert.Equal(AccessLevel.Partial, Assert.Single(patterns.Of(Facts.Find(index, "a.two")).Openers).Level);
        Assert.Equal(AccessLevel.TableOnly, Assert.Single(patterns.Of(Facts.Find(index, "b.one")).Openers).Level);
    }

    [Fact]
    public void Two_policies_that_open_tables_to_the_same_people_give_one_signature()
    {
        var index = Build(
            Facts.Policy(1, "a.one.*", allow: [Facts.Item(groups: ["eng"])]),
            Facts.Policy(2, "a.two.*", allow: [Facts.Item(users: ["ann"])])
        );
        var signatures = SignatureIndex.Build(index, s_token);

        Assert.Equal(2, signatures.Signatures.Length);
        var open = signatures.Of(Facts.Find(index, "a.one"));
        Assert.Same(open, signatures.Of(Facts.Find(index, "a.two")));
        Assert.Equal((1, 2L), (open.People, open.Pairs));
    }

    [Fact]
    public void Ids_do_not_hang_on_the_other_tables()
    {
        var policy = Facts.Policy(1, "a.one.*", allow: [Facts.Item(groups: ["eng"])]);
        var alone = Build(policy);
        var beside = Build(policy, Facts.Policy(2, "b.*.*", allow: [Facts.Item(groups: ["public"])]));

        Assert.Equal(
            PatternIndex.Build(alone, s_token).Of(Facts.Find(alone, "a.one")).Id,
            PatternIndex.Build(beside, s_token).Of(Facts.Find(beside, "a.one")).Id
        );
    }

    [Fact]
    public void On_random_estates_openers_are_what_the_explanations_of_all_accounts_name()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var index = AccessIndex.Build(new RandomEstate(seed).Create(), s_token);
            var patterns = PatternIndex.Build(index, s_token);
            var openers = index.OpenersBySignature(s_token);
            var seen = 0;
            for (var value = 0; value < index.Facts.Tables.Length; value++)
            {
                var table = new TableOrdinal(value);
                var (expected, named) = Explained(index, table);
                var found = openers[index.Signature(table)];
                Assert.Equal(
                    expected,
                    found
                        .Openers.Where(opener => !opener.IsConditional && opener.Level > AccessLevel.TableOnly)
                        .Select(opener => (opener.Via, opener.Principal, opener.Level))
                        .ToHashSet()
                );
                Assert.Subset(Logins(index, found.Named).ToHashSet(), named);
                Assert.Contains(table, patterns.Of(table).Tables);
                Assert.Equal(found.Openers, patterns.Of(table).Openers);
                seen++;
            }

            Assert.Equal(seen, patterns.Patterns.Sum(pattern => pattern.Tables.Length));
            var signatures = SignatureIndex.Build(index, s_token);
            Assert.Equal(seen, signatures.Signatures.Sum(signature => signature.Tables.Length));
            Assert.Equal(patterns.Pairs, signatures.Signatures.Sum(signature => signature.Pairs));
            foreach (var signature in signatures.Signatures)
            {
                var first = index.WhoCanAccess(signature.Tables[0]);
                Assert.All(
                    signature.Tables,
                    table =>
                    {
                        var readers = index.WhoCanAccess(table);
                        Assert.Equal(first.Full, readers.Full);
                        Assert.Equal(first.Partial, readers.Partial);
                        Assert.Equal(first.MetadataOnly, readers.MetadataOnly);
                    }
                );
            }
        }
    }

    // Asks every account about every column, item by item: no sets are involved.
    private static (HashSet<(AccessVia, PrincipalId?, AccessLevel)> Openers, HashSet<string> Named) Explained(
        AccessIndex index,
        TableOrdinal table
    )
    {
        var columns = index.Table(table).Columns;
        var named = new HashSet<string>();
        var opened = new Dictionary<(AccessVia, PrincipalId?), HashSet<string>>();
        foreach (var account in Enumerable.Range(0, index.Accounts.Length).Select(value => new PrincipalOrdinal(value)))
        {
            foreach (var column in columns.IsEmpty ? [(string?)null] : columns.Select(column => (string?)column.Name))
            {
                var explanation = index.Explain(account, table, column);
                foreach (
                    var opinion in explanation.Deciding.Where(opinion =>
                        explanation.Level == AccessLevel.Full && opinion.Via != AccessVia.SuperUser
                    )
                )
                {
                    if (opinion.Via == AccessVia.Named)
                    {
                        named.Add(index.Accounts[account.Value].Id.Name);
                        continue;
                    }

                    PrincipalId? principal = opinion.Via is AccessVia.AnyUser or AccessVia.Owner
                        ? null
                        : opinion.Chain[^1];
                    if (!opened.TryGetValue((opinion.Via, principal), out var where))
                    {
                        opened.Add((opinion.Via, principal), where = []);
                    }

                    where.Add(column ?? "");
                }
            }
        }

        return (
            [
                .. opened.Select(pair =>
                    (
                        pair.Key.Item1,
                        pair.Key.Item2,
                        pair.Value.Count == Math.Max(1, columns.Length) ? AccessLevel.Full : AccessLevel.Partial
                    )
                ),
            ],
            named
        );
    }

    private static AccessIndex Build(params Policy[] policies) =>
        AccessIndex.Build(
            Facts.Of(
                ["ann", "bob"],
                [("eng", ["ann"]), ("ops", ["bob"])],
                [("a.one", ["id", "ssn"]), ("a.two", ["id", "ssn"]), ("b.one", ["id"])],
                policies
            ),
            s_token
        );

    private static string[] Logins(AccessIndex index, PrincipalSet accounts) =>
        [.. accounts.Members().Select(account => index.Accounts[account.Value].Id.Name)];

    private static string[] Names(AccessPattern pattern) =>
        [.. pattern.Openers.Select(opener => opener.Principal.ToString()!)];
}
