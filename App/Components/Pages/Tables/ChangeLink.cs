using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.WhatIfs;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Leads to the what-if page with changes that an explanation proposes.</summary>
internal static class ChangeLink
{
    /// <summary>Null where there is nothing to try, or a change cannot stand in an address.</summary>
    internal static string? Of(Picture picture, ImmutableArray<Change> changes, TableName table) =>
        changes.IsEmpty || !changes.All(ChangeSpelling.CanWrite)
            ? null
            : Urls.WhatIf(
                picture,
                new WhatIfAddress(Reaching: table.ToString(), Changes: ChangeSpelling.Write(changes))
            );
}
