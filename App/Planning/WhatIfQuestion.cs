using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Planning;

/// <summary>A what-if as pages and command line see it: the result, or why the changes do not fit (then <see cref="Result"/> is null).</summary>
public sealed record WhatIfAnswer(WhatIfResult? Result, ImmutableArray<ChangeProblem> Problems, AnswerStamp Stamp);

/// <summary>Answers what-if questions. Pages run them as jobs; the estate itself is never changed.</summary>
public sealed class WhatIfQuestion(EstateQuestions questions)
{
    private const int Stages = 3;

    /// <param name="changes">A login may stand in it by its reference (pseudonym); problems name it as the change did.</param>
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
        ChangeLogins[] logins = [.. changes.Changes.Select(_ => new ChangeLogins(name => LoginOf(view, name)))];
        var resolved = new ChangeSet([.. changes.Changes.Select((change, index) => logins[index].Resolved(change))]);
        progress.Report(new("Deciding access after the changes", 1, Stages));
        var trial = view.Index.After(resolved, cancellationToken);
        if (trial.Access is not { } after)
        {
            return new(
                null,
                [
                    .. trial.Problems.Select(problem =>
                        problem with
                        {
                            Reason = logins[problem.Index].AsWritten(problem.Reason),
                        }
                    ),
                ],
                view.Stamp
            );
        }

        progress.Report(new("Comparing tables", 2, Stages));
        var estate = new WhatIfEstate(view.Index, view.Groups, view.Populations, view.HeatmapOf(attribute));
        var result = WhatIf.Compare(estate, after, cancellationToken);
        progress.Report(new("Compared", Stages, Stages));
        return new(result, [], view.Stamp);
    }

    private static string LoginOf(EstateView view, string named) =>
        view.Resolve(named) is [{ Id.Namespace: PrincipalNamespace.Login } principal] ? principal.Id.Name : named;
}
