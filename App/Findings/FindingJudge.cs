using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Findings;

/// <summary>What a snapshot brought.</summary>
/// <param name="Appeared">Found in it and not in the one before: new, or back again. Those that a waiver permits are not among them.</param>
/// <param name="Total">All that is found in it.</param>
/// <param name="Gone">Found in the one before and no more.</param>
public sealed record FindingVerdict(EstateView View, ImmutableArray<FindingRow> Appeared, int Total, int Gone);

/// <summary>Judges snapshots and remembers what the rules found. Nothing is judged twice.</summary>
public sealed class FindingJudge(ActiveSnapshot active, FindingQuestions questions, FindingRegister register)
{
    /// <returns>False where it was judged already, here or by another process.</returns>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public async Task<bool> JudgeAsync(
        Snapshot snapshot,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (await register.JudgedAsync(snapshot, cancellationToken) is not null)
        {
            return false;
        }

        progress.Report(new($"Reading snapshot {snapshot.Id}", 0));
        var view = await active.ViewAsync(new Picture(snapshot.Id, null), cancellationToken);
        var judged = await questions.JudgedAsync(view, progress).WaitAsync(cancellationToken);
        return await register.RecordAsync(snapshot, judged.Rows, cancellationToken);
    }

    /// <summary>What a snapshot brought against those before it that were judged.</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot.</exception>
    public async Task<FindingVerdict> VerdictAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var view = await active.ViewAsync(new Picture(snapshot.Id, null), cancellationToken);
        var (rows, lives) = await questions.LivingAsync(view, null, cancellationToken);
        return new(
            view,
            [
                .. rows.Where(row =>
                    row.Life?.Run.From.Snapshot == snapshot.Id && row.Life.Status != FindingStatus.Suppressed
                ),
            ],
            rows.Length,
            lives.GoneIn(snapshot.Id)
        );
    }
}
