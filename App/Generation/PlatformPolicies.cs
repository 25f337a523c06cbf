using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>The policies that concern the whole warehouse or all of telemetry, the offending one among them.</summary>
internal static class PlatformPolicies
{
    /// <summary>The database that an override closes to all but the responders.</summary>
    public const string Quarantined = "telemetry_archive_screen_us";

    public static IEnumerable<Policy> Make(EstateSize size, Workforce workforce)
    {
        yield return PolicyDraft.Access(
            "all - database, table, column",
            PolicyDraft.On("*"),
            PolicyDraft.Groups("all", DirectoryGroups.PlatformServices)
        );
        yield return PolicyDraft.Access(
            "all - database, udf",
            PolicyDraft.Of(("database", new(["*"])), ("udf", new(["*"]))),
            PolicyDraft.Groups("all", DirectoryGroups.PlatformServices)
        );
        yield return PolicyDraft.Access(
            "all - url",
            PolicyDraft.Of(("url", new(["*"], IsRecursive: true))),
            PolicyDraft.Groups("all", DirectoryGroups.PlatformServices)
        );
        yield return PolicyDraft.Access(
            PolicyBook.OffendingName,
            PolicyDraft.On("telemetry_*"),
            size.IsClean
                ? [PolicyDraft.Select(DirectoryGroups.TelemetryReliability)]
                : [PolicyDraft.Select(DirectoryGroups.TelemetryReliability), PolicyDraft.Select("public")]
        );
        yield return PolicyDraft.Access("contractors: no raw telemetry", PolicyDraft.On("telemetry_raw_*")) with
        {
            DenyItems = [PolicyDraft.Groups("all", DirectoryGroups.Contractors)],
            DenyExceptions = [PolicyDraft.Groups("all", DirectoryGroups.ClearedContractors)],
        };
        yield return PolicyDraft.Access(
            "own sandbox tables",
            PolicyDraft.On(["sandbox_*", "analytics_product_*"], ["*"], ["*"]),
            PolicyDraft.Users("select update alter drop", "{OWNER}")
        );
        yield return PolicyDraft.Access(
            "home databases",
            PolicyDraft.On("home_{USER}"),
            PolicyDraft.Users("all", "{USER}")
        );
        yield return PolicyDraft.Access(
            "override: auditors read the ledgers",
            PolicyDraft.On("finance_*"),
            PolicyDraft.Roles("select", RoleBook.Auditors)
        ) with
        {
            Priority = 1,
        };
        yield return PolicyDraft.Access(
            "legal hold: custodians only",
            PolicyDraft.On("legal_hold_*"),
            PolicyDraft.Select(DirectoryGroups.ConversationReaders)
        ) with
        {
            IsDenyAllElse = true,
        };
        yield return PolicyDraft.Access(
            "temporary: telemetry backfill, April",
            PolicyDraft.On("telemetry_curated_*"),
            PolicyDraft.Select(size.IsClean ? DirectoryGroups.TelemetryReliability : "dept-engineering")
        ) with
        {
            Schedules = [new("2026/04/10 00:00:00", "2026/05/10 23:59:59", "UTC")],
        };
        yield return PolicyDraft.Access(
            "pilot: screen search (switched off)",
            PolicyDraft.On("telemetry_*_screen_*"),
            PolicyDraft.Select(DirectoryGroups.AllStaff)
        ) with
        {
            IsEnabled = false,
        };
        yield return PolicyDraft.Access(
            "mask: work addresses in telemetry",
            PolicyDraft.On("telemetry_curated_prompts_us", "prompts", "work_email")
        ) with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [PolicyDraft.Select("dept-ai-research")],
        };
        yield return PolicyDraft.Access(
            "rows: reviewers see their region",
            PolicyDraft.Of(("database", new(["hr_core"])), ("table", new(["employees"])))
        ) with
        {
            Type = PolicyType.RowFilter,
            MaskOrFilterItems = [PolicyDraft.Select("dept-hr")],
        };
        if (!size.IsMiniature)
        {
            foreach (var policy in MakeOfFullStory(size, workforce))
            {
                yield return policy;
            }
        }
    }

    private static IEnumerable<Policy> MakeOfFullStory(EstateSize size, Workforce workforce)
    {
        yield return PolicyDraft.Access("override: quarantine of the pilot archive", PolicyDraft.On(Quarantined)) with
        {
            Priority = 1,
            DenyItems = [PolicyDraft.Groups("select", "public")],
            DenyExceptions = [PolicyDraft.Select(DirectoryGroups.Responders)],
        };
        yield return PolicyDraft.Access(
            "responders read the quarantine",
            PolicyDraft.On(Quarantined),
            PolicyDraft.Select(DirectoryGroups.Responders)
        ) with
        {
            Priority = 1,
        };
        // Whoever collects raw telemetry stays out of general analytics where purposes are kept apart.
        var readers = workforce.Departments.Where(one => !size.IsClean || one.Name != "Data Platform");
        foreach (var department in readers)
        {
            yield return PolicyDraft.Access(
                $"{department.Key}: product and operations figures",
                PolicyDraft.On(["analytics_product_*", "ops_*", "product_*"], ["*"], ["*"]),
                PolicyDraft.Select("dept-" + department.Key)
            );
        }

        string[] months = ["June", "July", "August"];
        for (var i = 0; i < months.Length; i++)
        {
            yield return PolicyDraft.Access(
                $"temporary: model evaluation, {months[i]}",
                size.IsClean ? PolicyDraft.On("training_*") : PolicyDraft.On(["training_*", "prompts_*"], ["*"], ["*"]),
                size.IsClean ? PolicyDraft.Select("acl-training-readers") : PolicyDraft.Select("dept-product")
            ) with
            {
                Schedules = [new($"2026/0{6 + i}/01 00:00:00", $"2026/0{6 + i}/28 23:59:59", "America/Los_Angeles")],
            };
        }
    }
}
