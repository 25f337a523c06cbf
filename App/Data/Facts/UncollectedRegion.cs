using System.Runtime;

namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// Asks the runtime not to collect garbage while a large graph of objects is made that will all stay: collecting then only copies it, several times over,
/// for a third of the time. Best effort: where the memory is not there at once, or another load is at it, nothing changes.
/// </summary>
internal sealed class UncollectedRegion : IDisposable
{
    private readonly bool _isOurs;

    /// <param name="bytes">About how much will be allocated; more than the runtime can give is asked for in vain.</param>
    public UncollectedRegion(long bytes)
    {
        try
        {
            _isOurs = GC.TryStartNoGCRegion(bytes, disallowFullBlockingGC: true);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentOutOfRangeException)
        {
            _isOurs = false; // one is in progress, or the heap is bounded more tightly
        }
    }

    public void Dispose()
    {
        try
        {
            if (_isOurs && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
        catch (InvalidOperationException)
        {
            // More was allocated than asked for: the runtime collected and ended the region by itself.
        }
    }
}
