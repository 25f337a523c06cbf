using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>What kind of fact a change is about.</summary>
public enum HistoryKind
{
    Principal,
    Membership,
    Database,
    Table,
    Policy,
    Zone,
    Service,
    Classification,
    TableGroup,
    IntendedAccess,
    AccessException,
    HiveGrant,
    ViewSources,
    TableStorage,
    HdfsService,
    Path,
}

/// <summary>A fact that begins or ceases to hold.</summary>
/// <param name="Fact">Of the record type that the kind names.</param>
public readonly record struct HistoryEdit(HistoryKind Kind, object Fact, bool IsAdded);

/// <summary>
/// One change: its edits happen at one instant. Exact where <see cref="NotBefore"/> equals <see cref="At"/>; else it happened at some
/// instant after <see cref="NotBefore"/> and not after <see cref="At"/>: between the two either state is possible.
/// </summary>
/// <param name="NotBefore">Before it the change had surely not happened.</param>
/// <param name="At">From here on it has surely happened.</param>
public sealed record HistoryChange(DateTimeOffset NotBefore, DateTimeOffset At, ImmutableArray<HistoryEdit> Edits)
{
    public bool IsExact => NotBefore == At;
}
