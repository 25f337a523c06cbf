using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Says in plain sentences what comes nearest to a refused access, and what stops it. Names nobody: people are labels.</summary>
internal static class NearestWording
{
    internal static NearestAnswer Describe(
        EstateView view,
        TableResource table,
        PrincipalLabel who,
        NearestPath nearest,
        UnmaskPermit? permit
    )
    {
        var principal = CutWording.Text(view, nearest.Principal, permit);
        var policy = $"Policy {nearest.PolicyId} “{nearest.PolicyName}”";
        var opening =
            nearest.IsGrant ? $"The nearest way: SELECT on {nearest.ResourceText} is granted to {principal}."
            : nearest.Obstacles.Any(obstacle => obstacle.Kind is ObstacleKind.NotNamed or ObstacleKind.OtherPrivilege)
                ? $"The nearest way: {Lower(policy)} on {nearest.ResourceText}, allow item {nearest.ItemIndex}."
            : $"The nearest way: {Lower(policy)} allows {principal} on {nearest.ResourceText}.";
        var columns = ExplanationWording.Names(table, nearest.ColumnsAfter);
        var reads =
            columns.Length == table.Columns.Length
                ? $"all {ExplanationWording.Count(columns.Length, "column")}"
                : $"{columns.Length} of {ExplanationWording.Count(table.Columns.Length, "column")}";
        var changes = nearest.Changes.Length;
        return new(
            nearest,
            opening,
            [
                .. nearest.Obstacles.Select(obstacle => new ExplainedObstacle(
                    obstacle.Kind,
                    Sentence(view, who, nearest, obstacle, permit),
                    [.. obstacle.Changes.Select(change => Remedy(view, who, obstacle, change, permit)).Distinct()]
                )),
            ],
            $"With {(changes == 1 ? "this one change" : $"these {changes} changes")} {who.Text} could read {reads} of {table.Name}.",
            columns,
            nearest.Changes.Any(change => change is PolicyChange)
                ? []
                : [.. nearest.Changes.Select(change => ByReference(view, change))]
        );
    }

    private static string Sentence(
        EstateView view,
        PrincipalLabel who,
        NearestPath nearest,
        Obstacle obstacle,
        UnmaskPermit? permit
    )
    {
        var policy = $"policy {obstacle.PolicyId} “{obstacle.PolicyName}”";
        var principal = obstacle.Principal is { } named ? CutWording.Text(view, named, permit) : who.Text;
        return obstacle.Kind switch
        {
            ObstacleKind.NotMember when obstacle.List == PolicyItemList.DenyException =>
                $"{who.Text} is not in {principal}, which the deny of {policy} spares.",
            ObstacleKind.NotMember => $"{who.Text} is not in {principal}.",
            ObstacleKind.NotNamed when nearest.IsGrant => $"SELECT is granted to other logins than {who.Text}.",
            ObstacleKind.NotNamed => $"The item names other logins than {who.Text}.",
            ObstacleKind.PolicyDisabled => "The policy is switched off.",
            ObstacleKind.OutOfSeason =>
                "The policy is not in force at this instant: its validity has not begun, or is over.",
            ObstacleKind.OtherZone =>
                "The policy belongs to another security zone than the table, so it has no say here.",
            ObstacleKind.StopsAbove =>
                "It stands on the database itself or on the table itself, and what stands there does not flow down to the columns.",
            ObstacleKind.OtherColumns => "It reaches other columns of the table only.",
            ObstacleKind.TagMissing => $"It goes by the tag {obstacle.Tag}, which the table does not carry.",
            ObstacleKind.OtherPrivilege => "It allows something else than reading (select).",
            ObstacleKind.Condition => "It hangs on a condition that cannot be checked from a snapshot.",
            ObstacleKind.ConditionFails => $"A condition of the policy does not hold for {who.Text}.",
            ObstacleKind.CarvedOut => $"An exception of the same policy takes it back from {principal}.",
            ObstacleKind.Denied when nearest.IsGrant => $"{obstacle.PolicyName}, and {who.Text} does not hold it.",
            ObstacleKind.Denied =>
                $"{Upper(policy)} denies {Denied(who, obstacle, principal)}: {Rank(view, nearest, obstacle)}.",
            ObstacleKind.DeniedAllElse =>
                $"{Upper(policy)} denies everyone whom it does not allow: {Rank(view, nearest, obstacle)}.",
        };
    }

    private static string Denied(PrincipalLabel who, Obstacle obstacle, string principal) =>
        obstacle.Principal is { Namespace: not PrincipalNamespace.Login, IsEveryone: false }
            ? $"{principal}, and {who.Text} is in it"
            : principal;

    private static string Rank(EstateView view, NearestPath nearest, Obstacle obstacle)
    {
        var own = view.Index.Facts.Policies.FirstOrDefault(policy => policy.Id == nearest.PolicyId)?.Priority ?? 0;
        return obstacle.Priority > own
            ? "its priority is higher, so it decides"
            : "at the same priority a deny beats an allow";
    }

    private static string Remedy(
        EstateView view,
        PrincipalLabel who,
        Obstacle obstacle,
        Change change,
        UnmaskPermit? permit
    ) =>
        change switch
        {
            MembershipChange { Membership: var edge } =>
                $"put {who.Text} into {CutWording.Text(view, edge.Container, permit)}",
            ItemPrincipalChange { Operation: ChangeOperation.Add } item => $"name {who.Text} in {Item(view, item)}",
            ItemPrincipalChange item => $"take {CutWording.Text(view, item.Principal, permit)} off {Item(view, item)}",
            PolicyEnabledChange policy => $"switch on policy {policy.PolicyId}",
            TagChange { Tag: var tag } => $"put the tag {tag.Class} on {tag.Resource}",
            PolicyChange policy => Rewriting(obstacle.Kind, policy.PolicyId),
            _ => throw new ArgumentException($"A {change.GetType().Name} has no wording here.", nameof(change)),
        };

    private static string Item(EstateView view, ItemPrincipalChange change) =>
        CutWording.Item(
            change.List,
            change.ItemIndex ?? 0,
            change.PolicyId,
            view.Index.Facts.Policies.First(policy => policy.Id == change.PolicyId).Name
        );

    private static string Rewriting(ObstacleKind kind, long policy) =>
        kind switch
        {
            ObstacleKind.PolicyDisabled => $"switch on policy {policy}",
            ObstacleKind.OutOfSeason => $"lift the validity period of policy {policy}",
            ObstacleKind.OtherZone => $"move policy {policy} to the table's security zone",
            ObstacleKind.StopsAbove => $"extend policy {policy} to tables and columns",
            ObstacleKind.OtherColumns => $"extend policy {policy} to all columns",
            ObstacleKind.OtherPrivilege => $"add select to the item of policy {policy}",
            ObstacleKind.Condition or ObstacleKind.ConditionFails => $"lift the condition of policy {policy}",
            ObstacleKind.DeniedAllElse => $"let policy {policy} no longer deny everyone else",
            ObstacleKind.NotMember
            or ObstacleKind.NotNamed
            or ObstacleKind.TagMissing
            or ObstacleKind.CarvedOut
            or ObstacleKind.Denied => $"rewrite policy {policy}",
        };

    private static Change ByReference(EstateView view, Change change) =>
        change switch
        {
            MembershipChange member => member with
            {
                Membership = member.Membership with { Member = CutWording.Reference(view, member.Membership.Member) },
            },
            ItemPrincipalChange item => item with { Principal = CutWording.Reference(view, item.Principal) },
            _ => change,
        };

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
