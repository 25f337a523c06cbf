using GovernanceDashboard.Data.Audit;

namespace GovernanceDashboard.Import.Audit;

/// <summary>Follows the numbers that each writer gives its events, to tell whether any is missing, and between which events. Memory: one entry per process that logged, and its gaps.</summary>
internal sealed class AuditStreams
{
    private const int MostWriters = 100_000;

    // A log that is full of holes is told by its first ones.
    private const int MostGaps = 1_000;

    private readonly Utf8Map<Numbers> _writers = new();

    /// <param name="id">The writer's own id, a dash, and a number.</param>
    /// <param name="host">The server of the process; empty where the event does not say.</param>
    public void Add(ReadOnlySpan<byte> id, long? number, long at, ReadOnlySpan<byte> host, bool isHive)
    {
        var dash = id.LastIndexOf((byte)'-');
        if (dash <= 0 || number is not { } known)
        {
            return;
        }

        if (!_writers.TryGet(id[..dash], out var numbers))
        {
            if (_writers.Count == MostWriters)
            {
                return; // whoever is not followed counts as not covered
            }

            numbers = new(Utf8Map<Numbers>.Text(id[..dash]), host.ToArray());
            _writers.Add(id[..dash], numbers);
        }

        numbers.Add(known, at);
        numbers.Origin(host, isHive);
    }

    /// <summary>By writer.</summary>
    public IReadOnlyList<AuditStream> All() =>
        [.. _writers.Values.Select(numbers => numbers.ToStream()).OrderBy(one => one.Writer, StringComparer.Ordinal)];

    private sealed class Numbers(string writer, byte[] host)
    {
        private bool _isOneHost = host.Length > 0;
        private bool _isHive = true;
        private long _first = long.MaxValue;
        private long _last = long.MinValue;
        private long _from = long.MaxValue;
        private long _to = long.MinValue;
        private long _count;
        private UInt128 _sum;
        private UInt128 _squares;
        private long _lastAt;
        private List<AuditGap>? _gaps;

        public void Add(long number, long at)
        {
            Follow(number, at);
            _first = Math.Min(_first, number);
            _last = Math.Max(_last, number);
            _from = Math.Min(_from, at);
            _to = Math.Max(_to, at);
            _count++;
            var value = (UInt128)(ulong)number;
            _sum += value;
            _squares += value * value;
        }

        public void Origin(ReadOnlySpan<byte> itsHost, bool isHive)
        {
            _isHive &= isHive;
            _isOneHost &= itsHost.SequenceEqual(host);
        }

        // A repeat may stand where a number is missing: the sum and the sum of squares agree only where each came once.
        public AuditStream ToStream() =>
            new(
                writer,
                _first,
                _last,
                _first >= 0
                    && _count == _last - _first + 1
                    && _sum == Sum(_last) - Sum(_first - 1)
                    && _squares == Squares(_last) - Squares(_first - 1),
                DateTimeOffset.FromUnixTimeMilliseconds(_from),
                DateTimeOffset.FromUnixTimeMilliseconds(_to)
            )
            {
                Gaps = [.. _gaps ?? []],
                Host = _isOneHost ? Utf8Map<Numbers>.Text(host) : null,
                IsHive = _isHive,
            };

        // Nearly every number is one more than the highest so far; one that is less was written late and fills a gap, or is a repeat.
        private void Follow(long number, long at)
        {
            if (_count == 0 || number == _last + 1)
            {
                _lastAt = at;
            }
            else if (number > _last)
            {
                if ((_gaps ??= []).Count < MostGaps)
                {
                    _gaps.Add(new(_last + 1, number - 1, Instant(_lastAt), Instant(at)));
                }

                _lastAt = at;
            }
            else if (_gaps?.FindIndex(gap => gap.First <= number && number <= gap.Last) is { } place and >= 0)
            {
                Fill(place, number);
            }
        }

        // Cut in two at most; what is left keeps the bounds, which stay true.
        private void Fill(int place, long number)
        {
            var gap = _gaps![place];
            _gaps.RemoveAt(place);
            if (gap.Last > number)
            {
                _gaps.Insert(place, gap with { First = number + 1 });
            }

            if (gap.First < number)
            {
                _gaps.Insert(place, gap with { Last = number - 1 });
            }
        }

        private static DateTimeOffset Instant(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

        private static UInt128 Sum(long upTo) =>
            upTo < 0 ? UInt128.Zero : (UInt128)(ulong)upTo * ((UInt128)(ulong)upTo + 1) / 2;

        private static UInt128 Squares(long upTo)
        {
            if (upTo < 0)
            {
                return UInt128.Zero;
            }

            var n = (UInt128)(ulong)upTo;
            return n * (n + 1) / 2 * (2 * n + 1) / 3;
        }
    }
}
