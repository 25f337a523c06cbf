using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>One policy's say on one principal, with its chain drawn from the login to the resource.</summary>
public sealed partial class OpinionCard : ComponentBase
{
    private const int ShownColumns = 8;

    [Parameter, EditorRequired]
    public required ExplainedOpinion Explained { get; set; }

    [Parameter, EditorRequired]
    public TableName Table { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private AccessOpinion Opinion => Explained.Opinion;

    private string Level =>
        Opinion switch
        {
            { Via: AccessVia.SuperUser } => "service: super users are asked for no policy",
            { Tag: not null } => $"tag {Opinion.Tag}",
            { ArisesAt: var kind } => $"{kind.ToString().ToLowerInvariant()} level",
        };

    private string ColumnText =>
        Explained.Columns.Length > ShownColumns
            ? $"{Explained.Columns.Length} columns: {string.Join(", ", Explained.Columns.Take(ShownColumns))}…"
            : $"Columns: {string.Join(", ", Explained.Columns)}";

    // A login stands in the address by its pseudonym; the opinion's own chain holds the real one.
    private string? WhatIfLink =>
        Opinion is { PolicyId: { } policy, List: { } list, ItemIndex: { } item } && !Explained.Chain.IsEmpty
            ? Urls.WhatIf(Picture, new WhatIfAddress(policy, list, item, PrincipalText(), Reaching: Table.ToString()))
            : null;

    private string? PrincipalText() =>
        Opinion.Chain[^1] is { Namespace: not PrincipalNamespace.Login } named ? named.ToString()
        : Explained.Chain[^1].Reference is { } reference ? PrincipalId.Login(reference).ToString()
        : null;

    private static string KindOf(ChainLink link) =>
        link.Namespace switch
        {
            PrincipalNamespace.Login => "Login",
            PrincipalNamespace.Group => "in group",
            PrincipalNamespace.Role => "in role",
        };

    private static string WhyLost(LossReason reason) =>
        reason switch
        {
            LossReason.OutrankedByPriority => "an opinion of a higher priority was there.",
            LossReason.DenyBeatsAllow => "a deny of the same priority beats it.",
            LossReason.CarvedOut => "an exception in the same policy cancels it.",
            LossReason.SuperUser => "the account is a super user, so policies are not asked.",
            LossReason.ConditionUnknown => "it hangs on a condition that cannot be checked; only what is sure counts.",
        };
}
