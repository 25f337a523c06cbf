using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>Each kind of condition by what it compares (semantics, section 14): met, not met, or not known and why.</summary>
public sealed class ConditionRuleTests
{
    private const string InTags = "RangerAnyOfExpectedTagsPresentConditionEvaluator";
    private const string AllTags = "RangerTagsAllPresentConditionEvaluator";
    private const string NoTags = "RangerNoneOfExpectedTagsPresentConditionEvaluator";
    private const string In = "RangerContextAttributeValueInCondition";
    private const string NotIn = "RangerContextAttributeValueNotInCondition";
    private const string Hours = "RangerTimeOfDayMatcher";
    private const string Schedule = "RangerValidityScheduleConditionEvaluator";
    private const string Script = "RangerScriptConditionEvaluator";
    private const string Template = "RangerScriptTemplateConditionEvaluator";

    // Everything is told: noon on Monday, 1 June 2026, from 10.1.2.3, tagged PII and GDPR.
    private static readonly AccessRequest s_told = new()
    {
        User = "ann",
        AccessTime = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        ClientAddress = "10.1.2.3",
        ClusterName = "c1",
        ClusterType = "prod",
        Action = "QUERY",
        Context = Options(("LOCATION", "Vienna"), ("other", "")),
        IsComplete = true,
    };

    private static readonly AccessRequest s_silent = new() { AccessTime = s_told.AccessTime, IsComplete = true };

    private static readonly AccessRequest s_unknown = new() { AccessTime = s_told.AccessTime };

    [Theory]
    [InlineData("RangerIpMatcher", "", "Yes Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "10.1.2.3", "Yes Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "10.1.*", "Yes Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "10.2.*|10.1.2.3", "Yes Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "10.2.*", "No Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "10.1.2", "No Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "*", "Yes Yes ?the client's address is not known")]
    [InlineData("RangerIpMatcher", "*.*", "Yes Yes ?the client's address is not known")]
    [InlineData("RangerSimpleMatcher", "Vi*", "Yes No ?LOCATION is not known")]
    [InlineData("RangerSimpleMatcher", "Graz|Vien?a", "Yes No ?LOCATION is not known")]
    [InlineData("RangerSimpleMatcher", "Graz", "No No ?LOCATION is not known")]
    [InlineData("RangerSimpleMatcher", "", "Yes Yes Yes")]
    [InlineData(In, "Graz|Vienna", "Yes Yes ?LOCATION is not known")]
    [InlineData(In, "Vi*", "No Yes ?LOCATION is not known")]
    [InlineData(In, "", "Yes Yes Yes")]
    [InlineData(NotIn, "Graz|Vienna", "No Yes ?LOCATION is not known")]
    [InlineData(NotIn, "Graz", "Yes Yes ?LOCATION is not known")]
    [InlineData(InTags, "PII|OTHER", "Yes Yes Yes")]
    [InlineData(InTags, " GDPR ", "Yes Yes Yes")]
    [InlineData(InTags, "OTHER", "No No No")]
    [InlineData(AllTags, "PII|GDPR", "Yes Yes Yes")]
    [InlineData(AllTags, "PII|OTHER", "No No No")]
    [InlineData(NoTags, "OTHER", "Yes Yes Yes")]
    [InlineData(NoTags, "OTHER|PII", "No No No")]
    [InlineData("RangerAccessedFromClusterCondition", "c0|c1", "Yes No ?the cluster is not known")]
    [InlineData("RangerAccessedFromClusterCondition", "prod", "No No ?the cluster is not known")]
    [InlineData("RangerAccessedFromClusterCondition", "", "Yes Yes Yes")]
    [InlineData("RangerAccessedNotFromClusterCondition", "c1", "No Yes ?the cluster is not known")]
    [InlineData("RangerAccessedNotFromClusterCondition", "c2", "Yes Yes ?the cluster is not known")]
    [InlineData("RangerAccessedFromClusterTypeCondition", "prod", "Yes No ?the cluster is not known")]
    [InlineData("RangerAccessedFromClusterTypeCondition", "c1", "No No ?the cluster is not known")]
    [InlineData("RangerAccessedNotFromClusterTypeCondition", "prod", "No Yes ?the cluster is not known")]
    [InlineData("RangerAccessedNotFromClusterTypeCondition", "test", "Yes Yes ?the cluster is not known")]
    [InlineData("RangerActionMatcher", "query", "Yes Yes ?the action is not known")]
    [InlineData("RangerActionMatcher", "*", "Yes Yes ?the action is not known")]
    [InlineData("RangerActionMatcher", "insert", "No Yes ?the action is not known")]
    [InlineData("RangerActionMatcher", "", "Yes Yes Yes")]
    [InlineData(Hours, "9am - 5pm", "Yes Yes Yes")]
    [InlineData(Hours, "12:00 p.m. - 5PM", "Yes Yes Yes")]
    [InlineData(Hours, "9am - 12:00pm", "Yes Yes Yes")]
    [InlineData(Hours, "9am - 11:59am", "No No No")]
    [InlineData(Hours, "12:01pm - 5pm", "No No No")]
    [InlineData(Hours, "10pm - 6am", "No No No")]
    [InlineData(Hours, "10pm - 12pm", "Yes Yes Yes")]
    [InlineData(Hours, "12pm - 6am", "Yes Yes Yes")]
    [InlineData(Hours, "12am - 1am", "No No No")]
    [InlineData(Hours, "12am - 1am|11am - 1pm", "Yes Yes Yes")]
    [InlineData(Hours, "no hours at all", "Yes Yes Yes")]
    [InlineData(Hours, "", "Yes Yes Yes")]
    [InlineData(Schedule, "", "Yes Yes Yes")]
    [InlineData(Schedule, "{'startTime':'2026/06/01 12:00:00'}", "Yes Yes Yes")]
    [InlineData(Schedule, "{'startTime':'2026/06/01 12:00:01'}", "No No No")]
    [InlineData(Schedule, "{'endTime':'2026/06/01 12:00:00'}", "Yes Yes Yes")]
    [InlineData(Schedule, "{'endTime':'2026/06/01 11:59:59'}", "No No No")]
    [InlineData(Schedule, "{'endTime':'2026/06/01 12:00:00','timeZone':'Asia/Tokyo'}", "No No No")]
    [InlineData(Schedule, "{'endTime':'2026/01/01 00:00:00'}|{'startTime':'2026/01/01 00:00:00'}", "Yes Yes Yes")]
    [InlineData(Schedule, "{'endTime':'soon'}", "?a validity schedule that cannot be read")]
    [InlineData(Schedule, "{'timeZone':'Nowhere'}", "?a validity schedule that cannot be read")]
    [InlineData(Schedule, "[]|{'endTime':'2026/01/01 00:00:00'}", "No No No")]
    [InlineData(Schedule, "no JSON", "Yes Yes Yes")]
    [InlineData(Schedule, "{'recurrences':7}", "Yes Yes Yes")]
    [InlineData(
        Schedule,
        "{'recurrences':[{'schedule':{'hour':'11','minute':'0','dayOfWeek':'2','month':6,'year':'2026'},'interval':{'hours':1}}]}",
        "Yes Yes Yes"
    )]
    [InlineData(
        Schedule,
        "{'recurrences':[{'schedule':{'hour':'11','minute':'0','dayOfWeek':'3'},'interval':{'hours':1}}]}",
        "No No No"
    )]
    [InlineData(
        Schedule,
        "{'recurrences':[{'schedule':{'hour':'11','minute':'0','dayOfMonth':'1'},'interval':{'minutes':'59'}}]}",
        "No No No"
    )]
    [InlineData(
        Schedule,
        "{'recurrences':[{'schedule':{'hour':'11','minute':'0','dayOfMonth':'1','month':'7'},'interval':{'hours':1}}]}",
        "No No No"
    )]
    [InlineData(
        Schedule,
        "{'recurrences':[{'schedule':{'hour':'11','minute':'0','dayOfMonth':'1','year':'2025'},'interval':{'hours':1}}]}",
        "No No No"
    )]
    [InlineData(
        Schedule,
        "{'recurrences':[{'schedule':{'hour':'13','minute':'0','dayOfMonth':'31','month':'5'},'interval':{'days':1}}]}",
        "Yes Yes Yes"
    )]
    [InlineData(Script, "", "Yes Yes Yes")]
    [InlineData(Script, " ", "Yes Yes Yes")]
    [InlineData(Script, "TAG._type == 'PII'", "Yes Yes Yes")]
    [InlineData(Script, "TAG._type == 'GDPR'", "No No No")]
    [InlineData(Template, "yes", "Yes Yes Yes")]
    [InlineData(Template, "true", "Yes Yes Yes")]
    [InlineData(Template, "No", "No No No")]
    [InlineData(Template, "FALSE", "No No No")]
    [InlineData(Template, "", "Yes Yes Yes")]
    [InlineData(Template, " ", "Yes Yes Yes")]
    [InlineData("SomebodysOwn", "x", "?the condition SomebodysOwn")]
    public void Holds(string rule, string values, string expected)
    {
        // One word where all three requests agree: all told, nothing there, nothing known.
        var parts = expected.StartsWith('?') ? [expected, expected, expected] : expected.Split(' ', 3);
        AccessRequest[] requests = [s_told, s_silent, s_unknown];
        ImmutableArray<string> written = values.Length == 0 ? [] : [.. values.Replace('\'', '"').Split('|')];
        if (rule is Script or Template)
        {
            written = values.Length == 0 ? [] : [values];
        }

        Assert.Equal(parts, requests.Select(request => Answer(rule, written, request)));
    }

    [Theory]
    [InlineData("fe80::1", "FE80::1", Certainty.Yes)]
    [InlineData("fe80:*", "FE80::1", Certainty.Yes)]
    [InlineData("FE80:*", "fe80::1", Certainty.Yes)]
    [InlineData("fe81:*", "fe80::1", Certainty.No)]
    [InlineData("*:*", "fe80::1", Certainty.Yes)]
    [InlineData("10.1.*.*", "10.1.2.3", Certainty.Yes)]
    [InlineData("10.1.*", "10.10.2.3", Certainty.No)]
    public void Addresses_are_written_whole_or_cut_off(string value, string address, Certainty expected) =>
        Assert.Equal(expected.ToString(), Answer("RangerIpMatcher", [value], s_told with { ClientAddress = address }));

    [Fact]
    public void Nobody_looked_up_where_the_client_is()
    {
        Assert.Equal(
            "?geolocation is not looked up",
            Answer(In, ["Vienna"], s_silent with { NotLookedUp = ["other", "LOC"] })
        );
        Assert.Equal("Yes", Answer(In, ["Vienna"], s_silent with { NotLookedUp = ["other"] }));
    }

    [Fact]
    public void Times_of_day_are_read_where_the_decision_is_made()
    {
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"); // nine in the evening there

        Assert.Equal("Yes", Answer(Hours, ["8pm - 10pm"], s_told, zone: tokyo));
        Assert.Equal("No", Answer(Hours, ["11am - 1pm"], s_told, zone: tokyo));
    }

    [Fact]
    public void An_undeclared_condition_and_one_without_its_option_are_left_out()
    {
        var rule = new ConditionRule(Definition(In, Options()), TimeZoneInfo.Utc);

        Assert.Equal(Certainty.Yes, rule.All([new("another", ["x"])], Scope(s_told)));
        Assert.Equal(Certainty.Yes, rule.All([new("c", ["Graz"])], Scope(s_told)));
    }

    [Fact]
    public void All_conditions_must_hold()
    {
        var rule = new ConditionRule(Definition(InTags, Options()), TimeZoneInfo.Utc);

        Assert.Equal(Certainty.Yes, rule.All([], Scope(s_told)));
        Assert.Equal(Certainty.Yes, rule.All([new("c", ["PII"]), new("c", ["GDPR"])], Scope(s_told)));
        Assert.Equal(Certainty.No, rule.All([new("c", ["PII"]), new("c", ["OTHER"])], Scope(s_told)));
    }

    private static string Answer(
        string rule,
        ImmutableArray<string> values,
        AccessRequest request,
        TimeZoneInfo? zone = null
    )
    {
        var definition = Definition(
            rule,
            Options(
                ("CONTEXT_NAME", "LOCATION"),
                ("attributeName", "LOCATION"),
                ("scriptTemplate", "TAG._type == 'PII'")
            )
        );
        var scope = Scope(request);
        var holds = new ConditionRule(definition, zone ?? TimeZoneInfo.Utc).All([new("c", values)], scope);
        return holds == Certainty.Unknown ? "?" + string.Join("; ", scope.Reasons) : holds.ToString();
    }

    private static ExpressionScope Scope(AccessRequest request) =>
        new(request, [], [RequestTag.Plain("PII"), RequestTag.Plain("GDPR")], RequestTag.Plain("PII"));

    private static ServiceDefinition Definition(string rule, ImmutableSortedDictionary<string, string> options) =>
        ServiceDefinition.Hive(new("hive", AccessService.HiveAccessTypes, [], [])) with
        {
            Conditions = [new("c", "org.apache.ranger.plugin.conditionevaluator." + rule, options)],
        };

    private static ImmutableSortedDictionary<string, string> Options(params (string Name, string Value)[] all) =>
        all.ToImmutableSortedDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);
}
