using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Planning;

/// <summary>A what-if as pages and command line see it: the result, or why the changes do not fit (then <see cref="Result"/> is null).</summary>
public sealed record WhatIfAnswer(WhatIfResult? Result, ImmutableArray<ChangeProblem> Problems, AnswerStamp Stamp);

/// <summary>
/// Answers what-if questions. Takes about as long as building the index again, so pages run it as a job; the estate itself
/// is never changed.
/// </summary>
public sealed class WhatIfQuestion(EstateQuestions questions)
{
    private const int Stages = 3;

    /// <param name="changes">People by login or by pseudonym.</param>
    /// <param name="attribute">The populations of the comparison: department, level, region or employment.</param>
    public async Task<WhatIfAnswer> AskAsync(
        CurrentUser user,
        Picture picture,
        ChangeSet changes,
        string attribute,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var view = await questions.ViewAsync(user, AppAction.Simulate, picture, cancellationToken);
        return await Task.Run(() => Compare(view, changes, attribute, progress, cancellationToken), cancellationToken);
    }

    private static WhatIfAnswer Compare(
        EstateView view,
        ChangeSet changes,
        string attribute,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        progress.Report(new("Applying the changes", 0, Stages));
        var (named, ambiguous) = ChangeReferences.Resolve(view, changes);
        if (!ambiguous.IsEmpty)
        {
            return new(null, ambiguous, view.Stamp);
        }

        var outcome = named.ApplyTo(view.Facts);
        if (outcome.Facts is not { } facts)
        {
            return new(
                null,
                [.. outcome.Problems.Select(problem => ChangeReferences.Masked(view, named, problem))],
                view.Stamp
            );
        }

        progress.Report(new("Deciding access after the changes", 1, Stages));
        var after = AccessIndex.Build(facts, cancellationToken);
        progress.Report(new("Comparing every table", 2, Stages));
        var result = WhatIf.Compare(view.Index, after, attribute, cancellationToken);
        progress.Report(new("Compared every table", Stages, Stages));
        return new(result, [], view.Stamp);
    }
}
