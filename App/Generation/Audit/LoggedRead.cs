namespace GovernanceDashboard.Generation.Audit;

/// <summary>One line of an audit log: somebody read a table.</summary>
/// <param name="Count">More than 1 where the writer summed up repeats.</param>
internal readonly record struct LoggedRead(DateTimeOffset At, Account Reader, TableSpec Table, int Count = 1);
