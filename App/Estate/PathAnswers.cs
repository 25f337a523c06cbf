using System.Collections.Immutable;
using System.Numerics;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Estate;

/// <summary>One minimal path in words.</summary>
/// <param name="Legs">One, as a rule; several are needed together.</param>
/// <param name="Columns">Names of the columns that it opens; empty for the table request.</param>
/// <param name="Sentence">One plain sentence for the whole path.</param>
public sealed record ExplainedPath(
    ImmutableArray<ExplainedOpinion> Legs,
    ImmutableArray<string> Columns,
    bool IsConditional,
    string Sentence
);

/// <summary>The minimal paths with their exact totals, also where the list is cut.</summary>
/// <param name="Total">Sure paths; a lower bound where not <paramref name="IsExact"/>.</param>
/// <param name="ConditionalTotal">Paths that hang on a condition; not among <paramref name="Total"/>.</param>
/// <param name="Sentence">How many there are, how many are listed, and what that means.</param>
public sealed record PathsAnswer(
    ImmutableArray<ExplainedPath> Listed,
    BigInteger Total,
    BigInteger ConditionalTotal,
    bool IsExact,
    string Sentence
);

/// <summary>One removal in words.</summary>
/// <param name="Sentence">An instruction, without a full stop: "take p-… out of group eng".</param>
/// <param name="Change">As a change set takes it, people by their reference; null where no change set can do it.</param>
public sealed record ExplainedPoint(CutPoint Point, string Sentence, Change? Change);

/// <summary>Removals that together end the access.</summary>
/// <param name="OthersAtMost">Other readers of the table whom they may touch.</param>
public sealed record ExplainedCut(ImmutableArray<ExplainedPoint> Points, int OthersAtMost, string Sentence)
{
    /// <summary>The whole cut as a change set; empty where some part of it cannot be tried.</summary>
    public ImmutableArray<Change> Changes =>
        Points.Any(point => point.Change is null) ? [] : [.. Points.Select(point => point.Change!)];
}

/// <summary>The smallest cuts in words.</summary>
/// <param name="Sentence">"Any one of these 3 removals ends the access."</param>
public sealed record CutsAnswer(
    ImmutableArray<ExplainedCut> Listed,
    int Size,
    int SizeAtLeast,
    int Total,
    bool IsExact,
    string Sentence
);

/// <summary>One thing that stops a path, in words.</summary>
/// <param name="Sentence">What stops it.</param>
/// <param name="Remedies">Instructions, without full stops, that take it out of the way; all of them are needed.</param>
public sealed record ExplainedObstacle(ObstacleKind Kind, string Sentence, ImmutableArray<string> Remedies);

/// <summary>The path that comes nearest to what is refused, in words.</summary>
/// <param name="Sentence">Which path it would be.</param>
/// <param name="Outcome">How many changes it takes, and what could then be read.</param>
/// <param name="ColumnsAfter">Names of the columns that could then be read.</param>
/// <param name="Changes">As a change set in an address takes them, people by their reference; empty where a policy would have to be rewritten.</param>
public sealed record NearestAnswer(
    NearestPath Path,
    string Sentence,
    ImmutableArray<ExplainedObstacle> Obstacles,
    string Outcome,
    ImmutableArray<string> ColumnsAfter,
    ImmutableArray<Change> Changes
);
