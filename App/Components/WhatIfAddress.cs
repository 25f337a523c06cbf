using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components;

/// <summary>A what-if with what it starts from.</summary>
/// <param name="Policy">The policy whose item is proposed for a change.</param>
/// <param name="Principal">The principal to remove or add, as <c>PrincipalId.ToString</c> or a label's reference writes it.</param>
/// <param name="Search">Narrows the offered policy items; <c>everyone</c> finds items that name the public group.</param>
/// <param name="Reaching">Only items that reach this table, <c>db.table</c>.</param>
/// <param name="Group">The table group whose exposure is to fall.</param>
/// <param name="Attribute">The heatmap attribute that results are broken down by.</param>
/// <param name="Changes">The change set so far, in the page's own spelling.</param>
public sealed record WhatIfAddress(
    long? Policy = null,
    PolicyItemList? List = null,
    int? Item = null,
    string? Principal = null,
    string? Search = null,
    string? Reaching = null,
    string? Group = null,
    string? Attribute = null,
    string? Changes = null
);
