using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>How far what a snapshot believes can be relied on, part by part. Pure.</summary>
/// <param name="unresolvedMembers">Members that the directory's files name and do not have; null where none was read.</param>
/// <param name="unevaluated">Null where none of Ranger's files was read: what was found before stands.</param>
internal sealed class QualityAssessment(
    QualityFacts facts,
    ImportLedger ledger,
    long? unresolvedMembers,
    Unevaluated? unevaluated
)
{
    private const string Members = "Members that resolve";
    private const string FilePolicies = "Policies of the files";
    private const string DataShares = "Data shares";

    private readonly (QualityPart Part, ImmutableArray<string> Scopes) _dangling = DanglingNames.Of(facts);

    /// <summary>A line for each scope of a governance record that names nothing that is there.</summary>
    public ImmutableArray<string> ScopesOfNothing => _dangling.Scopes;

    /// <param name="logs">Everything that is believed of the logs, this import's own included.</param>
    public DataQuality Of(AuditTrace logs) =>
        new([
            Parts.Present(
                "Catalogue",
                3,
                facts.Tables.Length,
                "tables",
                "Import the metastore: without tables there is nothing to answer about."
            ),
            Rules(),
            .. Tags(),
            .. NotEvaluated(),
            Parts.Present(
                "Directory",
                3,
                facts.Principals.Count(principal => principal.Person is not null),
                "people",
                "Import the directory: without people nobody can be counted."
            ),
            References(),
            Resolving(),
            _dangling.Part,
            Circles(),
            Overlaps.Of(facts),
            LoggedTime.Clocks(facts, logs),
            LoggedDays.Of(facts, logs),
            LoggedTime.Numbers(logs),
            Owners(),
            Classified(),
            Departments(),
            Parts.Share(
                "Rows accepted",
                1,
                ledger.RefusedCount,
                ledger.AcceptedCount + ledger.RefusedCount,
                "rows of the files could be used",
                "The import's page lists the refused rows with their reasons.",
                ledger.Refused.Select(row =>
                    $"{row.File}, {(row.Line == 0 ? "all" : $"line {row.Line}")}: {row.Reason}"
                )
            ),
        ]);

    // What decides: policies, unless the source names another authorizer.
    private QualityPart Rules()
    {
        const string Advice = "Import what decides access: without it nobody is shown to have any.";
        return facts.Authorizer switch
        {
            Authorizer.Ranger => Parts.Present("Policies", 3, facts.Policies.Length, "policies", Advice),
            Authorizer.SqlStandard or Authorizer.Legacy => Parts.Present(
                "Grants",
                3,
                facts.Grants.Length,
                "grants",
                Advice
            ),
            Authorizer.StorageBased => Parts.Present("File permissions", 3, facts.Paths, "paths", Advice),
        };
    }

    // Policies by tags without a single tag: what they deny, mask or allow is not known, and no answer holds it.
    private ImmutableArray<QualityPart> Tags()
    {
        var byTags = facts.Policies.Count(policy => policy is { IsTagPolicy: true, IsEnabled: true });
        return
            facts.Authorizer != Authorizer.Ranger
            || byTags == 0
            || facts.Classifications.Any(one => one.Basis == ClassificationBasis.Import)
            ? []
            :
            [
                new(
                    "Tags",
                    0,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{byTags} policies decide by tags, and no tags were imported: what they deny, mask or allow is not known and is in no answer."
                    ),
                    byTags,
                    byTags,
                    3,
                    "Import Ranger's tags (tags/download) beside the policies, or remove the policies that nothing carries a tag for."
                ),
            ];
    }

    // Read, and evaluated nowhere: each is a part of 0, and so a caution of every answer.
    private IEnumerable<QualityPart> NotEvaluated()
    {
        if (unevaluated is not { } found)
        {
            return facts.Before?.Parts.Where(part => part.Name is FilePolicies or DataShares) ?? [];
        }

        QualityPart[] parts =
        [
            new(
                FilePolicies,
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{found.FilePolicies} policies of Ranger decide over files in HDFS and are not evaluated: what is said of who reads files goes by permissions alone."
                ),
                found.FilePolicies,
                found.FilePolicies,
                2,
                "Look at these policies in Ranger for the files of sensitive tables; where Ranger's plugin does not run in HDFS, leave them out of the import."
            ),
            new(
                DataShares,
                0,
                "Ranger's data sharing (GDS) is not evaluated: who reads through a share is in no answer.",
                found.DataShares,
                found.DataShares,
                2,
                "Look at the data shares of sensitive tables in Ranger, or leave the file out of the import where none is in use."
            ),
        ];
        return parts.Where(part => part.Faults > 0);
    }

    private QualityPart References()
    {
        var known = facts.Principals.Concat(facts.Roles).Select(principal => principal.Id).ToHashSet();
        known.Add(PrincipalId.Everyone);
        known.Add(PrincipalId.Role("public"));
        var isByGrants = facts.Authorizer is Authorizer.SqlStandard or Authorizer.Legacy;
        var named = isByGrants
            ? facts.Grants.Select(grant => (Where: "a grant", Id: grant.Principal)).ToArray()
            : [.. facts.Policies.SelectMany(policy => In(policy).Select(id => (Where: $"policy {policy.Id}", Id: id)))];
        var unknown = named.Where(one => !known.Contains(one.Id)).DistinctBy(one => one.Id).ToArray();
        return Parts.Share(
            "Names in policies",
            2,
            unknown.Length,
            named.Select(one => one.Id).Distinct().LongCount(),
            $"users, groups and roles that {(isByGrants ? "grants" : "policies")} name are known to the directory",
            "Import the directory whole, or take the name out of the policy: whoever gets it next gets the access.",
            unknown.Select(one =>
                $"{one.Where}: {(one.Id.Namespace == PrincipalNamespace.Login ? "a login" : one.Id.ToString())} is unknown"
            )
        );
    }

    private static IEnumerable<PrincipalId> In(Policy policy) =>
        from list in Enum.GetValues<PolicyItemList>()
        from item in policy.Items(list)
        from id in item
            .Users.Where(user => user is not ("{USER}" or "{OWNER}"))
            .Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role))
        select id;

    private QualityPart Resolving()
    {
        var earlier = facts.Before?.Parts.FirstOrDefault(part => part.Name == Members);
        if (unresolvedMembers is null && earlier is not null && facts.RoleMemberships.IsEmpty)
        {
            return earlier; // only the directory's own files could tell
        }

        var known = facts.Principals.Concat(facts.Roles).Select(principal => principal.Id).ToHashSet();
        known.Add(PrincipalId.Everyone);
        var unknown = facts.Principals.IsEmpty
            ? []
            : facts.RoleMemberships.Where(one => !known.Contains(one.Member)).ToArray();
        var all = facts.Memberships.Length + facts.RoleMemberships.Length;
        var unresolved = unresolvedMembers ?? Math.Max(0, (earlier?.Of ?? 0) - all);
        return Parts.Share(
            Members,
            2,
            unresolved + unknown.Length,
            all + unresolved,
            "memberships name a member that the directory knows",
            "Import the rest of the directory: a member that is unknown counts as nobody.",
            unknown
                .GroupBy(one => one.Container)
                .Select(container => $"{container.Key}: {container.Count()} members are unknown")
        );
    }

    private QualityPart Circles()
    {
        var nested = facts.Memberships.Concat(facts.RoleMemberships).Where(one => one.IsNesting).ToArray();
        return Parts.Faults(
            "Circles of groups",
            1,
            MembershipCycles.Count(nested),
            nested.Select(one => one.Container).Distinct().LongCount(),
            "groups and roles that lie in each other, counted by circle",
            "Take one of the memberships out: who is in any of them is in all."
        );
    }

    private QualityPart Owners()
    {
        var logins = facts.Principals.Select(principal => principal.Id).ToHashSet();
        var orphans = facts
            .Tables.Where(table => table.Creator is not { } creator || !logins.Contains(PrincipalId.Login(creator)))
            .ToArray();
        var unknown = facts
            .Owners.Where(owner =>
                !logins.Contains(
                    PrincipalId.TryParse(owner.Identity, out var id) ? id : PrincipalId.Login(owner.Identity)
                )
            )
            .ToArray();
        return Parts.Share(
            "Owners that resolve",
            1,
            orphans.Length + unknown.Length,
            facts.Tables.Length + facts.Owners.Length,
            "tables and declared scopes belong to a login that the directory knows",
            "Name an owner who is there: somebody has to answer for the data.",
            unknown
                .Select(owner =>
                    $"data owner of {(owner.Scope.StartsWith("principal:", StringComparison.Ordinal) ? "a principal" : owner.Scope)}: unknown to the directory"
                )
                .Concat(
                    orphans.Select(table =>
                        $"{table.Name}: {(table.Creator is null ? "the catalogue names no owner" : "its owner is unknown to the directory")}"
                    )
                )
        );
    }

    private QualityPart Classified()
    {
        var classified = facts
            .Classifications.Where(one => !one.MayContain)
            .Select(one => (one.Resource.Database, one.Resource.Table))
            .ToHashSet();
        var unknown = facts
            .Tables.Where(table =>
                !classified.Contains((table.Name.Database, table.Name.Table))
                && !classified.Contains((table.Name.Database, null))
            )
            .ToArray();
        return Parts.Share(
            "Tables classified",
            2,
            unknown.Length,
            facts.Tables.Length,
            "tables carry a class or a tag; the others count as sensitive until somebody says otherwise",
            "Classify them: by a tag in Ranger, or here on the table's page, with a reason.",
            unknown.Select(table => table.Name.ToString())
        );
    }

    private QualityPart Departments()
    {
        var people = facts.Principals.Where(principal => principal.Person is not null).ToArray();
        return Parts.Share(
            "People with a department",
            1,
            people.Count(person => person.Person!.Department is null),
            people.Length,
            "people have a department",
            "Import HR attributes with the directory."
        );
    }
}
