using System.Collections.Immutable;

namespace GovernanceDashboard.Jobs;

/// <summary>Tells subscribers of the board that something changed, each at most every 100 ms, however often it changes.</summary>
internal sealed class JobSubscriptions(TimeProvider clock, ILogger log) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private ImmutableHashSet<Subscription> _all = [];

    private TimeProvider Clock => clock;

    private ILogger Log => log;

    public IDisposable Add(Action changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var subscription = new Subscription(this, changed);
        ImmutableInterlocked.Update(ref _all, all => all.Add(subscription));
        return subscription;
    }

    public void Changed()
    {
        foreach (var subscription in Volatile.Read(ref _all))
        {
            subscription.Changed();
        }
    }

    public void Dispose()
    {
        foreach (var subscription in _all)
        {
            subscription.Dispose();
        }
    }

    /// <summary>
    /// The first change after a quiet time is told at once; more wait for the interval. Calls never overlap: what
    /// changes while one runs is told by the next.
    /// </summary>
    private sealed class Subscription : IDisposable
    {
        private readonly JobSubscriptions _owner;
        private readonly Action _changed;
        private readonly ITimer _timer;
        private readonly Lock _gate = new();
        private long? _lastCall;
        private bool _isDue;
        private bool _isCalling;
        private bool _isDisposed;

        public Subscription(JobSubscriptions owner, Action changed)
        {
            _owner = owner;
            _changed = changed;
            _timer = owner.Clock.CreateTimer(
                static state => ((Subscription)state!).Call(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }

        public void Changed()
        {
            lock (_gate)
            {
                if (!_isDue && !_isDisposed)
                {
                    _isDue = true;
                    Arm();
                }
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _isDisposed = true;
            }

            _timer.Dispose();
            ImmutableInterlocked.Update(ref _owner._all, all => all.Remove(this));
        }

        private void Call()
        {
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }

                _isDue = false;
                _isCalling = true;
            }

            // As a task: a timer's exception would end the process, and a page that fails to redraw is no reason for that.
            var call = new Task(_changed);
            call.RunSynchronously(TaskScheduler.Default);
            if (call.Exception is { } fault)
            {
                _owner.Log.SubscriberFailed(fault);
            }

            lock (_gate)
            {
                _isCalling = false;
                _lastCall = _owner.Clock.GetTimestamp();
                Arm();
            }
        }

        private void Arm()
        {
            if (!_isDue || _isCalling || _isDisposed)
            {
                return;
            }

            var wait = _lastCall is { } last ? s_interval - _owner.Clock.GetElapsedTime(last) : TimeSpan.Zero;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
