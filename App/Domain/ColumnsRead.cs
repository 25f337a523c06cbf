using System.Runtime.InteropServices;

namespace GovernanceDashboard.Domain;

/// <summary>That some columns of a table were read together, as far as logs tell: allowed reads of any login.</summary>
/// <param name="Columns">Comma-joined, lower-cased, as the log has them; empty where it names none: then any may have been read.</param>
/// <param name="Last">The last such read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ColumnsRead(TableName Table, string Columns, AuditChannel Channel, DateTimeOffset Last);
