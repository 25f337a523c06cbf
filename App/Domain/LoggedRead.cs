using System.Runtime.InteropServices;

namespace GovernanceDashboard.Domain;

/// <summary>
/// Logged, allowed reads of one table by one login: those of one instant where <see cref="IsExact"/>, else those of one UTC day added up, of which the first
/// and the last instant are known (product definitions, "Proof").
/// </summary>
/// <param name="Login">As the log has it: a real name.</param>
/// <param name="Last">Inclusive; equals <paramref name="First"/> where exact.</param>
/// <param name="Count">Repeats that the log summarised included; at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LoggedRead(
    TableName Table,
    string Login,
    AuditChannel Channel,
    DateTimeOffset First,
    DateTimeOffset Last,
    long Count,
    bool IsExact
);
