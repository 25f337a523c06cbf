using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;

namespace GovernanceDashboard.Tests.Access.Ranger.Expressions;

/// <summary>One request that says everything, asked with scripts; and the same where only the snapshot's facts are known.</summary>
internal static class AskedScript
{
    private static readonly RequestTag s_pii = RequestTag.Plain("PII") with
    {
        Attributes = Attributes(
            ("degree", "3"),
            ("expiry", "2026/06/01"),
            ("_type", "forged"),
            ("_matchType", "forged")
        ),
        Place = TagPlace.Ancestor,
    };

    private static readonly RequestTag s_audit = RequestTag.Plain("AUDIT") with
    {
        Attributes = Attributes(("degree", "1")),
        Place = TagPlace.Descendant,
    };

    internal static readonly AccessRequest Complete = new()
    {
        AccessType = "select",
        User = "ann",
        Groups = ["staff", "clerks"],
        AccessTime = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        Resource = new(
            AccessResource
                .Empty.Levels.Add("database", AccessResource.One("sales"))
                .Add("table", new(["a", "b"], IsList: true)),
            "olga"
        ),
        UserAttributes = Attributes(("site", "north"), ("_name", "forged")),
        GroupAttributes = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>
            .Empty.Add("clerks", Attributes(("floor", "2"), ("desk", "7"), ("_name", "forged")))
            .Add("staff", Attributes(("floor", "1"))),
        Action = "QUERY",
        ClientAddress = "10.0.0.1",
        RemoteAddress = "10.0.0.2",
        ForwardedAddresses = ["10.0.0.3"],
        ClientType = "beeline",
        ClusterName = "c1",
        ClusterType = "prod",
        RequestData = "select 1",
        Context = Attributes(("LOCATION_COUNTRY", "AT")),
        IsComplete = true,
    };

    /// <summary>What a snapshot knows: who asks for what, and nothing about the session.</summary>
    internal static readonly AccessRequest Partial = new()
    {
        AccessType = "select",
        User = "ann",
        Groups = ["staff"],
        AccessTime = Complete.AccessTime,
        NotLookedUp = ["LOCATION_"],
    };

    internal static Certainty Condition(string script, AccessRequest request) =>
        ScriptEvaluator.Condition(script, Scope(request));

    /// <summary>The value as text; <c>?</c> where undecided, with the reasons, and <c>!</c> for a fault.</summary>
    internal static string Value(string script, AccessRequest request, bool isTagged = true)
    {
        var scope = isTagged ? Scope(request) : new(request, [], [], null);
        return ScriptEvaluator.Evaluate(script, scope) is not { } value ? "? " + string.Join("; ", scope.Reasons)
            : value.IsFault ? "!"
            : value.IsUndefined ? "undefined"
            : value.ToText();
    }

    private static ExpressionScope Scope(AccessRequest request) =>
        new(request, ["writers", "readers"], [s_pii, s_audit], s_pii);

    private static ImmutableSortedDictionary<string, string> Attributes(params (string Name, string Value)[] all) =>
        all.ToImmutableSortedDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);
}
