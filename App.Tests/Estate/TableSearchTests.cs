using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Tests.Estate;

public sealed class TableSearchTests
{
    private static readonly TableSummary[] s_tables =
    [
        Table(0, "finance.ledger", SensitivityLabel.Internal, people: 40),
        Table(1, "telemetry.keys_eu", SensitivityLabel.Restricted, people: 900),
        Table(2, "telemetry.keys_us", null, people: 12),
    ];

    [Fact]
    public void Every_word_has_to_occur_somewhere_in_the_name_without_case()
    {
        Assert.Equal(["telemetry.keys_us"], Names(new(Search: "KEYS us")));
        Assert.Equal([], Names(new(Search: "keys ledger")));
    }

    [Fact]
    public void A_whole_name_can_be_pasted()
    {
        Assert.Equal(["telemetry.keys_eu"], Names(new(Search: "telemetry.keys_eu")));
    }

    [Fact]
    public void Unclassified_tables_are_found_as_unknown_and_sort_above_restricted()
    {
        Assert.Equal(["telemetry.keys_us"], Names(new(Label: "unknown")));
        Assert.Equal(
            ["telemetry.keys_us", "telemetry.keys_eu", "finance.ledger"],
            Names(new(Sort: TableSort.Label, Descending: true))
        );
    }

    [Fact]
    public void Filters_are_joined_by_and()
    {
        Assert.Equal(["telemetry.keys_eu"], Names(new(Database: "telemetry", MinPeople: 13)));
        Assert.Equal(["finance.ledger"], Names(new(Group: "Ledgers")));
        Assert.Equal([], Names(new(Group: "Ledgers", Class: "KEYSTROKES")));
    }

    [Fact]
    public void Equal_rows_keep_the_order_of_names_in_both_directions()
    {
        Assert.Equal(
            ["finance.ledger", "telemetry.keys_eu", "telemetry.keys_us"],
            Names(new(Sort: TableSort.Columns, Descending: true))
        );
        Assert.Equal(["finance.ledger", "telemetry.keys_eu", "telemetry.keys_us"], Names(new(Sort: TableSort.Columns)));
    }

    private static string[] Names(TableQuery query) =>
        [.. TableSearch.Find([.. s_tables], query).Select(table => table.Name.ToString())];

    private static TableSummary Table(int ordinal, string name, SensitivityLabel? label, int people)
    {
        Assert.True(TableName.TryParse(name, out var parsed));
        return new(
            new TableOrdinal(ordinal),
            parsed,
            ResourceKind.Table,
            label,
            label is null ? [] : ["INTERNAL"],
            parsed.Database == "finance" ? ["Ledgers"] : [],
            null,
            3,
            null,
            null,
            people,
            0,
            null,
            false
        );
    }
}
