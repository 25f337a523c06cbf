using GovernanceDashboard.Conformance;

namespace GovernanceDashboard.Tests.Conformance;

/// <summary>What the peer's own reader forgives.</summary>
public sealed class LenientJsonTests
{
    [Theory]
    [InlineData("{ 'a': [1, 2,], }", """{"a":[1,2]}""")]
    [InlineData("{ \"a\": 1 // one\n, # two\n \"b\": /* three */ 2 }", """{"a":1,"b":2}""")]
    [InlineData("{ a: 'it\"s' }", """{"a":"it\u0022s"}""")]
    [InlineData("{ \"a\": \"http://x#y\" }", """{"a":"http://x#y"}""")]
    public void Is_forgiven(string text, string strict) =>
        Assert.Equal(strict, System.Text.Json.JsonSerializer.Serialize(LenientJson.Read(text)));

    [Theory]
    [InlineData("")]
    [InlineData("{ \"a\": ")]
    [InlineData("[1, 2")]
    public void Is_not(string text) => Assert.Throws<InvalidDataException>(() => LenientJson.Read(text));
}
