using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>The kinds of governance records. None decides who can read what; none counts in a snapshot that has none of it.</summary>
internal static class GovernanceKinds
{
    public static FactKind<AccessException> AccessExceptions { get; } =
        Kind<AccessException>("access-exceptions", draft => draft.AccessExceptions, one => [one.Id]);

    public static FactKind<Waiver> Waivers { get; } = Kind<Waiver>("waivers", draft => draft.Waivers, one => [one.Id]);

    public static FactKind<Approval> Approvals { get; } =
        Kind<Approval>("approvals", draft => draft.Approvals, one => [one.Id]);

    public static FactKind<Commitment> Commitments { get; } =
        Kind<Commitment>("commitments", draft => draft.Commitments, one => [one.Id]);

    public static FactKind<RetentionRule> RetentionRules { get; } =
        Kind<RetentionRule>("retention-rules", draft => draft.RetentionRules, one => [one.Scope]);

    public static FactKind<CollectionFlow> Flows { get; } =
        Kind<CollectionFlow>("flows", draft => draft.Flows, one => [one.Id], repeats: true);

    public static FactKind<CapturePause> Pauses { get; } =
        Kind<CapturePause>("pauses", draft => draft.Pauses, one => [one.Subject, one.Flow, one.Kind], repeats: true);

    public static FactKind<CapturedRows> Captures { get; } =
        Kind<CapturedRows>(
            "captures",
            draft => draft.Captures,
            one => [one.Flow, one.Table.Database, one.Table.Table, one.Subject],
            repeats: true
        );

    public static FactKind<SubjectPresence> Subjects { get; } =
        Kind<SubjectPresence>(
            "subjects",
            draft => draft.Subjects,
            one => [one.Table.Database, one.Table.Table, one.Subject, one.Jurisdiction]
        );

    public static FactKind<DataZone> DataZones { get; } =
        Kind<DataZone>("data-zones", draft => draft.DataZones, one => [one.Scope]);

    public static FactKind<LogCoverage> LogCoverages { get; } =
        Kind<LogCoverage>(
            "log-coverages",
            draft => draft.LogCoverages,
            one => [one.Scope, one.Channel.ToString(), one.State.ToString()],
            repeats: true
        );

    // A change that was logged has happened: a later log that begins later takes nothing back.
    public static FactKind<ChangeEvent> ChangeEvents { get; } =
        Kind<ChangeEvent>(
            "change-events",
            draft => draft.ChangeEvents,
            one => [one.Kind, one.Target, one.Before, one.After, one.Actor, one.Ticket],
            repeats: true,
            keepsMissing: true
        );

    public static FactKind<StorageCost> StorageCosts { get; } =
        Kind<StorageCost>("storage-costs", draft => draft.StorageCosts, one => [one.Scope]);

    /// <summary>In the order in which they are written and digested.</summary>
    public static ImmutableArray<FactKind> All { get; } =
    [
        AccessExceptions,
        Waivers,
        Approvals,
        Commitments,
        RetentionRules,
        Flows,
        Pauses,
        Captures,
        Subjects,
        DataZones,
        LogCoverages,
        ChangeEvents,
        StorageCosts,
    ];

    /// <param name="repeats">The same record may stand again from another instant on.</param>
    private static FactKind<T> Kind<T>(
        string name,
        Func<GovernanceDraft, ImmutableArray<DatedFact<T>>> facts,
        Func<T, string?[]> parts,
        bool repeats = false,
        bool keepsMissing = false
    ) =>
        new(
            name,
            false,
            draft => facts(draft.Governance),
            fact =>
                FactKeys.Join(repeats ? [.. parts(fact.Value), FactKeys.Written(fact.ValidFrom)] : parts(fact.Value)),
            (one, other) => Compare(parts(one), parts(other))
        )
        {
            CountsWhenEmpty = false,
            HoldsBack = false,
            KeepsMissing = keepsMissing,
        };

    private static int Compare(string?[] one, string?[] other)
    {
        for (var part = 0; part < one.Length; part++)
        {
            var order = string.CompareOrdinal(one[part], other[part]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
