using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Planning;

/// <summary>A what-if as pages and command line see it: the result, or why the changes do not fit (then <see cref="Result"/> is null).</summary>
public sealed record WhatIfAnswer(WhatIfResult? Result, ImmutableArray<ChangeProblem> Problems, AnswerStamp Stamp);

/// <summary>Answers what-if questions as background work.</summary>
public sealed class WhatIfQuestion
{
    public Task<WhatIfAnswer> AskAsync(
        CurrentUser user,
        Picture picture,
        ChangeSet changes,
        string attribute,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
