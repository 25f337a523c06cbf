using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>How far a draft can be relied on, part by part. Pure.</summary>
internal static class QualityAssessment
{
    private const double Whole = 100;

    public static DataQuality Of(SnapshotDraft draft, ImportLedger ledger, long unresolvedMembers)
    {
        var principals = Values(draft.Principals);
        var memberships = Values(draft.Memberships).Length + Values(draft.RoleMemberships).Length;
        return new([
            Present("Catalogue", Values(draft.Tables).Length, "tables"),
            Rules(draft),
            Present("Directory", principals.Count(principal => principal.Person is not null), "people"),
            PolicyReferences(draft),
            Share(
                "Members that resolve",
                memberships,
                memberships + unresolvedMembers,
                "memberships name a member that the directory knows"
            ),
            Classified(draft),
            Creators(draft),
            Departments(principals),
            Share(
                "Rows accepted",
                ledger.AcceptedCount,
                ledger.AcceptedCount + ledger.RefusedCount,
                "rows of the files could be used"
            ),
        ]);
    }

    // What decides: policies, unless the source names another authorizer.
    private static QualityPart Rules(SnapshotDraft draft) =>
        (draft.Authorizer ?? Authorizer.Ranger) switch
        {
            Authorizer.Ranger => Present("Policies", Values(draft.Policies).Length, "policies"),
            Authorizer.SqlStandard or Authorizer.Legacy => Present("Grants", Values(draft.HiveGrants).Length, "grants"),
            Authorizer.StorageBased => Present("File permissions", Values(draft.Paths).Length, "paths"),
        };

    private static QualityPart Present(string name, long count, string what) =>
        count > 0
            ? new(name, Whole, string.Create(CultureInfo.InvariantCulture, $"{count} {what}"))
            : new(name, 0, $"No {what} were imported.");

    private static QualityPart PolicyReferences(SnapshotDraft draft)
    {
        var known = Values(draft.Principals).Concat(Values(draft.Roles)).Select(principal => principal.Id).ToHashSet();
        known.Add(PrincipalId.Everyone);
        known.Add(PrincipalId.Role("public"));
        var isByGrants = draft.Authorizer is Authorizer.SqlStandard or Authorizer.Legacy;
        var named = isByGrants
            ? Values(draft.HiveGrants).Select(grant => grant.Principal).ToHashSet()
            : Values(draft.Policies).SelectMany(References).ToHashSet();
        return Share(
            "Names in policies",
            named.Count(known.Contains),
            named.Count,
            $"users, groups and roles that {(isByGrants ? "grants" : "policies")} name are known to the directory"
        );
    }

    private static IEnumerable<PrincipalId> References(Policy policy) =>
        from list in Enum.GetValues<PolicyItemList>()
        from item in policy.Items(list)
        from id in item
            .Users.Where(user => user is not ("{USER}" or "{OWNER}"))
            .Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role))
        select id;

    private static QualityPart Classified(SnapshotDraft draft)
    {
        var classified = Values(draft.Classifications)
            .Concat(Values(draft.InferredClassifications))
            .Select(fact => (fact.Resource.Database, fact.Resource.Table))
            .ToHashSet();
        var tables = Values(draft.Tables);
        return Share(
            "Tables classified",
            tables.Count(table =>
                classified.Contains((table.Name.Database, table.Name.Table))
                || classified.Contains((table.Name.Database, null))
            ),
            tables.Length,
            "tables carry a class or a tag; the others count as sensitive until somebody says otherwise"
        );
    }

    private static QualityPart Creators(SnapshotDraft draft)
    {
        var logins = Values(draft.Principals).Select(principal => principal.Id).ToHashSet();
        var tables = Values(draft.Tables);
        return Share(
            "Creators known",
            tables.Count(table => table.Creator is { } creator && logins.Contains(PrincipalId.Login(creator))),
            tables.Length,
            "tables were made by a login that the directory knows"
        );
    }

    private static QualityPart Departments(ImmutableArray<Principal> principals)
    {
        var people = principals.Where(principal => principal.Person is not null).ToArray();
        return Share(
            "People with a department",
            people.Count(person => person.Person!.Department is not null),
            people.Length,
            "people have a department"
        );
    }

    private static QualityPart Share(string name, long good, long all, string what) =>
        all == 0
            ? new(name, 0, "There was nothing to look at.")
            : new(name, Whole * good / all, string.Create(CultureInfo.InvariantCulture, $"{good} of {all} {what}."));

    private static ImmutableArray<T> Values<T>(ImmutableArray<DatedFact<T>> facts) =>
        facts.IsDefault ? [] : [.. facts.Select(fact => fact.Value)];
}
