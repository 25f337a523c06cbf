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
        var outcome = new ChangeSet([.. changes.Changes.Select(change => ByLogin(view, change))]).ApplyTo(view.Facts);
        if (outcome.Facts is not { } facts)
        {
            return new(null, [.. outcome.Problems.Select(problem => ByReference(view, changes, problem))], view.Stamp);
        }

        progress.Report(new("Deciding access after the changes", 1, Stages));
        var after = AccessIndex.Build(facts, cancellationToken);
        progress.Report(new("Comparing every table", 2, Stages));
        var result = WhatIf.Compare(view.Index, after, attribute, cancellationToken);
        progress.Report(new("Compared every table", Stages, Stages));
        return new(result, [], view.Stamp);
    }

    private static Change ByLogin(EstateView view, Change change) =>
        change switch
        {
            ItemPrincipalChange item => item with { Principal = LoginOf(view, item.Principal) },
            MembershipChange member => member with
            {
                Membership = member.Membership with { Member = LoginOf(view, member.Membership.Member) },
            },
            _ => change,
        };

    // A reference that fits nobody, or more than one, stays as it is: applying the change then says that there is no such principal.
    private static PrincipalId LoginOf(EstateView view, PrincipalId named) =>
        named.Namespace == PrincipalNamespace.Login && view.Resolve(named.Name) is [var principal]
            ? principal.Id
            : named;

    // The reason is built from the login; a reader who asked by pseudonym must not learn it that way.
    private static ChangeProblem ByReference(EstateView view, ChangeSet changes, ChangeProblem problem)
    {
        var named = changes.Changes[problem.Index] switch
        {
            ItemPrincipalChange item => item.Principal,
            MembershipChange member => member.Membership.Member,
            _ => PrincipalId.Everyone,
        };
        return problem with
        {
            Reason = problem.Reason.Replace(
                LoginOf(view, named).ToString(),
                named.ToString(),
                StringComparison.Ordinal
            ),
        };
    }
}
