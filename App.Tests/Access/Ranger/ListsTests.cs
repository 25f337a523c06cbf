using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>Lists of policies: which are one, what they stand on, and which policies are found by the names of their tables.</summary>
public sealed class ListsTests
{
    private static readonly AccountDirectory s_accounts = new(OneTable.Make().Principals);
    private static readonly PrincipalSet s_ann = PrincipalSet.FromSorted(2, [0]);
    private static readonly PrincipalSet s_bob = PrincipalSet.FromSorted(2, [1]);

    [Theory]
    [InlineData("d|t|*", "d: t")]
    [InlineData("D|T,u|*", "d: t u")]
    [InlineData("d|u,t,t|*", "d: u t t")]
    [InlineData("d|t*|*", null)]
    [InlineData("d|t,u?|*", null)]
    [InlineData("d|t,|*", null)]
    [InlineData("d|{USER}|*", null)]
    [InlineData("d*|t|*", null)]
    [InlineData("{OWNER}|t|*", null)]
    [InlineData("|t|*", null)]
    [InlineData("d,e|t|*", null)]
    [InlineData("d|t|id", null)]
    [InlineData("d|t|*,id", null)]
    [InlineData("d|t|", null)]
    [InlineData("!d|t|*", null)]
    [InlineData("d|!t|*", null)]
    [InlineData("d|t|!*", null)]
    public void Tables_named_letter_by_letter_are_found_by_name(string resource, string? expected)
    {
        var written = Resource(resource);

        Assert.Equal(expected, Text(NamedTables.Of([written])));
        Assert.Null(NamedTables.Of([written, written]));
        Assert.Null(NamedTables.Of([]));
        Assert.Null(NamedTables.Of([new(written.Levels.Remove("column"))]));
        Assert.Null(NamedTables.Of([new(written.Levels.Remove("table").Add("udf", new(["f"])))]));
        Assert.Null(NamedTables.Of([new(written.Levels.SetItem("table", new([])))]));

        static string? Text(NamedTables? found) =>
            found is { } named ? $"{named.Database}: {string.Join(' ', named.Tables)}" : null;
    }

    [Fact]
    public void Equal_lists_are_one_however_they_are_divided()
    {
        var table = new PolicyListTable(s_accounts);
        var basis = table.BaseOf(Packed(2, 1, 1))!;

        Assert.Equal("0: 1 2", Text(table, basis.Number));
        Assert.Null(table.BaseOf([]));
        Assert.Same(basis, table.BaseOf(Packed(1, 2)));
        Assert.Equal(basis.Number, table.NumberOf(null, Packed(2, 1), -1));
        Assert.Equal(basis.Number, table.NumberOf(basis, Packed(1, 2, 2), -1));

        var added = table.NumberOf(basis, Packed(3, 1, 3), -1);
        Assert.Equal("1 on 0: 3", Text(table, added));
        Assert.Equal([1, 2, 3], table.Lists[added].Policies.Select(listed => listed.Policy));
        Assert.Equal(added, table.NumberOf(null, Packed(1, 2, 3), -1));
        Assert.Equal(added, table.NumberOf(basis, Packed(3), -1));
        Assert.Equal(2, table.Count);

        // An owner's list comes after the one without.
        var owned = table.NumberOf(basis, Packed(4), 1);
        Assert.Equal("3 of 1 on 0: 4", Text(table, owned));
        Assert.Equal("2 on 0: 4", Text(table, table.Lists[owned].WithoutOwner.Number));
        Assert.Equal(owned, table.NumberOf(null, Packed(1, 2, 4), 1));
        Assert.Equal("4 of 0 on 0: 4", Text(table, table.NumberOf(basis, Packed(4), 0)));
        var alone = table.NumberOf(basis, [], 1);
        Assert.Equal(basis.Number, table.Lists[alone].WithoutOwner.Number);
    }

    [Fact]
    public void A_list_that_something_was_added_to_may_become_a_base()
    {
        var table = new PolicyListTable(s_accounts);
        var basis = table.BaseOf(Packed(1))!;
        var number = table.NumberOf(basis, Packed(2), -1);

        var other = table.BaseOf(Packed(1, 2))!;

        Assert.Equal((number, null), (other.Number, other.Base));
        Assert.Equal([1, 2], other.Own.Select(listed => listed.Policy));
        Assert.Equal("2 on 1: 3", Text(table, table.NumberOf(other, Packed(3), -1)));
    }

    [Fact]
    public void Filters_and_what_lies_below_tell_lists_apart()
    {
        var table = new PolicyListTable(s_accounts);

        Assert.Equal([0, 1, 2, 1], new[] { s_accounts.All, s_ann, s_bob, s_ann }.Select(table.FilterOf));
        int[] numbers =
        [
            table.NumberOf(null, [new ListedPolicy(1, 0, false).Packed], -1),
            table.NumberOf(null, [new ListedPolicy(1, 1, false).Packed], -1),
            table.NumberOf(null, [new ListedPolicy(1, 2, false).Packed], -1),
            table.NumberOf(null, [new ListedPolicy(1, 0, true).Packed], -1),
            table.NumberOf(null, [new ListedPolicy(1, 1, true).Packed], -1),
            table.NumberOf(null, [new ListedPolicy(1, 1, false).Packed], -1),
        ];
        Assert.Equal([0, 1, 2, 3, 4, 1], numbers);
        Assert.Equal(new ListedPolicy(1, 1, true), table.Lists[4].Own.Single());
    }

    [Fact]
    public void Lists_of_another_part_keep_what_they_hold()
    {
        var here = new PolicyListTable(s_accounts);
        here.FilterOf(s_bob);
        var known = here.BaseOf(Packed(1, 2))!;
        var there = new PolicyListTable(s_accounts);
        there.FilterOf(s_ann);
        var basis = there.BaseOf(Packed(1, 2))!;
        there.NumberOf(basis, [new ListedPolicy(5, 1, false).Packed], 1);
        there.NumberOf(null, Packed(7), -1);
        there.NumberOf(null, [], -1);

        var numbers = here.Absorb(there);

        Assert.Equal(known.Number, numbers[basis.Number]);
        Assert.Equal([0, 1, 2, 3, 4], numbers);
        Assert.Equal(
            ["0: 1 2", "1 on 0: 5[ann]", "2 of 1 on 0: 5[ann]", "3: 7", "4: "],
            numbers.Select(number => Text(here, number))
        );
        Assert.Equal([s_accounts.All, s_bob, s_ann], here.Filters);
        Assert.Equal(numbers, here.Absorb(there));
    }

    [Fact]
    public void Signatures_are_told_apart_by_all_that_they_say()
    {
        var lists = new TableLists(1, [1, 2], [3], 4);
        TableLists[] others =
        [
            new(0, [1, 2], [3], 4),
            new(1, [1], [3], 4),
            new(1, [1, 2], [3, 3], 4),
            new(1, [1, 2], [3]),
        ];

        Assert.Equal(lists, new(1, [1, 2], [3], 4));
        Assert.Equal(lists.GetHashCode(), new TableLists(1, [1, 2], [3], 4).GetHashCode());
        Assert.All(others, other => Assert.NotEqual(lists, other));
        Assert.Equal(5, others.Append(lists).Select(one => one.GetHashCode()).Distinct().Count());
        Assert.False(lists.Equals(null));
        Assert.Equal(new(7, [5, 6], [8], 4), lists.Renumbered([0, 7, 5, 8]) with { Columns = [5, 6] });
        Assert.Equal([5, 7], lists.Renumbered([0, 7, 5, 8]).Columns);
    }

    [Theory]
    [InlineData("", "1", 1)]
    [InlineData("1", "1", 1)]
    [InlineData("2", "1", -1)]
    [InlineData("1 2", "1", -1)]
    [InlineData("1", "2", -1)]
    [InlineData("1", "1 2", -1)]
    public void One_list_decides_all_where_everything_has_it(string columns, string visibility, int expected)
    {
        var lists = new TableLists(1, Numbers(columns), Numbers(visibility));

        Assert.Equal(expected, lists.Only);
        Assert.Equal(columns.Length == 0 ? [1] : Numbers(columns), lists.Reading);

        static ImmutableArray<int> Numbers(string text) =>
            [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each[0] - '0')];
    }

    [Fact]
    public void Thousands_of_policies_are_gathered_in_their_order()
    {
        // More than one thread takes at a time; a deny stands behind the first part of them.
        const int Many = 4200;
        string[] people = ["ann", "bob", "cy", "dee", "eve"];
        var index = OneTable.Build(
            Facts.Of(
                people,
                [("g", ["dee", "eve"])],
                [("d.a", ["id"]), ("d.b", ["id"]), ("d.c", ["id"])],
                [
                    .. Enumerable
                        .Range(1, Many)
                        .Select(id => Facts.Policy(id, "d.b.*", [Facts.Item("update", ["ann"])])),
                    Facts.Policy(Many + 1, "d.a.*", [Facts.Item(users: ["ann", "bob"], groups: ["g"])]),
                    Facts.Policy(Many + 2, "d.a.*", deny: [Facts.Item(users: ["eve"]), Facts.Item("update", ["ann"])]),
                    Facts.Policy(
                        Many + 3,
                        "d.c.*",
                        [Facts.Item(groups: ["g"])],
                        allowExceptions: [Facts.Item(users: ["dee"])]
                    ),
                ]
            )
        );

        Assert.Equal(["ann", "bob", "dee"], Facts.Readers(index, "d.a"));
        Assert.Empty(Facts.Readers(index, "d.b"));
        Assert.Equal(["eve"], Facts.Readers(index, "d.c"));
        Assert.Equal(
            "ann d.a, bob d.a, dee d.a, eve d.c",
            string.Join(
                ", ",
                people.SelectMany(login =>
                    index
                        .WhatCanAccess(index.FindAccount(login)!.Value, AccessLevel.Full)
                        .Select(access => $"{login} {index.Table(access.Table).Name}")
                )
            )
        );
    }

    private static PolicyResource Resource(string text)
    {
        string[] levels = ["database", "table", "column"];
        return new(
            text.Split('|')
                .Select(
                    (part, level) =>
                        KeyValuePair.Create(
                            levels[level],
                            new ResourceValues([.. part.TrimStart('!').Split(',')], part.StartsWith('!'))
                        )
                )
                .ToImmutableSortedDictionary()
        );
    }

    private static List<long> Packed(params int[] policies) =>
        [.. policies.Select(policy => new ListedPolicy(policy, 0, false).Packed)];

    private static string Text(PolicyListTable table, int number)
    {
        var list = table.Lists[number];
        return $"{list.Number}{(list.Owner < 0 ? "" : $" of {list.Owner}")}{(list.Base is { } basis ? $" on {basis.Number}" : "")}: "
            + string.Join(
                ' ',
                list.Own.Select(listed =>
                    listed.Filter == 0
                        ? $"{listed.Policy}"
                        : $"{listed.Policy}[{string.Join(' ', table.Filters[listed.Filter].Members().Select(one => s_accounts.Accounts[one.Value].Id.Name))}]"
                )
            );
    }
}
