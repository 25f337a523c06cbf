using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Accounts to whom the policies answer alike, for the same reason.</summary>
/// <param name="IsConditional">It hangs on something that cannot be known; otherwise they are surely let in.</param>
/// <param name="Policy">The policy that decides; null for super users, and where it is conditional which one does.</param>
/// <param name="Through">Whom of the policy's allow items the accounts are, or are in; null where there is no such policy.</param>
public sealed record UrlReaderClass(PrincipalSet Accounts, bool IsConditional, Policy? Policy, PrincipalId? Through);

/// <summary>
/// Whom Ranger's <c>url</c> policies let read one address (semantics 2.1, 4.6). Only Ranger decides by them: where another authorizer
/// does, nobody is in here, and the file system is asked (sources 1.4).
/// </summary>
/// <param name="Classes">Disjoint, none empty.</param>
/// <param name="Policies">Enabled access policies about urls, whether or not they reach this one.</param>
public sealed record UrlReaders(string Url, ImmutableArray<UrlReaderClass> Classes, int Policies);

/// <summary>An address that a url policy names and that an account can read.</summary>
/// <param name="Address">As the policy writes it.</param>
/// <param name="IsPattern">It stands for many: the answer is that for one of them that no policy singles out.</param>
/// <param name="Reader">The account, and what lets it in.</param>
public sealed record ReadableUrl(string Address, bool IsPattern, UrlReaderClass Reader);

/// <summary>
/// Who can read what lies at one path of HDFS, whatever Hive and Ranger say (sources 4.3). Disjoint sets of accounts; empty and without
/// meaning unless the path is listed. Tables that lie below have answers of their own.
/// </summary>
public sealed record PathReaders(
    FileCoverage Coverage,
    PrincipalSet Full,
    PrincipalSet Partial,
    PrincipalSet Conditional
);
