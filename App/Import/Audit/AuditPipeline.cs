using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// Reads one log on three threads: one cuts (and unpacks), one parses, and the caller's own takes what comes out. They wait for each other,
/// so that memory stays flat whatever the log's size.
/// </summary>
internal static class AuditPipeline
{
    private const int MostWaiting = 4;

    /// <param name="text">The log, unpacked.</param>
    /// <param name="position">Bytes of the file read so far.</param>
    /// <param name="take">Whatever it throws ends the reading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AuditFileSummary Run(
        Stream text,
        Func<long> position,
        AuditParser parser,
        Action<AuditBatch> take,
        CancellationToken cancellationToken
    )
    {
        using var chunks = new BlockingCollection<LineChunk>(MostWaiting);
        using var batches = new BlockingCollection<AuditBatch>(MostWaiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        AuditFileSummary? summary = null;
        try
        {
            Parallel.Invoke(
                () => Stage(Cut, chunks.CompleteAdding, stop),
                () => Stage(Parse, batches.CompleteAdding, stop),
                () => Stage(Take, () => { }, stop)
            );
        }
        catch (AggregateException failed)
        {
            // One stage failed; the others were cancelled because of it.
            var causes = failed.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(
                causes.FirstOrDefault(cause => cause is not OperationCanceledException) ?? causes[0]
            );
        }

        return summary ?? throw new InvalidOperationException("The log was read without an end.");

        void Cut()
        {
            foreach (var chunk in LineChunks.Read(text, position))
            {
                chunks.Add(chunk, stop.Token);
            }
        }

        void Parse()
        {
            foreach (var chunk in chunks.GetConsumingEnumerable(stop.Token))
            {
                batches.Add(parser.Read(chunk), stop.Token);
                chunk.Return();
            }

            batches.Add(parser.Finish(out summary), stop.Token);
        }

        void Take()
        {
            foreach (var batch in batches.GetConsumingEnumerable(stop.Token))
            {
                take(batch);
            }
        }
    }

    private static void Stage(Action work, Action done, CancellationTokenSource stop)
    {
        var isDone = false;
        try
        {
            work();
            isDone = true;
        }
        finally
        {
            done();
            if (!isDone)
            {
                stop.Cancel();
            }
        }
    }
}
