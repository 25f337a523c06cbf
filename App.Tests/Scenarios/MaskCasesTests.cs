using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Tests.Scenarios.OneTable;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>Masks and row filters (semantics, section 15), one idea each, on one table that everyone can read.</summary>
public sealed class MaskCasesTests
{
    [Fact]
    public void A_mask_on_one_column_leaves_a_full_reader_full_and_flags_it()
    {
        var index = Reading(Mask(2, "sales.orders.ssn", Shown("MASK_HASH", groups: ["eng"])));

        Reads(index, "ann", AccessLevel.Full);
        var masked = Assert.Single(Restrictions(index, "ann").Masks);
        Assert.Equal((1, "MASK_HASH", 2L, true), (masked.Column, masked.Type, masked.PolicyId, masked.IsSure));
        Assert.Empty(Restrictions(index, "bob").Masks);
        Assert.True(Flags(index).Masked.Contains(Ann(index)));
        Assert.Equal(["ann", "bob"], Facts.Readers(index, Table));
    }

    [Fact]
    public void Who_sees_every_readable_column_masked_is_counted_apart()
    {
        var index = Reading(
            Mask(2, "sales.orders.ssn", Shown("MASK_NULL", groups: ["public"])),
            Mask(3, "sales.orders.id", Shown("MASK", users: ["ann"]))
        );

        Assert.Equal(["bob"], Facts.Readers(index, Table));
        Assert.Equal([Ann(index)], Flags(index).MaskedOnly.Members());
        Reads(index, "ann", AccessLevel.Full);
    }

    [Fact]
    public void The_first_item_that_applies_wins_and_no_mask_ends_the_search()
    {
        var index = Reading(
            Mask(2, "sales.orders.ssn", Shown("MASK_NONE", users: ["ann"]), Shown("MASK", groups: ["public"])),
            Mask(3, "sales.orders.ssn", Shown("MASK_NULL", users: ["ann"]))
        );

        Assert.Empty(Restrictions(index, "ann").Masks);
        Assert.Equal("MASK", Assert.Single(Restrictions(index, "bob").Masks).Type);
    }

    [Fact]
    public void An_asterisk_in_a_masks_resource_is_a_name_unless_the_definition_says_otherwise()
    {
        var everywhere = Mask(2, "sales.*.ssn", Shown("MASK", groups: ["public"]));

        Assert.Empty(Restrictions(Reading(everywhere), "ann").Masks);
        var facts = Make(Open, everywhere);
        var wild = Build(facts with { Service = facts.Service! with { LiteralMaskLevels = [] } });
        Assert.Single(Restrictions(wild, "ann").Masks);
    }

    [Theory]
    [InlineData(0, "MASK_HASH")]
    [InlineData(1, "MASK_NULL")]
    public void A_tags_mask_beats_a_resources_unless_that_has_a_higher_priority(int priority, string expected)
    {
        var facts = Make(
            Open,
            Mask(2, "tag:PII", Shown("hive:MASK_HASH", groups: ["public"], access: "hive:select")),
            Mask(3, "sales.orders.ssn", Shown("MASK_NULL", groups: ["public"])) with
            {
                Priority = priority,
            }
        );
        var index = Build(
            facts with
            {
                Classifications = [new(new("sales", "orders", "ssn"), "PII", ClassificationBasis.Import)],
            }
        );

        Assert.Equal(expected, Assert.Single(Restrictions(index, "ann").Masks).Type);
    }

    [Fact]
    public void The_nearer_tag_decides()
    {
        var facts = Make(
            Open,
            Mask(2, "tag:WIDE", Shown("MASK_HASH", groups: ["public"], access: "hive:select")) with
            {
                Name = "a",
                Priority = 1,
            },
            Mask(3, "tag:NEAR", Shown("MASK_NULL", groups: ["public"], access: "hive:select")) with
            {
                Name = "b",
            }
        );
        var index = Build(
            facts with
            {
                Classifications =
                [
                    new(new("sales", "orders"), "WIDE", ClassificationBasis.Import),
                    new(new("sales", "orders", "ssn"), "NEAR", ClassificationBasis.Import),
                ],
            }
        );

        Assert.Equal(["MASK_HASH", "MASK_NULL"], Restrictions(index, "ann").Masks.Select(mask => mask.Type));
    }

    [Fact]
    public void A_mask_under_an_unknown_condition_is_conditional_and_makes_eff_an_interval()
    {
        var perhaps = Shown("MASK", users: ["ann"]) with { Conditions = [new("ip-range", ["10.*"])] };
        var index = Reading(Mask(2, "sales.orders.ssn", perhaps), Mask(3, "sales.orders.id", perhaps));

        Assert.All(
            Restrictions(index, "ann").Masks,
            mask => Assert.Equal((true, false), (mask.IsConditional, mask.IsSure))
        );
        Assert.Equal(["bob"], Facts.Readers(index, Table));
        Assert.Equal(2, index.PossiblyReadingPeople(Facts.Find(index, Table)).Count);
        Assert.True(index.IsConditional(Facts.Find(index, Table)));
        Assert.True(Flags(index).MaybeMaskedOnly.Contains(Ann(index)));
    }

    [Fact]
    public void What_is_not_known_of_a_policy_about_the_user_is_one_thing_for_all_its_items()
    {
        // Without a user store nobody knows who has the attribute: either the policy speaks, and its first item shows ann all, or it is silent.
        var index = Scripted(
            Make(
                Open,
                Mask(2, "sales.orders.ssn", Shown("MASK_NONE", users: ["ann"]), Shown("MASK", groups: ["public"])) with
                {
                    Conditions = [new("expression", ["HAS_USER_ATTR('dept')"])],
                }
            )
        );

        Assert.Empty(Restrictions(index, "ann").Masks);
        Assert.Equal([index.FindAccount("bob")!.Value], Flags(index).MaybeMasked.Members());
        var masked = Assert.Single(Restrictions(index, "bob").Masks);
        Assert.Equal(("MASK", true, false), (masked.Type, masked.IsConditional, masked.IsSure));
    }

    [Fact]
    public void An_owner_whom_the_items_condition_leaves_out_is_not_masked_by_it()
    {
        var owners = Shown("MASK", users: ["{OWNER}"]) with
        {
            Conditions = [new("expression", ["IS_IN_GROUP('eng')"])],
        };
        var facts = Make(Open, Mask(2, "sales.orders.ssn", owners));

        Assert.Empty(Flags(Scripted(OwnedBy("bob"))).Masked.Members());
        var index = Scripted(OwnedBy("ann"));
        Assert.Equal([Ann(index)], Flags(index).Masked.Members());

        EstateFacts OwnedBy(string login) => facts with { Tables = [facts.Tables[0] with { Creator = login }] };
    }

    [Fact]
    public void A_row_filter_flags_its_readers_who_stay_readers_and_an_empty_one_shows_all()
    {
        var index = Reading(
            Filter(2, "sales.orders", Rows("region = 'EU'", groups: ["eng"]), Rows("", groups: ["public"]))
        );

        Assert.Equal("region = 'EU'", Restrictions(index, "ann").Filter!.Expression);
        Assert.Null(Restrictions(index, "bob").Filter);
        Assert.Equal([Ann(index)], Flags(index).Filtered.Members());
        Assert.Equal(["ann", "bob"], Facts.Readers(index, Table));
    }

    [Fact]
    public void A_mask_neither_grants_nor_concerns_those_who_cannot_read()
    {
        var index = With(Mask(2, "sales.orders.ssn", Shown("MASK", groups: ["public"])));

        Reads(index, "ann", AccessLevel.None);
        Assert.Empty(Flags(index).Masked.Members());
    }

    [Fact]
    public void A_mask_of_another_zone_or_out_of_season_does_not_count()
    {
        var item = Shown("MASK", groups: ["public"]);
        var index = Reading(
            Mask(2, "sales.orders.ssn", item) with
            {
                ZoneName = "z",
            },
            Mask(3, "sales.orders.ssn", item) with
            {
                IsEnabled = false,
            },
            Mask(4, "sales.orders.ssn", item) with
            {
                Schedules = [new(null, "2026/01/01 00:00:00", null)],
            }
        );

        Assert.Empty(Restrictions(index, "ann").Masks);
    }

    private static Policy Open => Facts.Policy(1, "sales.orders.*", allow: [Everyone()]);

    private static AccessIndex Reading(params Policy[] policies) => With([Open, .. policies]);

    private static AccessIndex Scripted(EstateFacts facts) =>
        Build(
            facts with
            {
                Service = facts.Service! with
                {
                    Conditions = [new("expression", "RangerScriptConditionEvaluator", [])],
                },
            }
        );

    private static Policy Mask(long id, string resource, params PolicyItem[] items) =>
        Facts.Policy(id, resource) with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [.. items],
        };

    private static Policy Filter(long id, string resource, params PolicyItem[] items) =>
        Mask(id, resource, items) with
        {
            Type = PolicyType.RowFilter,
        };

    private static PolicyItem Shown(
        string mask,
        string[]? users = null,
        string[]? groups = null,
        string access = "select"
    ) => Facts.Item(access, users, groups) with { Mask = new(mask) };

    private static PolicyItem Rows(string filter, string[]? users = null, string[]? groups = null) =>
        Facts.Item("select", users, groups) with
        {
            RowFilter = filter,
        };

    private static AccountRestrictions Restrictions(AccessIndex index, string login)
    {
        var (account, table) = (index.FindAccount(login)!.Value, Facts.Find(index, Table));
        return index.Restrictions(account, table, index.WhoCanAccess(table).ColumnsOf(account));
    }

    private static ReaderFlags Flags(AccessIndex index) => index.WhoCanAccess(Facts.Find(index, Table)).Flags;
}
