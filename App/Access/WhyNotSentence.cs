using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Says in one plain sentence why some or all of a table cannot be read. Names policies and groups, never a person.</summary>
internal static class WhyNotSentence
{
    /// <param name="level">The level for the table, or for the one column asked about.</param>
    /// <param name="nearest">Asked only where no policy speaks: what came nearest.</param>
    internal static string For(
        AccessLevel level,
        (int Position, Verdict Verdict)[] onColumns,
        Verdict? onTable,
        bool isColumn,
        Func<string> nearest
    )
    {
        var refused = onColumns.Where(asked => !asked.Verdict.IsAllowed).Select(asked => asked.Verdict).ToArray();
        var verdicts = refused.Length == 0 && onTable is not null ? [onTable] : refused;
        var subject = level switch
        {
            AccessLevel.None when isColumn => "This column cannot be read",
            AccessLevel.None => "Nothing can be read, and the table is not even visible",
            AccessLevel.MetadataOnly => "The table is visible, but nothing in it can be read",
            AccessLevel.TableOnly => "Rows can be counted, but no column can be read",
            AccessLevel.Partial or AccessLevel.Full => $"{refused.Length} of {onColumns.Length} columns cannot be read",
        };
        return $"{subject}: {Reason(verdicts, nearest)}";
    }

    private static string Reason(Verdict[] verdicts, Func<string> nearest)
    {
        var denying = Names(verdicts.SelectMany(verdict => verdict.Deciding));
        if (denying.Length > 0)
        {
            return $"{denying} denies it.";
        }

        var conditional = Names(Lost(LossReason.ConditionUnknown));
        if (conditional.Length > 0)
        {
            return $"{conditional} would allow it only under a condition that cannot be checked here.";
        }

        var carvedOut = Names(Lost(LossReason.CarvedOut).Where(claim => claim.Effect == Effect.Allow));
        return carvedOut.Length > 0
            ? $"{carvedOut} allows it, but an exception of the same policy takes it back."
            : nearest();

        IEnumerable<Claim> Lost(LossReason reason) =>
            verdicts
                .SelectMany(verdict => verdict.Losing)
                .Where(lost => lost.Reason == reason)
                .Select(lost => lost.Claim);
    }

    private static string Names(IEnumerable<Claim> claims)
    {
        var names = claims.Select(claim => claim.Application.Policy.Source.Name).Distinct().ToArray();
        return names.Length switch
        {
            0 => "",
            1 => $"policy \"{names[0]}\"",
            _ => $"policy \"{names[0]}\" (and {names.Length - 1} more)",
        };
    }
}
