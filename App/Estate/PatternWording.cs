using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Estate;

/// <summary>Says what opens tables, for people who do not know Ranger.</summary>
public static class PatternWording
{
    /// <summary>The openers, those for everyone first; one phrase where there is none.</summary>
    public static ImmutableArray<string> OfAll(AccessPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return pattern.Openers.IsEmpty
            ? [pattern.Residue.IsEmpty ? "nobody" : "people named one by one"]
            :
            [
                .. pattern
                    .Openers.OrderBy(opener => opener.Via is not (AccessVia.Everyone or AccessVia.AnyUser))
                    .Select(Of),
            ];
    }

    public static string Of(AccessOpener opener)
    {
        var whom = opener.Via switch
        {
            AccessVia.Everyone => "Everyone",
            AccessVia.AnyUser => "Any login",
            AccessVia.Owner => "the owner",
            AccessVia.Group => $"group {opener.Principal?.Name}",
            AccessVia.Role => $"role {opener.Principal?.Name}",
            AccessVia.Named or AccessVia.SuperUser or AccessVia.DenyAllElse => throw new ArgumentException(
                $"{opener.Via} opens no pattern.",
                nameof(opener)
            ),
        };
        var what = opener.Level switch
        {
            AccessLevel.Partial => ", some columns",
            AccessLevel.TableOnly => ", row counts only",
            AccessLevel.Full => "",
            AccessLevel.MetadataOnly or AccessLevel.None => throw new ArgumentException(
                $"{opener.Level} opens nothing.",
                nameof(opener)
            ),
        };
        return whom + what + (opener.IsConditional ? ", under a condition" : "");
    }
}
