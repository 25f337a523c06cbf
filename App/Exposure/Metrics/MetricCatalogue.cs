using System.Collections.Immutable;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>What a figure means: shown beside it on pages, and printed by <c>metrics --formulas</c>.</summary>
/// <param name="Id">As documents name the figure.</param>
/// <param name="Source">Where the definition stands.</param>
public sealed record MetricInfo(string Id, string Title, string Unit, string Formula, string Meaning, string Source);

/// <summary>The metrics of product text 6.1 to 6.7, in its order. P people; T tables; Eff who can read; Int who is meant to; Ex = Eff ∖ Int.</summary>
public static class MetricCatalogue
{
    /// <summary>The source of the figures of cost.</summary>
    public const string Costs = "requirement R-14";

    private const string BloodHound = "share of principals with a path to the asset, as in BloodHound";

    public static ImmutableArray<MetricInfo> All { get; } =
    [
        new(
            "weight",
            "Severity weight",
            "severity points",
            "w(t) = max over columns of DPC × EI, in [0.25, 4]",
            "How harmful the heaviest class is: data processing context 1 to 4 times ease of identification 0.25 to 1. Unclassified lies between 0.25 and 4. The defaults are assumptions.",
            "6.1; ENISA 2013"
        ),
        new(
            "reachPercent",
            "Reach",
            "% of people",
            "100·|Eff| / |P|",
            "How many of all people can read the table.",
            "6.2; " + BloodHound
        ),
        new(
            "excessPercent",
            "Excess",
            "% of people not meant",
            "100·|Ex| / |P ∖ Int|",
            "How many of those who are not meant to read it can. Not applicable where everybody is meant.",
            "6.2"
        ),
        new(
            "band",
            "Band",
            "word",
            "critical ≥ 95, high ≥ 80, moderate ≥ 40, low below",
            "The excess in a word, never without count and weight.",
            "6.2; BloodHound's severity bands"
        ),
        new("headroom", "Headroom", "people", "|P ∖ Int|", "How many could be exposed at most.", "6.2"),
        new(
            "mass",
            "Mass",
            "weighted person-tables",
            "M = Σ w(p, t) over t and p in Ex(t)",
            "Everybody who can read a table without being meant to, weighed with what they read unmasked. Adds up over tables.",
            "6.3"
        ),
        new(
            "indexPercent",
            "Exposure index",
            "%",
            "XI = 100·Σ w·|Ex| / Σ w·|P ∖ Int|",
            "The mean excess of the tables by weight and headroom; of a union the weighted mean of its parts.",
            "6.3"
        ),
        new(
            "score",
            "Ranking score",
            "0 to 100",
            "R = 100·(w / 4)·(excess % / 100)",
            "For sorting tables. Days overdue, owner, approval, logging and fan-out stand beside it and are not in it.",
            "6.3"
        ),
        new(
            "subjectViewerPairs",
            "Subject-viewer pairs",
            "pairs",
            "SV(t) = D(t)·|Ex(t)|; of several tables distinct pairs",
            "People whose data stand in the table, each with everybody who can see them without being meant to. Only of tables whose subjects are recorded.",
            "6.3"
        ),
        new(
            "overExposurePercent",
            "Over-exposure (naive)",
            "% of entitlements",
            "OER = 1 − |Used ∩ Ent| / |Ent|",
            "What people may read and did not read in the look-back, taking silence of the logs for absence.",
            "6.4; Veza's over-permissioned access score"
        ),
        new(
            "overExposureBoundsPercent",
            "Over-exposure (bounds)",
            "% of entitlements",
            "[ |N| / |Ent| , (|N| + |K|) / |Ent| ]",
            "Between what logs prove unused (N) and what they leave open too (K). The upper end is the naive figure where every entitlement is sure.",
            "6.4"
        ),
        new(
            "personTableDays",
            "Exposed time",
            "person-table-days",
            "PTD = Σ λ{τ : p ∈ Ex(t, τ)} / 86,400 s",
            "Each person and table for as long as the one could read the other without being meant to. A person counts while an account is enabled, a table while it exists.",
            "6.5"
        ),
        new(
            "weightedDays",
            "Weighted time",
            "severity points × person-table-days",
            "wPTD = Σ w(p, t) · exposed time / 86,400 s",
            "Exposed time, each weighed with what the person reads.",
            "6.5"
        ),
        new(
            "tableDays",
            "Table-days",
            "table-days",
            "Σ over t of λ{τ : Ex(t, τ) ≠ ∅}",
            "How long each table stood open to anybody it is not meant for.",
            "6.5"
        ),
        new(
            "personDays",
            "Person-days",
            "person-days",
            "Σ over p of λ{τ : p in some Ex(t, τ)}",
            "How long each person was exposed to any table.",
            "6.5"
        ),
        new(
            "openPerDay",
            "Open a day",
            "person-table-days a day",
            "Σ |Ex(t)| at the end",
            "What each further day adds.",
            "6.5"
        ),
        new(
            "mttdDays",
            "Time to detect",
            "days",
            "detected − first exposed",
            "From the first exposure to the instant at which it was noticed.",
            "6.5"
        ),
        new(
            "mttcDays",
            "Time to contain",
            "days",
            "contained − detected",
            "From there to the instant at which it ended.",
            "6.5"
        ),
        new(
            "blastRadiusTables",
            "Blast radius",
            "tables",
            "BR# = |Reach(a)|",
            "Tables that become readable if the principal is taken over.",
            "6.6; BloodHound's impact"
        ),
        new(
            "blastRadiusWeight",
            "Blast radius, weighted",
            "severity points",
            "BRw = Σ w(t) over Reach(a)",
            "The weight of those tables.",
            "6.6; Microsoft's graph_blast_radius"
        ),
        new(
            "blastRadiusPercent",
            "Blast radius, share",
            "% of the scope's weight",
            "BR% = 100·BRw / Σ w",
            "The share of all weight of the scope.",
            "6.6"
        ),
        new(
            "marginalWeight",
            "Marginal blast radius",
            "severity points",
            "MBR(a) = BRw(all) − BRw(all without a)",
            "What nobody could read any more without this principal.",
            "6.6"
        ),
        new(
            "redundantWeight",
            "Redundant exposure",
            "severity points",
            "BRw(all) − Σ MBR(a)",
            "What no single principal's going away takes away.",
            "6.6"
        ),
        new(
            "accessed",
            "Accessed",
            "person-table pairs",
            "a, with a + b + c = exposed pairs",
            "A logged, allowed read while surely exposed.",
            "6.7"
        ),
        new(
            "provenNot",
            "Proven not accessed",
            "person-table pairs",
            "b",
            "No such read, and every exposing channel fully logged over all the exposed time.",
            "6.7"
        ),
        new("unknown", "Unknown", "person-table pairs", "c", "Everything else.", "6.7"),
        new(
            "logCoveragePercent",
            "Log coverage",
            "% of exposed time",
            "C = 100·Σ exposed and logged / Σ exposed",
            "How much of the exposed time every exposing channel was logged in full.",
            "6.7"
        ),
        new(
            "hitRateBound",
            "Hit rate, upper bound",
            "reads a covered pair-day",
            "1 − 0.05^(1/n) over n covered pair-days without a read",
            "With 95 % confidence, if pair-days are independent and time without logs is like time with logs.",
            "6.7"
        ),
        new(
            "costPerMonth",
            "Cost of storage",
            "currency units a month",
            "C(g) = Σ over t in g of bytes(t) / 10^9 · rate; bytes(t) = record's bytes · size(t) / Σ size over its scope",
            "Bytes and rate are those of the cost record with the narrowest scope that names the table (table, database, group, search), shared among its tables by the catalogue's sizes. Rates are your own assumption. Views store nothing. A table that no record names has no known cost.",
            Costs
        ),
        new(
            "avoidableCost",
            "Avoidable cost",
            "currency units a month",
            "Σ C(t) over t kept too long, unused or a shadow copy, each table once",
            "From what is surely avoidable to what may be. No more than the sum of its three parts, since a copy may be unused too.",
            Costs
        ),
        new(
            "keptTooLongCost",
            "Cost of data kept too long",
            "currency units a month",
            "[ Σ C(t) · rows surely past their retention / rows , Σ C(t) ] over tables with overdue data",
            "At least the rows of people all of whose data in the table are older than its retention allows, rows taken as equally large; at most the whole table.",
            Costs
        ),
        new(
            "unusedCost",
            "Cost of unused tables",
            "currency units a month",
            "[ Σ C(t) over N , Σ C(t) over N and K ]",
            "Tables that stood there for 90 days and of which no read by anybody is on record, through views neither: N where all use was logged in full, K where logs leave it open.",
            Costs
        ),
        new(
            "shadowCopyCost",
            "Cost of shadow copies",
            "currency units a month",
            "Σ C(t) over copies of sensitive tables outside their zone",
            "The copies that the rule shadow-copy finds.",
            Costs
        ),
    ];

    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public static MetricInfo Of(string id) =>
        All.FirstOrDefault(metric => metric.Id == id) ?? throw new KeyNotFoundException($"There is no metric {id}.");
}
