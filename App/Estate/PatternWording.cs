using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>The same; where an item for everyone opens the tables and not everybody reads them, the first says so.</summary>
    /// <param name="people">|P|.</param>
    public static ImmutableArray<string> OfAll(AccessPattern pattern, int people)
    {
        var all = OfAll(pattern);
        return IsForEveryone(pattern) && !pattern.IsConditional && people - pattern.People.Count is > 0 and var kept
            ? all.SetItem(
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{all[0]}; {kept:#,0} of {people:#,0} people are denied or see it masked"
                )
            )
            : all;
    }

    /// <summary>Whether an item for everyone, or for any login, opens the tables; denials may leave few of them.</summary>
    public static bool IsForEveryone(AccessPattern pattern) =>
        pattern.Openers.Any(opener => opener.Via is AccessVia.Everyone or AccessVia.AnyUser);

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
