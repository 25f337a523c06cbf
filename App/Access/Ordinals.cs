namespace GovernanceDashboard.Access;

/// <summary>
/// A login's dense position inside one <see cref="AccessIndex"/>; never a database key, and meaningless in another index
/// built from other principals.
/// </summary>
public readonly record struct PrincipalOrdinal(int Value);

/// <summary>A table's dense position inside one <see cref="AccessIndex"/>: its place in <c>EstateFacts.Tables</c>.</summary>
public readonly record struct TableOrdinal(int Value);
