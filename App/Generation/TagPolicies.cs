using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>What hangs on tags: private conversations and credentials are closed, contractors see no personal data.</summary>
internal static class TagPolicies
{
    public static IEnumerable<Policy> Make()
    {
        yield return PolicyDraft.Access(
            "tag: private conversations",
            Tag("PRIVATE_CONVERSATIONS"),
            PolicyDraft.Groups("hive:select", DirectoryGroups.ConversationReaders)
        ) with
        {
            DenyItems = [PolicyDraft.Groups("hive:select hive:update", "public")],
            DenyExceptions = [PolicyDraft.Groups("hive:select", DirectoryGroups.ConversationReaders)],
        };
        yield return PolicyDraft.Access("tag: no personal data for contractors", Tag("PII")) with
        {
            DenyItems = [PolicyDraft.Groups("hive:select", DirectoryGroups.Contractors)],
            DenyExceptions = [PolicyDraft.Groups("hive:select", DirectoryGroups.ClearedContractors)],
        };
        yield return PolicyDraft.Access("tag: salaries", Tag("HR")) with
        {
            DenyItems = [PolicyDraft.Groups("hive:select", DirectoryGroups.Contractors)],
        };
        yield return PolicyDraft.Access(
            "tag: public reference data",
            Tag("PUBLIC"),
            PolicyDraft.Groups("hive:select", "public")
        );
    }

    private static PolicyResource Tag(string name) => PolicyDraft.Of(("tag", new([name])));
}
