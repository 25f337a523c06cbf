using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Puts minimal paths into sentences for people who do not know Ranger. Names nobody: people are labels.</summary>
internal static class PathWording
{
    internal static PathsAnswer Describe(
        EstateView view,
        TableResource table,
        AccessPaths paths,
        UnmaskPermit? permit
    ) =>
        new(
            [.. paths.Listed.Select(path => Explained(view, table, path, permit))],
            paths.Total,
            paths.ConditionalTotal,
            paths.IsExact,
            Sentence(paths)
        );

    private static ExplainedPath Explained(EstateView view, TableResource table, AccessPath path, UnmaskPermit? permit)
    {
        ImmutableArray<ExplainedOpinion> legs =
        [
            .. path.Legs.Select(leg => ExplanationWording.Explained(view, table, leg, null, permit)),
        ];
        var sentence =
            legs.Length == 1
                ? legs[0].Sentence
                : "All of these are needed together, since each of these policies denies whom it does not allow: "
                    + string.Join(' ', legs.Select(leg => leg.Sentence));
        return new(legs, ExplanationWording.Names(table, path.Columns), path.IsConditional, sentence);
    }

    private static string Sentence(AccessPaths paths)
    {
        var total = Number(paths.Total);
        var sure =
            paths.Total.IsZero ? "No path is sure."
            : paths is { Total.IsOne: true, IsExact: true } ? "There is one path: it is all that the access rests on."
            : $"There {(paths.IsExact ? "are" : "are at least")} {total} paths. Each is enough by itself: the access ends only when every one of them is cut.";
        var conditional =
            paths.ConditionalTotal.IsZero ? ""
            : paths.ConditionalTotal.IsOne ? " One more hangs on a condition that cannot be checked from a snapshot."
            : $" {Number(paths.ConditionalTotal)} more hang on conditions that cannot be checked from a snapshot.";
        var listed = paths.IsCut ? $" The first {paths.Listed.Length}, by length, are listed." : "";
        return paths.Total.IsZero && paths.ConditionalTotal.IsZero
            ? "No path leads here."
            : sure + conditional + listed;
    }

    private static string Number(BigInteger number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
