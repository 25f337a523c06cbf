namespace GovernanceDashboard.Import;

/// <summary>
/// Where a phase of an import ends, what it read dies at once: lists of a million rows, each copied while it grew. Left to itself the runtime keeps them until the next phase has made
/// as many again, and the process holds both.
/// </summary>
internal static class PhaseEnd
{
    private const long WorthIt = 256L << 20;

    /// <summary>Gives the memory back to the system. Takes a few tenths of a second where much was read, and nothing after a small import.</summary>
    public static void Release()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > WorthIt)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
