using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Tests.Access.Ranger.Requests;

/// <summary>One value of a level against what is asked for (semantics, section 4), row by row.</summary>
public sealed class ValueTests
{
    [Theory]
    // Whole values, wildcards over every character, the case.
    [InlineData("", "a", "a", "Self")]
    [InlineData("", "a", "A", "Self")]
    [InlineData("ignoreCase=false", "a", "A", "None")]
    [InlineData("", "a", "b", "None")]
    [InlineData("", "a*", "ABC", "Self")]
    [InlineData("ignoreCase=false", "a*", "ABC", "None")]
    [InlineData("", "a*", "ba", "None")]
    [InlineData("", "*a", "BA", "Self")]
    [InlineData("ignoreCase=false", "*a", "BA", "None")]
    [InlineData("", "*a", "ab", "None")]
    [InlineData("", "a**", "abc", "Self")]
    [InlineData("", "**a", "cba", "Self")]
    [InlineData("", "a*c", "abbc", "Self")]
    [InlineData("", "a*c", "abbcd", "None")]
    [InlineData("", "*b*", "abc", "Self")]
    [InlineData("", "*b*", "ac", "None")]
    [InlineData("", "a?", "ab", "Self")]
    [InlineData("", "a?", "abc", "None")]
    [InlineData("", "A?*", "abc", "Self")]
    [InlineData("ignoreCase=false", "A?*", "abc", "None")]
    [InlineData("", "*", "anything", "Self")]
    [InlineData("", "**", "anything", "Self")]
    [InlineData("wildCard=false", "a*", "abc", "None")]
    [InlineData("wildCard=false", "a*", "a*", "Self")]
    [InlineData("quotedCaseSensitive=true", "\"A\"", "\"a\"", "None")]
    [InlineData("quotedCaseSensitive=true", "A", "a", "Self")]
    [InlineData("", "\"A\"", "\"a\"", "Self")]
    [InlineData("quotedCaseSensitive=true,quoteChars='", "'A'", "'a'", "None")]
    [InlineData("quotedCaseSensitive=true,quoteChars='", "\"A\"", "\"a\"", "Self")]
    // Macros and expressions.
    [InlineData("", "of_{USER}", "of_ann", "Self")]
    [InlineData("", "of_{USER}", "of_bob", "None")]
    [InlineData("", "of_{NOBODY}", "of_{NOBODY}", "Self")]
    [InlineData("", "of_{USER", "of_{USER", "Self")]
    [InlineData("", "of_{USER}_{USER}", "of_ann_ann", "Self")]
    [InlineData("", "of_\\{USER\\}", "of_{USER\\}", "Self")]
    [InlineData("", "a\\\\{USER}", "a\\ann", "Self")]
    [InlineData("", "a\\b{USER}", "a\\bann", "Self")]
    [InlineData("", "{USER}\\", "ann\\", "Self")]
    [InlineData("", "{a\\}b}", "{a}b}", "Self")]
    [InlineData("replaceTokens=false", "of_{USER}", "of_ann", "None")]
    [InlineData("replaceTokens=false", "of_{USER}", "of_{user}", "Self")]
    [InlineData("tokenDelimiterStart=<,tokenDelimiterEnd=>", "of_<USER>", "of_ann", "Self")]
    [InlineData("tokenDelimiterStart=<,tokenDelimiterEnd=>", "of_{USER}", "of_ann", "None")]
    [InlineData("tokenDelimiterEscape=!", "!{{USER}", "{ann", "Self")]
    [InlineData("tokenDelimiterPrefix=X:", "{X:USER}", "ann", "Self")]
    [InlineData("tokenDelimiterPrefix=X:", "{USER}", "ann", "None")]
    [InlineData("tokenDelimiterEscape={", "{USER}", "ann", "None")]
    [InlineData("tokenDelimiterEscape=}", "{USER}", "ann", "None")]
    [InlineData("tokenDelimiterPrefix={", "{{USER}", "{ann", "None")]
    [InlineData("tokenDelimiterPrefix={", "{{USER}", "ann", "None")]
    [InlineData("", "of_${{USER._name}}", "of_ann", "Self")]
    [InlineData("replaceReqExpressions=false", "of_${{USER._name}}", "of_ann", "None")]
    [InlineData("", "of_${{USER.site}}", "whatever", "Unknown")]
    [InlineData("", "of_*{USER}", "of_x_ann", "Self")]
    // What begins so.
    [InlineData("prefix", "abc", "ab", "Prefix")]
    [InlineData("prefix", "abc", "b", "None")]
    [InlineData("prefix", "abc*", "AB", "Prefix")]
    [InlineData("prefix", "abc*", "abcd", "Self")]
    [InlineData("prefix", "*c", "ab", "Prefix")]
    [InlineData("prefix", "a?c", "ab", "Prefix")]
    [InlineData("prefix", "a?c", "bb", "None")]
    [InlineData("prefix", "a*c", "xa", "None")]
    [InlineData("prefix", "ab", "", "Prefix")]
    [InlineData("child", "a/b", "a", "None")]
    // Paths.
    [InlineData("path", "/a/b", "/a/b", "Self")]
    [InlineData("path", "/a/b", "/a/b/c", "None")]
    [InlineData("path,recursive", "/a/b", "/a/b/c", "Self")]
    [InlineData("path,recursive", "/a/b", "/A/B/c", "Self")]
    [InlineData("path,recursive,ignoreCase=false", "/a/b", "/A/B/c", "None")]
    [InlineData("path,recursive", "/a/b", "/a/bc", "None")]
    [InlineData("path,recursive", "/a/b/", "/a/b/c", "Self")]
    [InlineData("path,recursive", "/a/b/", "/a/b", "None")]
    [InlineData("path,recursive", "/a/b/", "/a/b/", "Self")]
    [InlineData("path,recursive,wildCard=false", "/a/b/", "/a/b", "Self")]
    [InlineData("path,recursive,wildCard=false", "/a/*", "/a/b", "None")]
    [InlineData("path,recursive", "*", "/anything", "Self")]
    [InlineData("path,recursive", "/a/*/c", "/a/b/c/d", "Self")]
    [InlineData("path,recursive", "/a/*/c", "/a/b/d", "None")]
    [InlineData("path,recursive", "/a/*", "/a/", "Self")]
    [InlineData("path,recursive", "/a/*", "/a", "None")]
    [InlineData("path,recursive", "/?", "/", "None")]
    [InlineData("path,recursive", "/*", "/", "Self")]
    [InlineData("path,recursive", "a*", "", "None")]
    [InlineData("path,recursive", "a?", "ab/c", "Self")]
    [InlineData("path,recursive", "a?", "/ab/c", "None")]
    [InlineData("path,recursive,pathSeparatorChar=.", "a.b", "a.b.c", "Self")]
    [InlineData("path,recursive,pathSeparatorChar=.", "a.b", "a.b/c", "None")]
    [InlineData("path,recursive,child", "/a/b", "/a", "Child")]
    [InlineData("path,recursive,child", "/a/b", "/a/", "Child")]
    [InlineData("path,recursive,child", "/a/b/", "/a/b", "Child")]
    [InlineData("path,recursive,child", "/a/b", "/", "None")]
    [InlineData("path,recursive,child", "/a", "/", "Child")]
    [InlineData("path,recursive,child", "/a/b/c", "/a", "None")]
    [InlineData("path,recursive,child,wildCard=false", "/a/b/", "/a", "Child")]
    [InlineData("path,recursive,child", "/a/*", "/a", "Child")]
    [InlineData("path,child", "/a/b", "/a", "Child")]
    [InlineData("path,child", "/a/b", "/A/", "Child")]
    [InlineData("path,child", "/a/b*", "/a", "Child")]
    [InlineData("path,child", "b", "a", "None")]
    [InlineData("path,recursive,prefix", "/a/b", "/a", "Prefix")]
    [InlineData("path,recursive,prefix", "/a/*/c", "/a/x", "Prefix")]
    [InlineData("path,recursive,prefix", "/a/*/c", "/b", "None")]
    // Addresses.
    [InlineData("url,recursive", "s3a://lake/raw", "s3a://lake/raw/a", "Self")]
    [InlineData("url,recursive", "s3a://lake/*", "s3a://lake/raw/a", "Self")]
    [InlineData("url,recursive", "s3a://lake/*", "s3a://lake/", "Self")]
    [InlineData("url,recursive", "s3a://lake/*", "s3a://lake", "None")]
    [InlineData("url,recursive", "s3a://lake/r?w", "s3a://lake/raw/a", "Self")]
    [InlineData("url,recursive", "s3a://lake/r?w", " s3a://lake/raw/a ", "Self")]
    [InlineData("url,recursive", "s3a://lake/r?w", "s3a://lake/rw", "None")]
    [InlineData("url,recursive", "s3a://*", "s3a://", "Self")]
    [InlineData("url,recursive", "*/raw", "/lake/raw", "None")]
    [InlineData("url,recursive", "*raw", "file:///raw", "None")]
    public void Meets(string setting, string value, string asked, string expected)
    {
        var words = setting.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var level = new LevelDefinition(
            "level",
            null,
            words.Contains("path") ? MatcherKind.Path
                : words.Contains("url") ? MatcherKind.Url
                : MatcherKind.Default,
            words
                .Where(word => word.Contains('=', StringComparison.Ordinal))
                .ToImmutableSortedDictionary(word => word.Split('=')[0], word => word.Split('=')[1])
        );
        var scope =
            words.Contains("prefix") ? ElementScope.SelfOrPrefix
            : words.Contains("child") ? ElementScope.SelfOrChild
            : ElementScope.Self;
        var matcher = new ElementMatcher(level, new([value], IsRecursive: words.Contains("recursive")));

        var (match, isUnknown) = Asked(matcher, new([asked], IsList: true), scope);

        Assert.Equal(expected, isUnknown ? "Unknown" : match.ToString());
    }

    [Theory]
    [InlineData("a", "b", false)]
    [InlineData("b", "b", true)]
    [InlineData("", "b", true)]
    [InlineData("a|*", "b", true)]
    [InlineData("!a", "b", true)]
    [InlineData("!a|b", "b", false)]
    [InlineData("!*", "b", false)]
    [InlineData("a", null, false)]
    [InlineData("*", null, true)]
    [InlineData("!a", null, false)]
    [InlineData("!*", null, false)]
    [InlineData("a", "*", false)]
    [InlineData("a", "", false)]
    [InlineData("!a", "*", false)]
    [InlineData("*", "*", true)]
    public void A_level_matches(string values, string? asked, bool expected)
    {
        var matcher = new ElementMatcher(
            new("level", null, MatcherKind.Default, ImmutableSortedDictionary<string, string>.Empty),
            new([.. values.TrimStart('!').Split('|')], IsExcludes: values.StartsWith('!'))
        );

        var (match, _) = Asked(matcher, asked is null ? null : AccessResource.One(asked), ElementScope.Self);

        Assert.Equal(expected, match != ElementMatch.None);
    }

    [Fact]
    public void Of_a_list_any_may_match_and_a_known_match_settles_what_is_unknown()
    {
        var level = new LevelDefinition(
            "level",
            null,
            MatcherKind.Default,
            ImmutableSortedDictionary<string, string>.Empty
        );
        var matcher = new ElementMatcher(level, new(["${{USER.site}}", "b"]));
        var excluding = new ElementMatcher(level, new(["${{USER.site}}", "b"], IsExcludes: true));

        Assert.Equal((ElementMatch.Self, false), Asked(matcher, new(["a", "b"], true), ElementScope.Self));
        Assert.Equal((ElementMatch.Self, true), Asked(matcher, new(["a", "c"], true), ElementScope.Self));
        Assert.Equal((ElementMatch.None, false), Asked(excluding, new(["a", "b"], true), ElementScope.Self));
        Assert.Equal((ElementMatch.Self, true), Asked(excluding, new(["a", "c"], true), ElementScope.Self));
    }

    [Fact]
    public void Zones_compare_values_as_written()
    {
        var level = new LevelDefinition(
            "level",
            null,
            MatcherKind.Default,
            ImmutableSortedDictionary<string, string>.Empty
        );
        var isUncertain = false;

        var match = new ElementMatcher(level, new(["of_{USER}"])).Match(
            AccessResource.One("of_{USER}"),
            ElementScope.Self,
            Substitutions.None,
            ref isUncertain
        );

        Assert.Equal((ElementMatch.Self, false), (match, isUncertain));
    }

    private static (ElementMatch Match, bool IsUnknown) Asked(
        ElementMatcher matcher,
        RequestedValues? asked,
        ElementScope scope
    )
    {
        // A snapshot: who asks is known, the user's attributes are not.
        var request = new AccessRequest { User = "ann", AccessTime = DateTimeOffset.UnixEpoch };
        var tokens = new Dictionary<string, string> { ["USER"] = "ann" };
        var isUncertain = false;
        var match = matcher.Match(
            asked,
            scope,
            new(tokens, new ExpressionScope(request, [], [], null)),
            ref isUncertain
        );
        return (match, isUncertain);
    }
}
