using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>
/// An estate and its records in a few words: raw.keys (keystrokes: Restricted) is read by the group ops (ann, bob), stats.daily (Internal) by everyone. It is judged at noon of 1 June 2026.
/// </summary>
internal sealed record RuleEstate
{
    private static GovernanceHistory None { get; } =
        new()
        {
            TableGroups = [],
            Populations = [],
            IntendedAccess = [],
            DataOwners = [],
            AccessExceptions = [],
            Waivers = [],
            Approvals = [],
            Commitments = [],
            RetentionRules = [],
            Flows = [],
            Pauses = [],
            Captures = [],
            Subjects = [],
            DataZones = [],
            LogCoverages = [],
            ChangeEvents = [],
            StorageCosts = [],
        };

    // After None, which it is made with.
    public static RuleEstate Plain { get; } = new();

    public EstateFacts Facts { get; init; } = Create();

    public GovernanceHistory Records { get; init; } = None;

    public ImmutableArray<HeldFact<LineageEdge>> Lineage { get; init; } = [];

    /// <summary>What began or ended before the judged instant; nothing is known of it unless a test says so.</summary>
    public EstateChanges Changes { get; init; } = EstateChanges.None;

    /// <summary>The n-th of May 2026, or of a later month where n is greater than 31.</summary>
    public static DateTimeOffset May(double day) =>
        new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);

    /// <summary>Since 1 May everything is known, and nothing changed.</summary>
    public static EstateChanges SinceMay => new() { From = May(1) };

    public static HeldFact<T> Held<T>(T fact, double from = 1, double? to = null) =>
        new(fact, May(from), May(from), to is { } end ? May(end) : null, to is { } until ? May(until) : null);

    /// <param name="memberships">Over all time, where a rule asks for them.</param>
    public RuleContext Context(ImmutableArray<HeldFact<Membership>> memberships = default)
    {
        var (index, groups) = TableGroupIndex.BuildWithIndex(
            Facts with
            {
                LineageEdges = [.. Lineage.Select(edge => edge.Value)],
            },
            TestContext.Current.CancellationToken
        );
        return new(index, groups, Records, Lineage, Changes) { Memberships = memberships.IsDefault ? [] : memberships };
    }

    public Finding[] Run(IFindingRule rule) => [.. rule.Run(Context(), TestContext.Current.CancellationToken)];

    /// <summary>What a finding says, in one line: subjects, from, to, amount.</summary>
    public static string Line(Finding finding) =>
        $"{string.Join(' ', finding.Subjects)} {Day(finding.From)}..{Day(finding.To)} {finding.Amount}";

    public static LineageEdge Edge(string from, string to, LineageKind kind = LineageKind.Derive) =>
        new(LineageNode.Table(Scenarios.Facts.Name(from)), LineageNode.Table(Scenarios.Facts.Name(to)), kind, []);

    private static string Day(DateTimeOffset? instant) =>
        instant is { } at ? at.ToString("MM-dd'T'HH", System.Globalization.CultureInfo.InvariantCulture) : "";

    private static EstateFacts Create()
    {
        var facts = Scenarios.Facts.Of(
            ["ann", "bob", "cy"],
            [("ops", ["ann", "bob"])],
            [("raw.keys", ["typed", "app", "a", "b", "c", "d"]), ("stats.daily", ["day", "n"])],
            [
                Scenarios.Facts.Policy(1, "raw.keys.*", allow: [Scenarios.Facts.Item(groups: ["ops"])]),
                Scenarios.Facts.Policy(2, "stats.daily.*", allow: [Scenarios.Facts.Item(groups: ["public"])]),
            ]
        );
        return facts with
        {
            Tables = [.. facts.Tables.Select(table => table with { CreatedAt = May(5) })],
            Classifications =
            [
                new(new("raw", "keys"), "KEYSTROKES", ClassificationBasis.Import),
                new(new("stats", "daily"), "INTERNAL", ClassificationBasis.Import),
            ],
            TableGroups = [new("Keys", ["raw.*"], [])],
        };
    }
}
