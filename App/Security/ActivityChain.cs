using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Data.Records;

namespace GovernanceDashboard.Security;

/// <summary>How the rows of the activity log hang together: each hash covers the row and the hash before it.</summary>
/// <remarks>
/// The hash is SHA-256 over UTF-8 text, so that an outsider can compute it again: the fields sequence, instant (Unix milliseconds),
/// user, action, what, reason and previous hash, in this order, each written as its length in bytes, a colon, the text and a line
/// feed. A missing reason is <c>-</c> and a line feed. With lengths no two rows share a text.
/// </remarks>
internal static class ActivityChain
{
    /// <summary>What the first row follows: 64 zeros.</summary>
    public static string Origin { get; } = new('0', 64);

    public static ActivityRecord Next(
        ActivityRecord? last,
        DateTimeOffset at,
        string user,
        string action,
        string what,
        string? reason
    )
    {
        // Whole milliseconds, as stored: a row must hash the same when it is read back.
        var stored = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var row = new ActivityRecord(
            (last?.Sequence ?? 0) + 1,
            stored,
            user,
            action,
            what,
            reason,
            last?.Hash ?? Origin,
            ""
        );
        return row with { Hash = HashOf(row) };
    }

    public static string HashOf(ActivityRecord row)
    {
        var text = new StringBuilder();
        Add(text, row.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(text, row.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Add(text, row.User);
        Add(text, row.Action);
        Add(text, row.What);
        Add(text, row.Reason);
        Add(text, row.PreviousHash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Why <paramref name="row"/> cannot be the one after <paramref name="last"/> (null: the first); null if it can.</summary>
    public static string? Fault(ActivityRecord? last, ActivityRecord row)
    {
        var expected = (last?.Sequence ?? 0) + 1;
        if (row.Sequence != expected)
        {
            return $"Row {expected} is missing: row {row.Sequence} stands in its place.";
        }

        if (row.PreviousHash != (last?.Hash ?? Origin))
        {
            return $"Row {row.Sequence} does not follow row {expected - 1}: one of them was replaced.";
        }

        return row.Hash == HashOf(row) ? null : $"Row {row.Sequence} was changed after it was written.";
    }

    private static void Add(StringBuilder text, string? field)
    {
        if (field is null)
        {
            text.Append("-\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}\n");
    }
}
