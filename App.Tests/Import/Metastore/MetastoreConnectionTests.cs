using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Tests.Import.Metastore;

public sealed class MetastoreConnectionTests
{
    [Theory]
    [InlineData("Host=db.example;Port=5433;Database=hms;Username=reader;Password=geheim", "db.example:5433/hms")]
    [InlineData("Server=db;Database=hms;User Id=reader;pwd='ge;heim'", "db:5432/hms")]
    [InlineData("postgresql://reader:ge%20heim@db.example:5433/hms?sslmode=verify-full", "db.example:5433/hms")]
    [InlineData("jdbc:postgresql://db/hms?user=reader&password=geheim", "db:5432/hms")]
    [InlineData(" postgres://reader@db/hms\n", "db:5432/hms")]
    public void A_connection_is_read_and_shows_its_server_alone(string text, string server)
    {
        var connection = MetastoreConnection.Parse(text);

        Assert.Equal(server, connection.Server);
        Assert.Equal(server, connection.ToString());
        Assert.Equal(text.Contains("heim", StringComparison.Ordinal), connection.HoldsPassword);
        using var database = connection.Create();
        Assert.Equal("reader", new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Username);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no connection at all")]
    [InlineData("Host=db")]
    [InlineData("Database=hms;Password=geheim")]
    [InlineData("Host=db;Database=hms;Password=a;geheim=b")]
    [InlineData("Host=db;Database=hms;Port=geheim")]
    [InlineData("Host=db;Database=hms;SSL Mode=geheim")]
    [InlineData("postgresql://:geheim@/")]
    [InlineData("postgresql://u:geheim@db/hms?options=-c%20x")]
    [InlineData("jdbc:postgresql://db:geheim/hms")]
    public void What_cannot_be_read_is_refused_and_not_quoted(string text)
    {
        var refused = Assert.Throws<FormatException>(() => MetastoreConnection.Parse(text));

        Assert.DoesNotContain("geheim", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized argument 'Password=geheim'.")]
    [InlineData("Host=x;pwd = \"ge heim\";User=a")]
    [InlineData("postgresql://user:geheim@db/hms")]
    public void A_password_is_masked_in_what_is_quoted(string text)
    {
        var masked = MetastoreConnection.Mask(text);

        Assert.DoesNotContain("heim", masked, StringComparison.Ordinal);
        Assert.Contains("***", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fields_of_a_form_are_checked()
    {
        Assert.Equal("db:5432/hms", MetastoreConnection.Of(" db ", 5432, "hms", "reader", "").Server);
        Assert.Throws<FormatException>(() => MetastoreConnection.Of("db", 0, "hms", "reader", null));
        Assert.Throws<FormatException>(() => MetastoreConnection.Of("", 5432, "hms", "reader", null));
        Assert.Throws<FormatException>(() => MetastoreConnection.Of("db", 5432, " ", "reader", null));
        Assert.Throws<FormatException>(() => MetastoreConnection.Of("db", 5432, "hms", "", null));
    }
}
