using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>
/// The same question asked in several ways has one answer: by sets, by rows, by one account and by rule, where conditions, owners, masks
/// and more than one column list are at work.
/// </summary>
public sealed class SharedAnswersTests
{
    private static readonly PolicyCondition s_open = new("expression", ["REQ.clientType == 'x'"]);

    // By column: id by everyone in dev, ssn by its owner and by lab should a condition hold; t.more is asked for as one.
    private static readonly AccessIndex s_index = Build(
        Facts.Policy(1, "d.t.id", [Facts.Item(groups: ["dev"])]),
        Facts.Policy(
            2,
            "d.t.ssn",
            [Facts.Item(users: ["{OWNER}"]), Facts.Item(groups: ["lab"]) with { Conditions = [s_open] }]
        ),
        Facts.Policy(3, "d.more.*", [Facts.Item(groups: ["dev"])]),
        Facts.Policy(4, "d.open.*", [Facts.Item(groups: ["dev"]) with { Conditions = [s_open] }]),
        Facts.Policy(5, "d.own.*", [Facts.Item(users: ["{OWNER}"]), Facts.Item(groups: ["lab"])]),
        Facts.Policy(6, "d.maybe.*", [Facts.Item(users: ["{OWNER}"]) with { Conditions = [s_open] }]),
        Facts.Policy(7, "d.masked.*", [Facts.Item(groups: ["dev"])]),
        Facts.Policy(8, "d.masked.id") with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [Facts.Item(groups: ["dev"]) with { Mask = new("MASK_NULL") }],
        },
        Facts.Policy(9, "d.hidden.*", [Facts.Item("update", groups: ["lab"])])
    );

    [Theory]
    [InlineData("d.t", "ann Full bob Partial cy None?")]
    [InlineData("d.more", "ann Full bob Full")]
    [InlineData("d.open", "ann None? bob None?")]
    [InlineData("d.own", "ann Full cy Full")]
    [InlineData("d.maybe", "ann None?")]
    [InlineData("d.masked", "ann Full bob Full")]
    [InlineData("d.hidden", "cy MetadataOnly")]
    public void All_ways_to_ask_agree(string name, string expected)
    {
        Assert.NotNull(expected);
        var table = Facts.Find(s_index, name);
        var row = s_index.NewReaderBits();
        s_index.Write(s_index.Signature(table), row);
        var levels = s_index.PeopleByLevel(table);
        var who = s_index.WhoCanAccess(table);
        Assert.Equal(s_index.ReadingPeople(table), PrincipalSet.CopyOf(s_index.Accounts.Length, row.Sure));
        Assert.Equal(
            s_index.PossiblyReadingPeople(table),
            PrincipalSet.CopyOf(s_index.Accounts.Length, row.IsCertain ? row.Sure : row.Possible)
        );
        Assert.Equal(row.IsCertain, s_index.ReadingPeople(table).Equals(s_index.PossiblyReadingPeople(table)));
        var told = new List<string>();
        for (var account = 0; account < s_index.Accounts.Length; account++)
        {
            var ordinal = new PrincipalOrdinal(account);
            var one = s_index.WhatCanAccess(ordinal, AccessLevel.None).Single(access => access.Table == table);
            Assert.Equal(who.LevelOf(ordinal), one.Level);
            Assert.Equal(who.Conditional.Contains(ordinal), one.IsConditional);
            Assert.Equal(one.Level >= AccessLevel.Partial, s_index.Readers(table).Contains(ordinal));
            Assert.Equal(
                one.Level >= AccessLevel.MetadataOnly,
                levels.Sure(AccessLevel.MetadataOnly).Contains(ordinal)
            );
            Assert.Equal(one.Level == AccessLevel.Full, levels.Sure(AccessLevel.Full).Contains(ordinal));
            foreach (var least in Enum.GetValues<AccessLevel>())
            {
                Assert.Equal(
                    one.Level >= least,
                    s_index.WhatCanAccess(ordinal, least).Any(access => access.Table == table)
                );
            }

            if (one.Level != AccessLevel.None || one.IsConditional)
            {
                told.Add($"{s_index.Accounts[account].Id.Name} {one.Level}{(one.IsConditional ? "?" : "")}");
            }
        }

        Assert.Equal(expected, string.Join(' ', told));
    }

    [Fact]
    public void Only_lists_of_policies_have_a_rule()
    {
        Assert.False(s_index.ReadsAllOrNothing(Facts.Find(s_index, "d.t")));
        Assert.True(s_index.ReadsAllOrNothing(Facts.Find(s_index, "d.more")));
        Assert.False(s_index.ReadsAllOrNothing(Facts.Find(s_index, "d.masked")));
        Assert.Null(s_index.RuleOf(Facts.Find(s_index, "d.masked")));
        Assert.Null(s_index.RuleOf(Facts.Find(s_index, "d.masked"), 0));
        Assert.NotNull(s_index.RuleOf(Facts.Find(s_index, "d.more")));
        var (id, ssn) = (s_index.RuleOf(Facts.Find(s_index, "d.t"), 0), s_index.RuleOf(Facts.Find(s_index, "d.t"), 1));
        Assert.NotEqual(id!.Value.Number, ssn!.Value.Number);
        Assert.NotEqual(id.Value.Rule(), ssn.Value.Rule());
        Assert.Equal(
            s_index.RuleOf(Facts.Find(s_index, "d.more"))!,
            s_index.RuleOf(Facts.Find(s_index, "d.more"), 1)!.Value.Rule()
        );
        var closure = new MembershipClosure(
            new(s_index.Facts.Principals),
            s_index.Facts.Principals,
            s_index.Facts.Memberships,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            [AccessDecision.Allowed, AccessDecision.Allowed, AccessDecision.Denied],
            Enumerable.Range(0, 3).Select(account => id.Value.Rule().Of(account, closure.ContainersOf(account).Bits))
        );
        Assert.Equal(
            [AccessDecision.Allowed, AccessDecision.Denied, AccessDecision.Conditional],
            Enumerable.Range(0, 3).Select(account => ssn.Value.Rule().Of(account, closure.ContainersOf(account).Bits))
        );
        var sql = HiveEstate.Sql(HiveEstate.Grant("ann"));
        Assert.Null(sql.RuleOf(new(0)));
        Assert.Null(sql.RuleOf(new(0), 0));
        Assert.False(sql.ReadsAllOrNothing(new(0)));
    }

    [Fact]
    public void A_mask_tells_signatures_apart_and_sets_of_other_sizes_do_not_mix()
    {
        var signatures = new[] { "d.masked", "d.more" }.Select(name => s_index.Signature(Facts.Find(s_index, name)));
        var refused = Assert.Throws<ArgumentException>(() => PrincipalSet.Empty(3).Union(PrincipalSet.Empty(4)));

        Assert.Equal(2, signatures.Distinct().Count());
        Assert.True(s_index.IsRestricted(Facts.Find(s_index, "d.masked")));
        Assert.All(
            new[] { 64, 1000 },
            size => Assert.False(PrincipalSet.Range(size, 0, size).Contains(new PrincipalOrdinal(size)))
        );
        Assert.Contains("A set over 4 accounts does not fit one over 3.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_columns_is_read_for_a_reason_too()
    {
        var facts = Facts.Of(
            ["ann", "bob"],
            [("eng", ["ann"])],
            [("d.bare", [])],
            [Facts.Policy(1, "d.bare", [Facts.Item(users: ["bob"], groups: ["eng"])])]
        );
        var index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);

        var reasons = index.Reasons(new(0));
        var openers = index.OpenersBySignature(TestContext.Current.CancellationToken)[0];

        Assert.Equal(AccessVia.Group, reasons.Of(index.FindAccount("ann")!.Value)!.Via);
        Assert.Equal(AccessVia.Named, reasons.Of(index.FindAccount("bob")!.Value)!.Via);
        Assert.Equal((AccessVia.Group, AccessLevel.Full), (openers.Openers[0].Via, openers.Openers[0].Level));
        var denied = AccessIndex.Build(
            facts with
            {
                Policies = [Facts.Policy(1, "d.bare", deny: [Facts.Item(users: ["bob"])])],
            },
            TestContext.Current.CancellationToken
        );
        Assert.EndsWith(
            ": policy \"policy 1\" denies it.",
            Facts.Explain(denied, "bob", "d.bare").WhyNot,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Some_flag_is_set_where_any_is()
    {
        var none = PrincipalSet.Empty(3);
        var some = PrincipalSet.FromSorted(3, [1]);

        Assert.False(ReaderFlags.None(none).IsAny);
        Assert.True((ReaderFlags.None(none) with { Masked = some }).IsAny);
        Assert.True((ReaderFlags.None(none) with { MaybeMasked = some }).IsAny);
        Assert.True((ReaderFlags.None(none) with { Filtered = some }).IsAny);
        Assert.True((ReaderFlags.None(none) with { MaybeFiltered = some }).IsAny);
        var mask = new ColumnMask(0, "MASK_NULL", null, 1, "p", 0, false, true);
        var filter = new AppliedRowFilter("a = 1", 1, "p", 0, false, true);
        Assert.False(AccountRestrictions.None.IsConditional);
        Assert.False(new AccountRestrictions([mask], filter).IsConditional);
        Assert.True(new AccountRestrictions([mask, mask with { IsConditional = true }], filter).IsConditional);
        Assert.True(new AccountRestrictions([mask], filter with { IsConditional = true }).IsConditional);
    }

    [Theory]
    [InlineData("d.t.id", "d.t.id", "Column")]
    [InlineData("d.t.*", "d.t.*", "Table")]
    [InlineData("d.*.*", "d.*.*", "Database")]
    [InlineData("*.*.**", "*.*.**", "Catalog")]
    [InlineData("*.t*", "*.t*", "Table")]
    [InlineData("tag:PII", "tag PII", "Catalog")]
    public void A_resource_arises_where_it_still_chooses(string resource, string text, string at)
    {
        Assert.Equal(text, ResourceTexts.Of(Facts.Resource(resource)));
        Assert.Equal(at, ResourceTexts.ArisesAt(Facts.Resource(resource)).ToString());
    }

    [Fact]
    public void Several_values_exclusions_and_other_levels_are_written_out()
    {
        var but = Facts.Resource(("database", ["hr"]), ("table", ["a", "", "b"]));
        but = new(but.Levels.SetItem("column", new(["ssn"], IsExcludes: true)));

        Assert.Equal("hr.{a, b}.(all but ssn)", ResourceTexts.Of(but));
        Assert.Equal(ResourceKind.Column, ResourceTexts.ArisesAt(but));
        Assert.Equal("url=s3a://x", ResourceTexts.Of(Facts.Resource(("url", ["s3a://x"]))));
        Assert.Equal("hr zone=z", ResourceTexts.Of(Facts.Resource(("database", ["hr"]), ("zone", ["z"]))));
        Assert.Equal("d.*", ResourceTexts.Of(Facts.Resource(("database", ["d"]), ("table", [""]))));
        Assert.Equal(
            ResourceKind.Database,
            ResourceTexts.ArisesAt(Facts.Resource(("database", ["d"]), ("table", [""])))
        );
        Assert.Equal(
            ResourceKind.Table,
            ResourceTexts.ArisesAt(Facts.Resource(("database", ["d"]), ("table", ["", "a"])))
        );
    }

    private static AccessIndex Build(params Policy[] policies)
    {
        string[] names = ["hidden", "masked", "maybe", "more", "open", "own", "t"];
        var facts = Facts.Of(
            ["ann", "bob", "cy"],
            [("dev", ["ann", "bob"]), ("lab", ["cy"])],
            [.. names.Select(name => ("d." + name, new[] { "id", "ssn" }))],
            policies
        );
        return AccessIndex.Build(
            facts with
            {
                Tables = [.. facts.Tables.Select(table => table with { Creator = "ann" })],
            },
            CancellationToken.None
        );
    }
}
