namespace GovernanceDashboard.Data.Audit;

/// <summary>Joins the streams of a writer across files.</summary>
public static class AuditRuns
{
    /// <summary>Streams of one writer that number on from each other as one; by writer, then number.</summary>
    public static IEnumerable<AuditStream> Of(IEnumerable<AuditStream> streams)
    {
        foreach (var writer in streams.GroupBy(stream => stream.Writer, StringComparer.Ordinal))
        {
            AuditStream? run = null;
            foreach (var stream in writer.OrderBy(stream => stream.FirstNumber).ThenBy(stream => stream.LastNumber))
            {
                if (run is { IsWhole: true } && stream.IsWhole && stream.FirstNumber == run.LastNumber + 1)
                {
                    run = run with
                    {
                        LastNumber = stream.LastNumber,
                        Last = stream.Last,
                        Host = run.Host == stream.Host ? run.Host : null,
                        IsHive = run.IsHive && stream.IsHive,
                    };
                    continue;
                }

                if (run is not null)
                {
                    yield return run;
                }

                run = stream;
            }

            if (run is not null)
            {
                yield return run;
            }
        }
    }
}
