namespace GovernanceDashboard.Access.Ranger;

/// <summary>Bounds what one index keeps of sets that can be made again. Thread-safe.</summary>
internal sealed class CacheBudget(long bytes)
{
    private long _used;

    /// <summary>Counts the bytes; false where what they hold must not be kept.</summary>
    internal bool Reserve(long more) => Interlocked.Add(ref _used, more) <= bytes;
}
