using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>An explanation in lines that a person can check: opinions, minimal paths, smallest cuts and what comes nearest, every field of them.</summary>
/// <param name="Decides">An opinion a line.</param>
/// <param name="Loses">An opinion a line, its reason first.</param>
/// <param name="Paths">Their totals, then a path a line.</param>
/// <param name="Cuts">Their size and number, then a cut a line with the other readers it may touch.</param>
/// <param name="Nearest">The item that comes nearest, then an obstacle a line with what takes it out of the way.</param>
internal sealed record PairText(
    string? WhyNot = null,
    List<string>? Decides = null,
    List<string>? Loses = null,
    List<string>? Paths = null,
    List<string>? Cuts = null,
    List<string>? Nearest = null
)
{
    internal static PairText Of(AccessExplanation found) =>
        new(
            found.WhyNot,
            Null([.. found.Deciding.Select(Line)]),
            Null([.. found.Losing.Select(lost => $"{lost.Reason}: {Line(lost.Opinion)}")]),
            found.Paths is { } paths ? Null([.. Lines(paths)]) : null,
            found.Cuts is { } cuts ? [.. Lines(cuts)] : null,
            found.Nearest is { } nearest ? [.. Lines(nearest)] : null
        );

    private static List<string>? Null(List<string> lines) => lines.Count == 0 ? null : lines;

    private static IEnumerable<string> Lines(AccessPaths paths)
    {
        if (paths.Total + paths.ConditionalTotal > 0 || !paths.IsExact)
        {
            yield return Text(
                $"{paths.Total} sure, {paths.ConditionalTotal} maybe{(paths.IsExact ? "" : ", not exact")}{(paths.IsCut ? ", cut" : "")}"
            );
        }

        foreach (var path in paths.Listed)
        {
            yield return Text(
                $"{Columns(path.Columns)}{(path.IsConditional ? " maybe" : "")} {string.Join(" & ", path.Legs.Select(Line))}"
            );
        }
    }

    private static IEnumerable<string> Lines(AccessCuts cuts)
    {
        yield return Text(
            $"{cuts.Size} of at least {cuts.SizeAtLeast}, {cuts.Total} of them{(cuts.IsExact ? "" : ", not exact")}"
        );
        foreach (var cut in cuts.Listed)
        {
            yield return Text($"{string.Join(" + ", cut.Points.Select(Line))} | {cut.OthersAtMost}");
        }
    }

    private static IEnumerable<string> Lines(NearestPath nearest)
    {
        yield return Text(
            $"{nearest.PolicyId} {nearest.PolicyName}, item {nearest.ItemIndex}, {nearest.Principal}, {nearest.ResourceText}, opens {Columns(nearest.ColumnsAfter)}{Grant(nearest.IsGrant)}"
        );
        foreach (var stop in nearest.Obstacles)
        {
            yield return Text(
                $"{stop.Kind} {stop.PolicyId} {stop.PolicyName} p{stop.Priority} {stop.List}{stop.ItemIndex} {stop.Principal} {stop.Tag}: {string.Join("; ", stop.Changes.Select(Line))}"
            );
        }

        if (!nearest.Changes.SequenceEqual(nearest.Obstacles.SelectMany(stop => stop.Changes)))
        {
            yield return "in all: " + string.Join("; ", nearest.Changes.Select(Line));
        }
    }

    private static string Line(AccessOpinion opinion) =>
        Text(
            $"{opinion.Effect}{(opinion.IsConditional ? "?" : "")} {opinion.PolicyId} {opinion.PolicyName} p{opinion.Priority} {opinion.List}{opinion.ItemIndex} {opinion.Via} {string.Join(">", opinion.Chain)} at {opinion.ArisesAt} {opinion.ResourceText} {opinion.Tag} {opinion.Zone} {Columns(opinion.Columns)}{Grant(opinion.IsGrant)}"
        );

    private static string Line(CutPoint point) =>
        point switch
        {
            MembershipPoint { Membership: var edge } => $"{edge.Member} in {edge.Container}",
            ItemPrincipalPoint item => Text(
                $"{item.Principal} of {item.PolicyId} {item.PolicyName} {item.List}{item.ItemIndex}{Grant(item.IsGrant)}"
            ),
            PolicyPoint policy => Text($"{policy.PolicyId} {policy.PolicyName}"),
            TagPoint tag => $"{tag.Tag} on {tag.On}",
            SuperPrincipalPoint super => $"super {super.Principal}",
            _ => throw new ArgumentException($"{point} is no kind of point."),
        };

    private static string Line(Change change) =>
        (change.Operation == ChangeOperation.Add ? "+" : "-")
        + change switch
        {
            MembershipChange { Membership: var edge } => $"{edge.Member} in {edge.Container}",
            PolicyEnabledChange enabled => Text($"enable {enabled.PolicyId}"),
            ItemPrincipalChange item => Text(
                $"{item.Principal} of {item.PolicyId} {item.List}{item.ItemIndex}{item.Privilege}"
            ),
            TagChange { Tag: var tag } => $"{tag.Class} on {tag.Resource} {tag.Basis}",
            PolicyChange { Policy: { } policy } => Line(policy),
            _ => throw new ArgumentException($"{change} is not proposed."),
        };

    // What a proposal may write anew, and what it must leave alone.
    private static string Line(Policy policy) =>
        Text(
            $"{policy.Id} {policy.Name} on {string.Join(" or ", policy.Resources.Select(ResourceTexts.Of))}{(policy.IsEnabled ? "" : " off")}{(policy.ZoneName is { } zone ? " in " + zone : "")}{(policy.IsDenyAllElse ? " denying all else" : "")} schedules {policy.Schedules.Length} conditions {policy.Conditions.Length} allow [{Items(policy.AllowItems)}] deny [{Items(policy.DenyItems)}] allowExcept [{Items(policy.AllowExceptions)}] denyExcept [{Items(policy.DenyExceptions)}]"
        );

    private static string Items(IEnumerable<PolicyItem> items) =>
        string.Join(
            ", ",
            items.Select(item =>
                string.Join(',', item.Accesses.Select(access => access.Type))
                + " to "
                + string.Join(' ', [.. item.Users, .. item.Groups, .. item.Roles])
                + string.Concat(Enumerable.Repeat("?", item.Conditions.Length))
            )
        );

    private static string Columns(IEnumerable<int> columns) => $"[{string.Join(',', columns)}]";

    private static string Grant(bool isGrant) => isGrant ? " grant" : "";

    // Parts that are missing leave no gap.
    private static string Text(FormattableString text) =>
        string.Join(' ', text.ToString(CultureInfo.InvariantCulture).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Replace(" :", ":", StringComparison.Ordinal);
}
