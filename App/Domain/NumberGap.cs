namespace GovernanceDashboard.Domain;

/// <summary>Numbers that a writer of logs gave to events which nobody imported.</summary>
/// <param name="Writer">The process that logged.</param>
/// <param name="Missing">How many numbers in a row; at least 1.</param>
/// <param name="LastBefore">The instant of the last event before them: what is missing is not older.</param>
/// <param name="FirstAfter">The instant of the first event after them: what is missing is not younger.</param>
public sealed record NumberGap(string Writer, long Missing, DateTimeOffset LastBefore, DateTimeOffset FirstAfter);
