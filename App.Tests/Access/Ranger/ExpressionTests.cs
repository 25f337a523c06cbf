using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>The part of JavaScript that conditions are written in: decided where it can be, unknown otherwise, never wrong.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("USER._name == 'ann' && USER.site == \"north\"")]
    [InlineData("['eu', 'us'].indexOf(USER.site) < 0")]
    [InlineData("UGNAMES.includes('clerks') || false")]
    [InlineData("IS_IN_ANY_GROUP && !IS_NOT_IN_ANY_ROLE")]
    [InlineData("UG_NAMES_CSV == 'clerks,staff'")]
    [InlineData("GET_USER_ATTR('missing', 'none') === 'none'")]
    [InlineData("HAS_TAG('PII') && TAG.degree >= 2 && TAG_NAMES_Q_CSV == \"'PII'\"")]
    [InlineData("REQ.accessType != 'update'")]
    [InlineData("var allowed = false; if (USER.site == 'north') { allowed = true; } allowed")]
    [InlineData("ctx.result = ctx.getUser() == 'ann';")]
    [InlineData("TAG.degree > 2 && 2 < TAG.degree && !(TAG.degree > 3) && TAG.degree <= 3")]
    [InlineData("'b' > 'a' && !('a' > 'b')")]
    [InlineData("'north'.substring(1, 3) == 'or' && 'north'.substring(2) == 'rth'")]
    [InlineData("/* why */ true // because")]
    [InlineData("TAG._matchType == 'SELF'")]
    [InlineData("importPackage('java.util'); true")]
    [InlineData("ctx.result = true; var text = 'a'; text.result == null")]
    [InlineData("RES.database.length == 5")]
    public void Holds(string script) => Assert.Equal(Certainty.Yes, Condition(script));

    [Theory]
    [InlineData("USER.site == 'south'")]
    [InlineData("HAS_TAG('SECRET')")]
    [InlineData("USER.missing == 'x'")]
    [InlineData("TAG.degree < 3")]
    [InlineData("USER.missing.deeper == 'x'")] // an error, as for the peer
    public void Does_not_hold(string script) => Assert.Equal(Certainty.No, Condition(script));

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("java.lang.System.exit(1)")]
    [InlineData("(function () { return true; })()")]
    [InlineData("fetch('http://x')")]
    public void Is_not_decided(string script) => Assert.Equal(Certainty.Unknown, Condition(script));

    [Fact]
    public void What_is_known_decides_where_the_rest_cannot_change_it()
    {
        Assert.Equal(Certainty.No, Condition("USER.site == 'south' && fetch('x')"));
        Assert.Equal(Certainty.Yes, Condition("USER.site == 'north' || fetch('x')"));
    }

    private static Certainty Condition(string script)
    {
        var tag = RequestTag.Plain("PII") with { Attributes = Attributes("degree", "3") };
        var request = new AccessRequest
        {
            AccessType = "select",
            User = "ann",
            Groups = ["staff", "clerks"],
            AccessTime = DateTimeOffset.UnixEpoch,
            UserAttributes = Attributes("site", "north"),
            Resource = AccessResource.Of(new("sales")),
            IsComplete = true,
        };
        return ScriptEvaluator.Condition(script, new(request, ["readers"], [tag], tag));
    }

    private static ImmutableSortedDictionary<string, string> Attributes(string name, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(name, value);
}
