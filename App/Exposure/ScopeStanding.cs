using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure;

/// <summary>How many stand in one relation to the tables of a scope. Each figure lies between its bounds.</summary>
/// <param name="People">Identities of people, each counted once.</param>
/// <param name="Services">Service accounts: counted apart, in no pair.</param>
/// <param name="Pairs">Pairs of a person and a table.</param>
/// <param name="Tables">Tables with at least one such person.</param>
public sealed record StandingFigures(
    MeasureRange People,
    MeasureRange Services,
    MeasureRange Pairs,
    MeasureRange Tables
);

/// <summary>
/// Pairs of people and tables outside the declared audience, by what is on file for them. The parts add up to the gross pairs.
/// </summary>
/// <param name="Valid">An access exception in force covers them.</param>
/// <param name="Lapsed">One did, and has ended.</param>
/// <param name="Undocumented">None ever did.</param>
/// <param name="Undeclared">Readers of tables without a declared audience, beside those with an exception: nobody can say whether they are meant.</param>
public sealed record DocumentedPairs(
    MeasureRange Valid,
    MeasureRange Lapsed,
    MeasureRange Undocumented,
    MeasureRange Undeclared
);

/// <summary>Who reads the tables of a scope at the instant of an index, who of them is not meant to, and what is on file for those.</summary>
/// <param name="People">Of whom the figures are: |P|, or 1 where the scope is a person.</param>
/// <param name="DeclaredTables">Tables with a declared audience that can be resolved.</param>
/// <param name="ConditionalTables">Tables with readers that hang on something that cannot be known.</param>
/// <param name="Readers">Eff: level Full or Partial.</param>
/// <param name="Gross">Of them those outside the declared audience, access exceptions ignored.</param>
/// <param name="Net">The same with access exceptions honoured.</param>
/// <param name="NetSure">The people of <paramref name="Net"/>, by the index's ordinals: those who surely are.</param>
/// <param name="NetPossible">And those who may be.</param>
/// <param name="ExposedTables">Tables to which somebody may be exposed, net.</param>
public sealed record ScopeStanding(
    int People,
    int Tables,
    int DeclaredTables,
    int ConditionalTables,
    StandingFigures Readers,
    StandingFigures Gross,
    StandingFigures Net,
    DocumentedPairs Documented,
    PrincipalSet NetSure,
    PrincipalSet NetPossible,
    ImmutableHashSet<TableOrdinal> ExposedTables
)
{
    /// <summary>Counts; a fraction of a second at 45,000 tables, since tables of the same readers and declarations are looked at once.</summary>
    /// <param name="whom">Of whom: all people, or one.</param>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    public static ScopeStanding Of(
        AccessIndex index,
        DeclaredAudiences audiences,
        IReadOnlyCollection<TableOrdinal> tables,
        PrincipalSet whom,
        CancellationToken cancellationToken
    ) => new StandingCount(index, audiences, whom).Of(tables, cancellationToken);
}
