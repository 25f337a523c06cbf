using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Domain;

/// <summary>Numbers snapshots in the order of their imports, from 1.</summary>
public readonly record struct SnapshotId(int Value) : IComparable<SnapshotId>
{
    public int CompareTo(SnapshotId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One file that an import read.</summary>
/// <param name="Name">Relative to the import's folder, with forward slashes.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record SourceFile(string Name, string Sha256, long Bytes, long Accepted, long Refused);

/// <summary>One named part of the data-quality score, 0 (useless) to 100 (nothing missing), with what lowered it.</summary>
/// <param name="Faults">What was found wrong or missing.</param>
/// <param name="Of">Of how many that were looked at; 0 where there was nothing to look at.</param>
/// <param name="Weight">How much it counts for the score; 0 where there was nothing to judge.</param>
/// <param name="Advice">What to do about it; null where there is nothing to do.</param>
/// <param name="Rows">The first faults, each a line that names no person.</param>
public sealed record QualityPart(
    string Name,
    double Score,
    string Explanation,
    long Faults = 0,
    long Of = 0,
    int Weight = 1,
    string? Advice = null,
    ImmutableArray<string> Rows = default
)
{
    public ImmutableArray<string> Rows { get; init; } = Rows.IsDefault ? [] : Rows;

    /// <summary>The score as every page, document and sheet shows it.</summary>
    public double Shown => DataQuality.Shown(Score);
}

/// <summary>How far the facts can be relied on.</summary>
public sealed record DataQuality(ImmutableArray<QualityPart> Parts)
{
    /// <summary>The mean of the parts by their weights, 0 to 100.</summary>
    public double Score =>
        Parts.IsDefaultOrEmpty || Parts.Sum(part => part.Weight) is not (> 0 and var all)
            ? 0
            : Shown(Parts.Sum(part => part.Weight * part.Score) / all);

    /// <summary>A score as every page, document and sheet shows it: two decimals, rounded down, so that only what is complete reads 100.</summary>
    public static double Shown(double score) => Math.Floor(Math.Round(score * 100, 6)) / 100;
}

/// <summary>What one import left behind: immutable, dated, and recognised by its digest.</summary>
/// <param name="TakenAt">The instant that the source's facts describe. Questions default to it.</param>
/// <param name="FactsFrom">The first instant for which the facts are complete; earlier instants cannot be answered.</param>
/// <param name="ImportedAt">When we recorded it.</param>
/// <param name="Digest">SHA-256 over the canonical facts, 64 hexadecimal digits; the same input gives the same digest on every machine.</param>
/// <param name="Counts">Facts believed at this snapshot, by kind.</param>
/// <param name="IsDemo">True while the estate is the generated demonstration.</param>
public sealed record Snapshot(
    SnapshotId Id,
    DateTimeOffset TakenAt,
    DateTimeOffset FactsFrom,
    DateTimeOffset ImportedAt,
    string Digest,
    ImmutableSortedDictionary<string, long> Counts,
    DataQuality Quality,
    ImmutableArray<SourceFile> Sources,
    bool IsDemo
);
