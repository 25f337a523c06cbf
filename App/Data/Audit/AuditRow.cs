using System.Runtime.InteropServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Audit;

/// <summary>
/// Uses of one table by one login on their way into the store: one event, or those of a day so far. Names are numbers that
/// <see cref="IAuditSink"/> gave out. Instants are Unix milliseconds.
/// </summary>
/// <param name="Columns">0 where the log names none.</param>
/// <param name="Last">Inclusive; equals <paramref name="First"/> for one event.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditRow(
    int Table,
    int Login,
    int Columns,
    AuditTraits Traits,
    long First,
    long Last,
    long Count
);

/// <summary>What an event is beside its names, in one number: as stored.</summary>
[Flags]
public enum AuditTraits
{
    None = 0,
    Write = 1,
    Files = 2,
    Denied = 4,
}

internal static class AuditTraitsNames
{
    public static AuditAction Action(this AuditTraits traits) =>
        traits.HasFlag(AuditTraits.Write) ? AuditAction.Write : AuditAction.Read;

    public static AuditChannel Channel(this AuditTraits traits) =>
        traits.HasFlag(AuditTraits.Files) ? AuditChannel.Files : AuditChannel.Hive;
}
