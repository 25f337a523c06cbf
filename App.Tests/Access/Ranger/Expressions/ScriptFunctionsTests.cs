using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Tests.Access.Ranger.Expressions;

/// <summary>Every macro and every method of <c>ctx</c>, and what a condition's script comes to.</summary>
public sealed class ScriptFunctionsTests
{
    [Theory]
    [InlineData("GET_TAG_NAMES()", "AUDIT,PII")]
    [InlineData("GET_TAG_NAMES_Q()", "'AUDIT','PII'")]
    [InlineData("GET_TAG_NAMES('none', '|')", "AUDIT|PII")]
    [InlineData("GET_TAG_NAMES_Q('none', '|', '<', '>')", "<AUDIT>|<PII>")]
    [InlineData("GET_TAG_NAMES_Q('none', '|', '*')", "*AUDIT*|*PII*")]
    [InlineData("GET_TAG_NAMES('none', null)", "AUDITPII")]
    [InlineData("GET_TAG_NAMES('none', '|', '<', '>')", "AUDIT|PII")]
    [InlineData("TAG_NAMES_CSV", "AUDIT,PII")]
    [InlineData("TAG_NAMES_Q_CSV", "'AUDIT','PII'")]
    [InlineData("TAG_ATTR_NAMES_CSV", "_matchType,_type,degree,expiry")]
    [InlineData("GET_TAG_ATTR_NAMES_Q('', '')", "'_matchType''_type''degree''expiry'")]
    [InlineData("UG_NAMES_CSV", "clerks,staff")]
    [InlineData("UG_NAMES_Q_CSV", "'clerks','staff'")]
    [InlineData("UG_ATTR_NAMES_CSV", "_name,desk,floor")]
    [InlineData("UR_NAMES_CSV", "readers,writers")]
    [InlineData("UR_NAMES_Q_CSV", "'readers','writers'")]
    [InlineData("USER_ATTR_NAMES_CSV", "_name,site")]
    [InlineData("GET_TAG_ATTR('degree')", "1,3")]
    [InlineData("GET_TAG_ATTR_Q('degree')", "'1','3'")]
    [InlineData("GET_TAG_ATTR_CSV('degree')", "1,3")]
    [InlineData("GET_TAG_ATTR_Q_CSV('degree')", "'1','3'")]
    [InlineData("GET_TAG_ATTR('degree', 'none', '|')", "1|3")]
    [InlineData("GET_TAG_ATTR('missing', 'none')", "none")]
    [InlineData("GET_TAG_ATTR()", "!")]
    [InlineData("GET_UG_ATTR('floor')", "2,1")]
    [InlineData("GET_UG_ATTR_Q('floor')", "'2','1'")]
    [InlineData("GET_UG_ATTR('missing')", "")]
    [InlineData("GET_USER_ATTR('site')", "north")]
    [InlineData("GET_USER_ATTR_Q('site')", "'north'")]
    [InlineData("GET_USER_ATTR('_name')", "ann")]
    [InlineData("GET_USER_ATTR('missing')", "")]
    [InlineData("HAS_TAG('PII')", "true")]
    [InlineData("HAS_TAG('pii')", "false")]
    [InlineData("HAS_TAG()", "!")]
    [InlineData("HAS_ANY_TAG", "true")]
    [InlineData("HAS_NO_TAG", "false")]
    [InlineData("HAS_TAG_ATTR('degree')", "true")]
    [InlineData("HAS_TAG_ATTR('missing')", "false")]
    [InlineData("HAS_USER_ATTR('site')", "true")]
    [InlineData("HAS_USER_ATTR('missing')", "false")]
    [InlineData("HAS_UG_ATTR('desk')", "true")]
    [InlineData("HAS_UG_ATTR('missing')", "false")]
    [InlineData("IS_IN_GROUP('clerks')", "true")]
    [InlineData("IS_IN_GROUP('readers')", "false")]
    [InlineData("IS_IN_ROLE('readers')", "true")]
    [InlineData("IS_IN_ROLE('clerks')", "false")]
    [InlineData("IS_IN_ANY_GROUP", "true")]
    [InlineData("IS_IN_ANY_ROLE", "true")]
    [InlineData("IS_NOT_IN_ANY_GROUP", "false")]
    [InlineData("IS_NOT_IN_ANY_ROLE", "false")]
    [InlineData("IS_ACCESS_TIME_AFTER('2026/06/01')", "true")]
    [InlineData("IS_ACCESS_TIME_AFTER('2026/06/01 12:00')", "false")]
    [InlineData("IS_ACCESS_TIME_AFTER('2026/06/02')", "false")]
    [InlineData("IS_ACCESS_TIME_BEFORE('2026/06/01')", "false")]
    [InlineData("IS_ACCESS_TIME_BEFORE('2026/06/01 12:00')", "false")]
    [InlineData("IS_ACCESS_TIME_BEFORE('2026/06/02')", "true")]
    [InlineData("IS_ACCESS_TIME_BETWEEN('2026/06/01', '2026/06/02')", "true")]
    [InlineData("IS_ACCESS_TIME_BETWEEN('2026/06/01 12:00', '2026/06/01 12:00')", "true")]
    [InlineData("IS_ACCESS_TIME_BETWEEN('2026/06/02', '2026/06/03')", "false")]
    [InlineData("IS_ACCESS_TIME_BETWEEN('2026/05/01', '2026/06/01')", "false")]
    [InlineData("IS_ACCESS_TIME_BEFORE('2026/06/01 12:30', 'Asia/Tokyo')", "false")]
    [InlineData("IS_ACCESS_TIME_AFTER('2026/06/01 12:30', 'Asia/Tokyo')", "true")]
    [InlineData("IS_ACCESS_TIME_AFTER('2026/06/01', 'Nowhere')", "? a time of access compared with what is no date")]
    [InlineData("IS_ACCESS_TIME_AFTER('x')", "? a time of access compared with what is no date")]
    [InlineData("IS_ACCESS_TIME_AFTER()", "? a time of access compared with what is no date")]
    [InlineData("IS_ACCESS_TIME_BETWEEN('2026/06/01')", "? a time of access compared with what is no date")]
    [InlineData("whatever()", "? the function whatever")]
    public void A_macro_says(string script, string value) =>
        Assert.Equal(value, AskedScript.Value(script, AskedScript.Complete));

    [Theory]
    [InlineData("ctx.isAccessedAfter('expiry')", "true")]
    [InlineData("ctx.isAccessedBefore('expiry')", "false")]
    [InlineData("ctx.isAccessedAfter('degree')", "true")]
    [InlineData("ctx.isAccessedBefore('degree')", "false")]
    [InlineData("ctx.isAccessedAfter('PII', 'expiry')", "true")]
    [InlineData("ctx.isAccessedBefore('PII', 'expiry')", "false")]
    [InlineData("ctx.getAttributeValue('degree')", "3")]
    [InlineData("ctx.getAttributeValue('AUDIT', 'degree')", "1")]
    [InlineData("ctx.getAttributeValue('OTHER', 'degree')", "null")]
    [InlineData("ctx.getTagAttributeAsDate('PII', 'expiry').getTime()", "1780272000000")]
    [InlineData("ctx.getTagAttributes('AUDIT').degree", "1")]
    [InlineData("ctx.getTagAttributes('OTHER')", "null")]
    [InlineData("ctx.getCurrentTagType()", "PII")]
    [InlineData("ctx.getCurrentTag().type", "PII")]
    [InlineData("ctx.getAllTagTypes()", "PII,AUDIT")]
    [InlineData("ctx.getAttributeValueForAllMatchingTags('AUDIT', 'degree')", "1")]
    [InlineData("ctx.getAttributeValueForAllMatchingTags('AUDIT', 'missing')", "")]
    [InlineData("ctx.getRequestContextAttribute('LOCATION_COUNTRY')", "AT")]
    [InlineData("ctx.getRequestContextAttribute('missing')", "null")]
    [InlineData("ctx.getUser()", "ann")]
    [InlineData("ctx.getUserGroups()", "clerks,staff")]
    [InlineData("ctx.getUserRoles()", "readers,writers")]
    [InlineData("ctx.getAccessTime().getTime()", "1780315200000")]
    [InlineData("ctx.isAccessTypeAny()", "false")]
    [InlineData("ctx.isAccessTypeDelegatedAdmin()", "false")]
    [InlineData("ctx.getAction()", "QUERY")]
    [InlineData("ctx.getClientIPAddress()", "10.0.0.1")]
    [InlineData("ctx.getClientType()", "beeline")]
    [InlineData("ctx.getRequestData()", "select 1")]
    [InlineData("ctx.getResult()", "false")]
    [InlineData("ctx.logDebug('a')", "undefined")]
    [InlineData("ctx.logInfo('a')", "undefined")]
    [InlineData("ctx.logWarn('a')", "undefined")]
    [InlineData("ctx.logError('a')", "undefined")]
    [InlineData("ctx.logFatal('a')", "undefined")]
    [InlineData("ctx.isInGroup('clerks')", "true")]
    [InlineData("ctx.isInRole('clerks')", "false")]
    [InlineData("ctx.hasTag('PII')", "true")]
    [InlineData("ctx.ugNamesCsv()", "clerks,staff")]
    [InlineData("ctx.ugNamesCsvQ()", "'clerks','staff'")]
    [InlineData("ctx.tagNames()", "AUDIT,PII")]
    [InlineData("ctx.getTagNames('none', '|')", "AUDIT|PII")]
    [InlineData("ctx.whatever()", "? the function ctx.whatever")]
    [InlineData("ctx.getUser('extra')", "? the function ctx.getUser")]
    public void The_context_says(string script, string value) =>
        Assert.Equal(value, AskedScript.Value(script, AskedScript.Complete));

    // The very instant of the date is after it and before it: the peer asks "not before" and "not after".
    [Fact]
    public void At_the_very_date_both_hold()
    {
        var noon = AskedScript.Complete with { AccessTime = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero) };

        Assert.Equal("true", AskedScript.Value("ctx.isAccessedAfter('expiry')", noon));
        Assert.Equal("true", AskedScript.Value("ctx.isAccessedBefore('expiry')", noon));
    }

    [Theory]
    [InlineData(AccessRequest.AnyAccess, "true", "false")]
    [InlineData("", "true", "false")]
    [InlineData(AccessRequest.AdminAccess, "false", "true")]
    public void Special_types_are_told_apart(string type, string any, string admin)
    {
        var request = AskedScript.Complete with { AccessType = type, Scope = MatchingScope.SelfOrDescendants };

        Assert.Equal(any, AskedScript.Value("ctx.isAccessTypeAny()", request));
        Assert.Equal(admin, AskedScript.Value("ctx.isAccessTypeDelegatedAdmin()", request));
        Assert.Equal("SELF_OR_DESCENDANTS", AskedScript.Value("REQ.resourceMatchingScope", request));
    }

    [Theory]
    [InlineData("true", Certainty.Yes)]
    [InlineData("false", Certainty.No)]
    [InlineData("'any value that is no boolean'", Certainty.Yes)]
    [InlineData("0", Certainty.Yes)]
    [InlineData("null", Certainty.No)]
    [InlineData("undefined", Certainty.No)]
    [InlineData("nobody", Certainty.No)]
    [InlineData("ctx.result = true; nobody", Certainty.Yes)]
    [InlineData("ctx.result = 'text'; null", Certainty.No)]
    [InlineData("ctx.setResult(true)", Certainty.Yes)]
    [InlineData("ctx.setResult(false)", Certainty.No)]
    [InlineData("ctx.setResult(true, 1)", Certainty.Unknown)]
    [InlineData("ctx.result = USER.missing == null; ctx.logInfo('x')", Certainty.Yes)]
    [InlineData("ctx.result = true; var a = ctx.result; a", Certainty.Yes)]
    [InlineData("other.result = true", Certainty.Unknown)]
    [InlineData("ctx.other = true", Certainty.Unknown)]
    [InlineData("if (", Certainty.Unknown)]
    public void A_condition_comes_to(string script, Certainty expected) =>
        Assert.Equal(expected, AskedScript.Condition(script, AskedScript.Complete));

    [Theory]
    [InlineData("ctx.result = REQ.clientType == 'x'; null", Certainty.Unknown)]
    [InlineData("ctx.result = true; if (REQ.clientType == 'x') { ctx.result = false }; null", Certainty.Unknown)]
    [InlineData("if (REQ.clientType == 'x') { ctx.result = true }", Certainty.Unknown)]
    [InlineData("USER._name == 'ann' || REQ.clientType == 'x'", Certainty.Yes)]
    public void A_condition_on_the_session_comes_to(string script, Certainty expected) =>
        Assert.Equal(expected, AskedScript.Condition(script, AskedScript.Partial));
}
