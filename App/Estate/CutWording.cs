using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Puts the smallest cuts into instructions for people who do not know Ranger. Names nobody: people are labels.</summary>
internal static class CutWording
{
    internal static CutsAnswer Describe(EstateView view, AccessCuts cuts, UnmaskPermit? permit) =>
        new(
            [.. cuts.Listed.Select(cut => Explained(view, cut, permit))],
            cuts.Size,
            cuts.SizeAtLeast,
            cuts.Total,
            cuts.IsExact,
            Sentence(cuts)
        );

    /// <summary>A principal in the middle of a sentence: "the group eng", "everyone", a label.</summary>
    internal static string Text(EstateView view, PrincipalId id, UnmaskPermit? permit)
    {
        var link = ExplanationWording.Link(view, id, permit);
        return id.IsEveryone ? "everyone"
            : id is { Namespace: PrincipalNamespace.Login, Name: "{USER}" } ? "any login ({USER})"
            : id is { Namespace: PrincipalNamespace.Login, Name: "{OWNER}" } ? "the creator ({OWNER})"
            : id.Namespace switch
            {
                PrincipalNamespace.Login => link.Text,
                PrincipalNamespace.Group => $"the group {link.Text}",
                PrincipalNamespace.Role => $"the role {link.Text}",
            };
    }

    /// <summary>"allow item 1 of policy 7 “orders for analysts”"; items count from 0, as in JSON and change sets.</summary>
    internal static string Item(PolicyItemList list, int item, long policy, string name)
    {
        var kind = list switch
        {
            PolicyItemList.Allow => "allow item",
            PolicyItemList.Deny => "deny item",
            PolicyItemList.AllowException => "exception from allow, item",
            PolicyItemList.DenyException => "exception from deny, item",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{kind} {item} of policy {policy} “{name}”");
    }

    private static ExplainedCut Explained(EstateView view, AccessCut cut, UnmaskPermit? permit)
    {
        ImmutableArray<ExplainedPoint> points =
        [
            .. cut.Points.Select(point => new ExplainedPoint(
                point,
                Instruction(view, point, permit),
                ChangeOf(view, point)
            )),
        ];
        var others = cut.OthersAtMost switch
        {
            0 => "No other reader of the table is touched.",
            1 => "At most one other reader of the table is touched.",
            var many =>
                $"Up to {many.ToString("#,0", CultureInfo.InvariantCulture)} other readers of the table are touched.",
        };
        var text = string.Join(", and ", points.Select(point => point.Sentence));
        return new(points, cut.OthersAtMost, $"{char.ToUpperInvariant(text[0])}{text[1..]}. {others}");
    }

    private static string Sentence(AccessCuts cuts)
    {
        if (cuts.Size > cuts.SizeAtLeast)
        {
            return $"{cuts.Size} removals end the access; whether {cuts.SizeAtLeast} could do is not known: the search was too wide.";
        }

        var sets = (cuts.IsExact ? "" : "at least ") + cuts.Total.ToString("#,0", CultureInfo.InvariantCulture);
        var text = (cuts.Size, cuts.Total) switch
        {
            (1, 1) => "One removal ends the access:",
            (1, _) => $"Any one of these {sets} removals ends the access.",
            (_, 1) => $"These {cuts.Size} removals together end the access; nothing smaller does.",
            _ =>
                $"It takes {cuts.Size} removals together. Any one of these {sets} sets ends the access; nothing smaller does.",
        };
        return cuts.Listed.Length < cuts.Total
            ? $"{text} Those {cuts.Listed.Length} that touch the fewest other readers are listed."
            : text;
    }

    private static string Instruction(EstateView view, CutPoint point, UnmaskPermit? permit) =>
        point switch
        {
            MembershipPoint { Membership: var edge } =>
                $"take {Text(view, edge.Member, permit)} out of {Text(view, edge.Container, permit)}",
            ItemPrincipalPoint { IsGrant: true } item =>
                $"revoke SELECT from {Text(view, item.Principal, permit)} ({item.PolicyName})",
            ItemPrincipalPoint item =>
                $"take {Text(view, item.Principal, permit)} off {Item(item.List, item.ItemIndex, item.PolicyId, item.PolicyName)}",
            PolicyPoint policy => $"switch off policy {policy.PolicyId} “{policy.PolicyName}”",
            TagPoint tag => $"take the tag {tag.Tag} off {tag.On}",
            SuperPrincipalPoint super =>
                $"take {Text(view, super.Principal, permit)} off the super users of the service",
            _ => throw new ArgumentException($"A {point.GetType().Name} has no wording.", nameof(point)),
        };

    private static Change? ChangeOf(EstateView view, CutPoint point) =>
        point switch
        {
            MembershipPoint { Membership: var edge } => new MembershipChange(
                ChangeOperation.Remove,
                edge with
                {
                    Member = Reference(view, edge.Member),
                }
            ),
            ItemPrincipalPoint item => new ItemPrincipalChange(
                ChangeOperation.Remove,
                item.PolicyId,
                item.List,
                item.ItemIndex,
                Reference(view, item.Principal)
            ),
            PolicyPoint policy => new PolicyEnabledChange(ChangeOperation.Remove, policy.PolicyId),
            TagPoint tag => new TagChange(ChangeOperation.Remove, new(tag.On, tag.Tag, ClassificationBasis.Import)),
            SuperPrincipalPoint => null,
            _ => throw new ArgumentException($"A {point.GetType().Name} has no change.", nameof(point)),
        };

    /// <summary>The principal as a change set in an address names it: people by pseudonym.</summary>
    internal static PrincipalId Reference(EstateView view, PrincipalId id) =>
        id.Namespace == PrincipalNamespace.Login && PolicyItems.Link(view, id).Reference is { } reference
            ? PrincipalId.Login(reference)
            : id;
}
