using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who can read what at one instant, exactly as Ranger would decide. Immutable, thread-safe, built once from
/// <see cref="EstateFacts"/>. Only enabled logins are accounts.
/// </summary>
public sealed class AccessIndex
{
    /// <summary>Builds the index: closure of memberships, policies by resource, sets per distinct list of policies.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static AccessIndex Build(EstateFacts facts, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public EstateFacts Facts => throw new NotImplementedException();

    /// <summary>Enabled logins, by ordinal: people first (one primary account each), then service accounts, then people's further accounts.</summary>
    public ImmutableArray<Principal> Accounts => throw new NotImplementedException();

    /// <summary>One ordinal per person (the primary account), all below <c>Accounts.Length</c>. The universe P of every ratio.</summary>
    public PrincipalSet People => throw new NotImplementedException();

    public PrincipalOrdinal? FindAccount(string login) => throw new NotImplementedException();

    /// <summary>The person's primary account; the account itself for service accounts.</summary>
    public PrincipalOrdinal IdentityOf(PrincipalOrdinal account) => throw new NotImplementedException();

    public TableOrdinal? FindTable(TableName name) => throw new NotImplementedException();

    public TableResource Table(TableOrdinal table) => throw new NotImplementedException();

    /// <summary>All containers that the principal is in, directly or through others, without Everyone; sorted.</summary>
    public ImmutableArray<PrincipalId> Containers(PrincipalId principal) => throw new NotImplementedException();

    /// <summary>Enabled accounts that are the principal, or are in it directly or through others. Everyone gives all accounts.</summary>
    public PrincipalSet Members(PrincipalId principal) => throw new NotImplementedException();

    /// <summary>Decides one concrete access, for a database, table or column; the resource need not be in the catalogue.</summary>
    /// <param name="privilege">An access type of the service definition, without case: <c>select</c>.</param>
    public AccessDecision Allows(PrincipalOrdinal account, ResourceName resource, string privilege) =>
        throw new NotImplementedException();

    /// <summary>Everyone's level on the table for select. Computed on demand; tables under the same policies share their sets.</summary>
    public TableReaders WhoCanAccess(TableOrdinal table) => throw new NotImplementedException();

    /// <summary>Every table on which the account's level is at least <paramref name="atLeast"/>, ascending.</summary>
    public ImmutableArray<TableAccess> WhatCanAccess(PrincipalOrdinal account, AccessLevel atLeast) =>
        throw new NotImplementedException();

    public AccessExplanation Explain(PrincipalOrdinal account, TableOrdinal table, string? column) =>
        throw new NotImplementedException();

    /// <summary>Accounts (people's and services') at level Full or Partial.</summary>
    public PrincipalSet Readers(TableOrdinal table) => throw new NotImplementedException();

    /// <summary>Eff(t): people at level Full or Partial through any of their accounts, as their identities' ordinals; a subset of <see cref="People"/>.</summary>
    public PrincipalSet ReadingPeople(TableOrdinal table) => throw new NotImplementedException();

    /// <summary>Access policies, enabled or not, whose resource matches the table or any of its columns (tag policies: through its tags).</summary>
    public ImmutableArray<Policy> PoliciesReaching(TableOrdinal table) => throw new NotImplementedException();

    /// <summary>How many tables the policy's resource matches, itself or in a column. At worst one pass over the catalogue.</summary>
    public int TablesReached(Policy policy) => throw new NotImplementedException();
}
