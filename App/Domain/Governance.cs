using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>
/// A named set of tables. Rules are globs on <c>db.table</c>, <c>class:NAME</c> or <c>tag:NAME</c>; pins name tables outright.
/// </summary>
public sealed record TableGroup(
    string Name,
    ImmutableArray<string> Rules,
    ImmutableArray<TableName> Pins,
    string? AccountableExec = null
);

/// <summary>A named subset of people: those whose <paramref name="Attribute"/> (department, level, region, employment) equals <paramref name="Value"/>.</summary>
public sealed record Population(string Name, string Attribute, string Value);

/// <summary>A declared audience: who is meant to read a scope, why, and who approved it.</summary>
/// <param name="Scope"><c>table:</c>, <c>db:</c> or <c>group:</c> and a name.</param>
/// <param name="PrincipalOrRule">A principal (<c>group:eng</c>) or <c>everyone</c>.</param>
public sealed record IntendedAccess(
    string Scope,
    string PrincipalOrRule,
    string? Purpose,
    string? Level,
    string? ApprovedBy,
    string? ApprovalId
);

/// <summary>Who is accountable for a scope: a login, and the team.</summary>
public sealed record DataOwner(string Scope, string Identity, string? Team);
