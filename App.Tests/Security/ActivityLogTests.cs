using GovernanceDashboard.Security;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Tests.Security;

/// <summary>The activity log: appended by several processes at once, never changed unnoticed.</summary>
public sealed class ActivityLogTests
{
    private static readonly CurrentUser s_auditor = new("auditor-1", AppRole.Auditor);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_log_verifies_and_ends_in_zeros()
    {
        await using var installation = new Installation();

        Assert.Equal(new ActivityHead(0, new string('0', 64)), await installation.Activity.HeadAsync(Token));
        Assert.Equal(
            new ActivityVerification(0, new string('0', 64), null, null),
            await installation.Activity.VerifyAsync(Token)
        );
    }

    [Fact]
    public async Task Rows_are_numbered_chained_and_read_back_newest_first()
    {
        await using var installation = await FilledAsync(3);

        var rows = await installation.Activity.ReadAsync(s_auditor, 0, 10, Token);

        Assert.Equal([3, 2, 1], rows.Select(row => row.Sequence));
        Assert.Equal(rows[1].Hash, rows[0].PreviousHash);
        Assert.Equal(rows[2].Hash, rows[1].PreviousHash);
        Assert.Equal(new ActivityHead(3, rows[0].Hash), await installation.Activity.HeadAsync(Token));
        Assert.Equal([2], (await installation.Activity.ReadAsync(s_auditor, 1, 1, Token)).Select(row => row.Sequence));
    }

    [Fact]
    public async Task A_row_s_hash_can_be_computed_by_an_outsider()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);
        await using var installation = new Installation(new Doubles.SetClock(at.AddTicks(77)));

        var entry = await installation.Activity.AppendAsync(s_auditor, "export", "table:größe", null, Token);

        // printf '1:1\n13:1790000000123\n9:auditor-1\n6:export\n13:table:größe\n-\n64:000…0\n' | sha256sum
        var text = $"1:1\n13:1790000000123\n9:auditor-1\n6:export\n13:table:größe\n-\n64:{new string('0', 64)}\n";
        var expected = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(Convert.ToHexStringLower(expected), entry.Hash);
        Assert.Equal(at, entry.At);
    }

    [Fact]
    public async Task Only_roles_that_may_see_the_activity_read_it()
    {
        await using var installation = await FilledAsync(1);

        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            installation.Activity.ReadAsync(new CurrentUser("r", AppRole.Reviewer), 0, 10, Token)
        );
    }

    [Theory]
    [InlineData("UPDATE activity SET What = 'else' WHERE Sequence = 3;", 3, "Row 3 was changed")]
    [InlineData("UPDATE activity SET Reason = NULL WHERE Sequence = 3;", 3, "Row 3 was changed")]
    [InlineData("UPDATE activity SET At = At + 1 WHERE Sequence = 3;", 3, "Row 3 was changed")]
    [InlineData("DELETE FROM activity WHERE Sequence = 3;", 3, "Row 3 is missing")]
    [InlineData("DELETE FROM activity WHERE Sequence = 1;", 1, "Row 1 is missing")]
    [InlineData(
        "DELETE FROM activity WHERE Sequence = 3; UPDATE activity SET Sequence = 3 WHERE Sequence = 4; UPDATE activity SET Sequence = 4 WHERE Sequence = 5;",
        3,
        "Row 3 does not follow row 2"
    )]
    [InlineData(
        "UPDATE activity SET Sequence = 100 WHERE Sequence = 3; UPDATE activity SET Sequence = 3 WHERE Sequence = 4; UPDATE activity SET Sequence = 4 WHERE Sequence = 100;",
        3,
        "Row 3 does not follow row 2"
    )]
    public async Task Tampering_is_found_at_the_first_row_that_does_not_fit(string sql, long brokenAt, string reason)
    {
        await using var installation = await FilledAsync(5);
        await installation.TamperAsync(sql);

        var verification = await installation.Activity.VerifyAsync(Token);

        Assert.Equal(brokenAt, verification.BrokenAt);
        Assert.StartsWith(reason, verification.Reason, StringComparison.Ordinal);
        Assert.Equal(brokenAt - 1, verification.Rows);
    }

    [Fact]
    public async Task A_row_replaced_together_with_its_hash_breaks_the_next_one()
    {
        await using var installation = await FilledAsync(3);
        await using var forged = await FilledAsync(1);
        await forged.Activity.AppendAsync(s_auditor, "export", "something else", null, Token);
        var row = (await forged.Activity.ReadAsync(s_auditor, 0, 1, Token))[0];
        await installation.TamperAsync($"UPDATE activity SET Hash = '{row.Hash}' WHERE Sequence = 2;");

        Assert.Equal(2, (await installation.Activity.VerifyAsync(Token)).BrokenAt);
    }

    [Fact]
    public async Task A_tail_cut_off_shows_against_a_head_noted_elsewhere()
    {
        await using var installation = await FilledAsync(5);
        var noted = await installation.Activity.HeadAsync(Token);
        Assert.Null((await installation.Activity.VerifyAsync(noted, Token)).BrokenAt);

        await installation.TamperAsync("DELETE FROM activity WHERE Sequence > 3;");

        // Alone the chain cannot know what came after its end.
        Assert.Null((await installation.Activity.VerifyAsync(Token)).BrokenAt);
        Assert.Equal(4, (await installation.Activity.VerifyAsync(noted, Token)).BrokenAt);
    }

    [Fact]
    public async Task A_log_made_anew_shows_against_a_head_noted_elsewhere()
    {
        await using var installation = await FilledAsync(2);
        var noted = await installation.Activity.HeadAsync(Token);
        await installation.TamperAsync("DELETE FROM activity;");
        await AppendAsync(installation, 3, "another past");

        Assert.Null((await installation.Activity.VerifyAsync(Token)).BrokenAt);
        Assert.Equal(2, (await installation.Activity.VerifyAsync(noted, Token)).BrokenAt);
    }

    [Theory]
    [InlineData("UPDATE activity SET What = 'else'")]
    [InlineData("DELETE FROM activity")]
    public async Task The_database_itself_refuses_changes(string sql)
    {
        await using var installation = await FilledAsync(1);
        await using var connection = new SqliteConnection(
            $"Data Source={installation.Folder.File("governance.db")};Pooling=False"
        );
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;

        var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(Token));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Appends_from_several_contexts_at_once_keep_the_chain_whole()
    {
        const int writers = 4;
        const int each = 25;
        await using var installation = new Installation();
        var neighbours = Enumerable.Range(0, writers).Select(_ => installation.Neighbour()).ToList();

        await Task.WhenAll(
            neighbours.Select((neighbour, number) => Task.Run(() => AppendAsync(neighbour, each, $"writer {number}")))
        );

        var verification = await installation.Activity.VerifyAsync(Token);
        Assert.Null(verification.BrokenAt);
        Assert.Equal(writers * each, verification.Rows);
        foreach (var neighbour in neighbours)
        {
            await neighbour.DisposeAsync();
        }
    }

    private static async Task<Installation> FilledAsync(int rows)
    {
        var installation = new Installation();
        await AppendAsync(installation, rows, "table:sales.orders");
        return installation;
    }

    private static async Task AppendAsync(Installation installation, int rows, string what)
    {
        for (var row = 1; row <= rows; row++)
        {
            await installation.Activity.AppendAsync(s_auditor, "export", $"{what} {row}", "asked by counsel", Token);
        }
    }
}
