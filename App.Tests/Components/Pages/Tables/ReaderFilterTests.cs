using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Components.Pages.Tables;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Tables;

public sealed class ReaderFilterTests
{
    private static readonly ImmutableArray<ReaderRow> s_readers =
    [
        Row("p-1", AccessLevel.Full, "Finance", EmploymentStatus.Active),
        Row("p-2", AccessLevel.Partial, "Legal", EmploymentStatus.Departed),
        Row("p-3", AccessLevel.Full, "Legal", EmploymentStatus.Active),
        Row("svc-etl", AccessLevel.Full, null, null, PrincipalKind.ServiceAccount),
    ];

    [Fact]
    public void Without_a_filter_everybody_is_listed_in_the_answers_order()
    {
        Assert.Equal(s_readers, ReaderFilter.Everyone.Apply(s_readers));
        Assert.False(ReaderFilter.Everyone.IsFiltering);
    }

    [Fact]
    public void All_parts_of_a_search_must_occur_and_case_does_not_matter()
    {
        Assert.Equal(["p-3"], References(new(Search: "LEGAL p-3")));
    }

    [Fact]
    public void Filters_are_joined_by_and()
    {
        Assert.Equal(["p-3"], References(new(Search: "legal", Level: AccessLevel.Full)));
        Assert.Equal(["svc-etl"], References(new(Kind: PrincipalKind.ServiceAccount)));
    }

    [Fact]
    public void The_departed_can_be_singled_out()
    {
        Assert.Equal(["p-2"], References(new(Status: EmploymentStatus.Departed)));
    }

    [Fact]
    public void A_sort_orders_and_keeps_equals_in_place()
    {
        Assert.Equal(
            ["p-2", "p-3", "p-1", "svc-etl"],
            References(new(Sort: new RowSort(nameof(ReaderRow.Department), Descending: true)))
        );
        Assert.Equal(
            ["p-2", "p-1", "p-3", "svc-etl"],
            References(new(Sort: new RowSort(nameof(ReaderRow.Level), false)))
        );
    }

    private static string[] References(ReaderFilter filter) =>
        [.. filter.Apply(s_readers).Select(row => row.Principal.Reference)];

    private static ReaderRow Row(
        string reference,
        AccessLevel level,
        string? department,
        EmploymentStatus? status,
        PrincipalKind kind = PrincipalKind.User
    ) =>
        new(
            new PrincipalLabel(reference, reference, kind),
            level,
            [],
            ["hive"],
            false,
            department,
            null,
            null,
            null,
            status
        );
}
