using System.Text;
using System.Text.Json;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Data;

/// <summary>Reading a body quickly must give what the serializer gives, or leave it to the serializer.</summary>
public sealed class FactBodyReadersTests
{
    [Fact]
    public void Bodies_read_quickly_equal_those_of_the_serializer()
    {
        var random = new RandomFacts(11);
        var bodies = new FactBodies();
        for (var round = 0; round < 100; round++)
        {
            Same(random.One<TableResource>(), FactBodyReaders.Table, bodies);
            Same(random.One<Principal>(), FactBodyReaders.Principal, bodies);
            Same(random.One<PathPermission>(), FactBodyReaders.Path, bodies);
            Same(random.One<Classification>(), FactBodyReaders.Classification, bodies);
        }
    }

    [Theory]
    [InlineData("""{"path":"/a","isDirectory":true,"access":{},"later":1}""")]
    [InlineData("""{"isDirectory":true,"path":"/a"}""")]
    [InlineData("""{"path":"/a"}""")]
    [InlineData("{}")]
    public void A_body_with_something_unknown_is_left_to_the_serializer(string body) =>
        Assert.False(FactBodyReaders.Path(Encoding.UTF8.GetBytes(body), new FactBodies(), out _));

    [Fact]
    public void Equal_columns_stand_once()
    {
        var bodies = new FactBodies();
        var one = Encoding.UTF8.GetBytes(
            """{"name":["d","t"],"kind":"Table","columns":[["id","int"],["n","int","c",true]]}"""
        );
        var other = Encoding.UTF8.GetBytes(
            """{"name":["d","u"],"kind":"View","columns":[["n","int","c",true],["id","int"]]}"""
        );

        Assert.True(FactBodyReaders.Table(one, bodies, out var table));
        Assert.True(FactBodyReaders.Table(other, bodies, out var view));

        Assert.Equal([new("id", "int"), new("n", "int", "c", true)], table.Columns);
        Assert.Same(table.Columns[0], view.Columns[1]);
    }

    private static void Same<T>(T fact, FactBodyReader<T> read, FactBodies bodies)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(fact, FactKind<T>.Json(bodies.Json));
        var expected = JsonSerializer.Deserialize(body, FactKind<T>.Json(bodies.Json));
        if (read(body, bodies, out var found))
        {
            Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(found));
        }
        else
        {
            // Tags with attributes and logins that need escaping are few.
            Assert.True(fact is Classification { Instance: not null } or Principal);
        }
    }
}
