using System.Collections.Immutable;
using System.Text;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.WhatIfs;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Planning;

namespace GovernanceDashboard.Tests.Components.Pages.WhatIfs;

public sealed class ChangeSpellingTests
{
    private static readonly ImmutableArray<Change> s_changes =
    [
        new ItemPrincipalChange(ChangeOperation.Remove, 4, PolicyItemList.Allow, 1, PrincipalId.Everyone),
        new ItemPrincipalChange(
            ChangeOperation.Add,
            12,
            PolicyItemList.DenyException,
            0,
            PrincipalId.Login("p-0011223344")
        ),
        new MembershipChange(ChangeOperation.Remove, new(PrincipalId.Group("a:b;c"), PrincipalId.Role("größe 50%"))),
        new MembershipChange(ChangeOperation.Add, new(PrincipalId.Login("svc/etl"), PrincipalId.Group("eng"))),
        new PolicyEnabledChange(ChangeOperation.Remove, 4),
        PolicyChange.Delete(5),
        new ItemChange(ChangeOperation.Remove, 6, PolicyItemList.Deny, 2, null),
        new RoleChange(ChangeOperation.Remove, "a:b;c"),
        new TagChange(ChangeOperation.Add, new(new("sales", "orders", "ssn"), "PII", ClassificationBasis.Import)),
        new ZoneChange(ChangeOperation.Remove, "eu", null),
        new OwnerChange(ChangeOperation.Add, new("sales", "orders"), "p-0011223344"),
        new OwnerChange(ChangeOperation.Remove, new("sales"), null),
        new TableChange(ChangeOperation.Remove, new("sales", "orders"), null),
    ];

    [Fact]
    public void Changes_read_back_as_they_were_written()
    {
        Assert.Equal(s_changes, ChangeSpelling.Read(ChangeSpelling.Write(s_changes)));
    }

    [Fact]
    public void No_changes_leave_no_trace_in_the_address()
    {
        Assert.Null(ChangeSpelling.Write([]));
        Assert.Empty(ChangeSpelling.Read(null));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-")]
    [InlineData("-item:4:allow:1")]
    [InlineData("-item:four:allow:1:group%3Apublic")]
    [InlineData("-item:4:maybe:1:group%3Apublic")]
    [InlineData("-item:4:allow:-1:group%3Apublic")]
    [InlineData("*member:login%3Aa:group%3Ab")]
    [InlineData("-member:login%3Aa:login%3Ab")]
    [InlineData("-member:nobody:group%3Ab")]
    public void What_cannot_be_read_is_left_out(string text)
    {
        Assert.Empty(ChangeSpelling.Read(text));
        Assert.Equal(s_changes[..1], ChangeSpelling.Read(text + ";" + ChangeSpelling.Write(s_changes[..1])));
    }

    [Fact]
    public void A_change_set_row_has_the_columns_of_the_file()
    {
        Assert.Equal(
            ["remove", "item-principal", "policy:4/allow/1", "group:public", null, "allow"],
            RowOf(s_changes[0])
        );
        Assert.Equal(["add", "membership", "group:eng", "login:svc/etl", null, null], RowOf(s_changes[3]));
        Assert.Equal("nesting", RowOf(s_changes[2])[1]);
    }

    [Fact]
    public void The_saved_change_set_is_the_file_that_the_command_line_reads()
    {
        var csv = CsvText.Write(ChangeRow.Columns, s_changes.Select(RowOf));

        var reading = ChangeSetFile.Read(new MemoryStream(Encoding.UTF8.GetBytes('\ufeff' + csv)));

        Assert.Empty(reading.Problems);
        Assert.Equal(s_changes, reading.Changes!.Changes);
    }

    [Fact]
    public void A_whole_policy_and_an_inverse_stay_out_of_the_address()
    {
        Assert.True(ChangeSpelling.CanWrite(s_changes[0]));
        Assert.False(ChangeSpelling.CanWrite(s_changes[0] with { IsRestoration = true }));
        Assert.False(
            ChangeSpelling.CanWrite(
                new ItemChange(ChangeOperation.Add, 1, PolicyItemList.Allow, null, new([], [], [], [], []))
            )
        );
    }

    private static IReadOnlyList<string?> RowOf(Change change) => ChangeRow.Write(change)!.Value;
}
