using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data;

/// <summary>
/// Everything that is believed of one fact from this import on, whenever it held: it takes the place of all that was believed of it before.
/// </summary>
/// <param name="Held">At least one; of one natural key, in order of time, never overlapping. The last one is open where the import found the fact.</param>
/// <param name="Source">The name of the file it came from, as in <see cref="SnapshotDraft.Sources"/>; null where no one file says it.</param>
public sealed record ToldFact<T>(ImmutableArray<HeldFact<T>> Held, string? Source = null);
