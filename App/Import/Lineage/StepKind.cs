using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Lineage;

/// <summary>
/// What kind of step a job is. No source says it outright: what shows in a dashboard serves, and else the words in the job's own name and type
/// tell; names of tables do not, since a table of training courses trains nothing.
/// </summary>
internal static partial class StepKind
{
    /// <param name="isCopy">Every column is known, and every one is taken over unchanged.</param>
    public static LineageKind Of(LineageNode to, bool isCopy, params ReadOnlySpan<string?> names)
    {
        if (to.Kind == ResourceKind.Dashboard)
        {
            return LineageKind.Serve;
        }

        foreach (var name in names)
        {
            if (name is null)
            {
                continue;
            }

            if (Annotating().IsMatch(name))
            {
                return LineageKind.Annotate;
            }

            if (Training().IsMatch(name))
            {
                return LineageKind.Train;
            }
        }

        return isCopy ? LineageKind.Copy : LineageKind.Derive;
    }

    [GeneratedRegex("(^|[^a-z])(annotat|label)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Annotating();

    [GeneratedRegex(
        "(^|[^a-z])((re)?train(ing)?|fine[-_ ]?tun(e|ing)|eval(uate|uation)?)([^a-z]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Training();
}
