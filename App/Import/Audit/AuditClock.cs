using System.Buffers.Text;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// Reads the instants of events: <c>yyyy-MM-dd HH:mm:ss.SSS</c> in the writer's local zone, which the log does not name, or ISO-8601 with its
/// zone. Fractions finer than a millisecond are cut. For one thread.
/// </summary>
internal sealed class AuditClock(TimeZoneInfo zone)
{
    // Every zone changes its clock at a multiple of this.
    private const long BlockTicks = 15 * TimeSpan.TicksPerMinute;

    private readonly bool _isUtc = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;
    private long _block = long.MinValue;
    private long _offsetTicks;
    private bool _isAmbiguous;

    /// <summary>Instants read in an hour that the clocks went through twice; the first of the two was taken.</summary>
    public long Ambiguous { get; private set; }

    /// <summary>Unix milliseconds.</summary>
    /// <exception cref="InvalidDataException">No instant, or one that the zone's clocks skipped.</exception>
    public long Read(ReadOnlySpan<byte> text)
    {
        if (
            text.Length < 19
            || text[4] != '-'
            || text[7] != '-'
            || text[10] is not ((byte)' ' or (byte)'T')
            || text[13] != ':'
            || text[16] != ':'
        )
        {
            throw Unreadable();
        }

        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute, second) = (Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]));
        if (year < 1970 || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
        {
            throw Unreadable();
        }

        if (day > DateTime.DaysInMonth(year, month))
        {
            throw Unreadable();
        }

        var rest = text[19..];
        var ticks = new DateTime(year, month, day, hour, minute, second).Ticks;
        ticks += Milliseconds(ref rest) * TimeSpan.TicksPerMillisecond;
        ticks -= rest.IsEmpty ? LocalOffset(ticks) : Offset(rest);
        return (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }

    private static long Milliseconds(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
        {
            return 0;
        }

        var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? rest.Length - 1 : digits;
        if (digits == 0)
        {
            throw Unreadable();
        }

        var value = 0;
        for (var digit = 1; digit <= 3; digit++)
        {
            value = value * 10 + (digit <= digits ? rest[digit] - '0' : 0);
        }

        rest = rest[(digits + 1)..];
        return value;
    }

    private static long Offset(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z'])
        {
            return 0;
        }

        // +02:00, +0200, +02
        var isWritten = text[0] is (byte)'+' or (byte)'-' && text.Length is 3 or 5 or 6;
        if (!isWritten || (text.Length == 6 && text[3] != ':'))
        {
            throw Unreadable();
        }

        var minutes = Digits(text[1..3]) * 60 + (text.Length > 3 ? Digits(text[^2..]) : 0);
        return (text[0] == '-' ? -minutes : minutes) * TimeSpan.TicksPerMinute;
    }

    private long LocalOffset(long ticks)
    {
        if (_isUtc)
        {
            return 0;
        }

        var block = ticks / BlockTicks;
        if (block != _block)
        {
            var local = new DateTime(block * BlockTicks, DateTimeKind.Unspecified);
            if (zone.IsInvalidTime(local))
            {
                throw new InvalidDataException(
                    $"'evtTime' is an instant that the clocks of {zone.Id} skipped: was the log written in another zone?"
                );
            }

            _isAmbiguous = zone.IsAmbiguousTime(local);
            _offsetTicks = (_isAmbiguous ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).Ticks;
            _block = block;
        }

        Ambiguous += _isAmbiguous ? 1 : 0;
        return _offsetTicks;
    }

    private static int Digits(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        && Utf8Parser.TryParse(text, out int number, out var read)
        && read == text.Length
            ? number
            : throw Unreadable();

    private static InvalidDataException Unreadable() => new("'evtTime' is no instant");
}
