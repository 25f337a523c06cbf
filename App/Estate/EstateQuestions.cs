using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>
/// The one place where questions are answered, for pages, command line and evidence alike. Every method checks the user's right
/// (<see cref="AccessRefusedException"/>) and throws <see cref="NoAnswerException"/> where there is nothing to answer from.
/// </summary>
public sealed class EstateQuestions
{
    public Task<AnswerStamp> StampAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<ImmutableArray<Snapshot>> SnapshotsAsync(CurrentUser user, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<ImmutableArray<DatabaseSummary>> DatabasesAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<Page<TableSummary>> TablesAsync(CurrentUser user, Picture picture, TableQuery query, int skip, int take, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The values that filters offer: classes and group names in use, sorted.</summary>
    public Task<(ImmutableArray<string> Classes, ImmutableArray<string> Groups)> FiltersAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    public Task<TableDetail> TableAsync(CurrentUser user, Picture picture, TableName table, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <param name="unmaskReason">Null for pseudonyms; otherwise real names, if the user may, with one activity entry.</param>
    public Task<WhoAnswer> WhoAsync(
        CurrentUser user,
        Picture picture,
        TableName table,
        string? column,
        string? unmaskReason,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    /// <param name="principal">A pseudonym or a login.</param>
    public Task<WhatAnswer> WhatAsync(CurrentUser user, Picture picture, string principal, string? unmaskReason, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<ExplainAnswer> ExplainAsync(
        CurrentUser user,
        Picture picture,
        string principal,
        TableName table,
        string? column,
        string? unmaskReason,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    /// <summary>People and service accounts whose reference, department, team, level or region holds the search text; an exact login finds its owner.</summary>
    public Task<Page<PersonSummary>> PeopleAsync(CurrentUser user, Picture picture, string? search, int skip, int take, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <param name="attribute">department, level, region or employment.</param>
    public Task<HeatmapAnswer> HeatmapAsync(CurrentUser user, Picture picture, string attribute, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The list behind a cell; needs <see cref="AppAction.ViewAccess"/>.</summary>
    public Task<CellAnswer> CellAsync(
        CurrentUser user,
        Picture picture,
        string group,
        string attribute,
        string? population,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();

    /// <summary>Policy items by policy id, list and index. Search: policy name, resource, principal; <c>everyone</c> finds items that name the public group.</summary>
    public Task<Page<PolicyItemRow>> PolicyItemsAsync(
        CurrentUser user,
        Picture picture,
        string? search,
        TableName? reaching,
        int skip,
        int take,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
